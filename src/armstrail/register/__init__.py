"""What is kept: reports, claims, transfers, and every decision of a person on them. The only SQL."""

from armstrail.register.errors import ConflictError, RegisterError, UnknownError
from armstrail.register.query import Filter, Sort
from armstrail.register.store import Outcome, Register, Stored, open_register

__all__ = [
    "ConflictError",
    "Filter",
    "Outcome",
    "Register",
    "RegisterError",
    "Sort",
    "Stored",
    "UnknownError",
    "open_register",
]
