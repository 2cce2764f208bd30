"""Armstrail turns reporting on arms transfers into a sourced register: claims, with the words that they rest on.

    import armstrail

    for reading in armstrail.read("report.html"):
        print(reading.claims)
    register = armstrail.open_register("armstrail.db")

docs/api.md tells the rest. Nothing is imported before it is used.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from armstrail.api import Failure, Filter, Register, Sort, add, open_register, read, read_text

__version__ = "0.1.0"
__all__ = ["Failure", "Filter", "Register", "Sort", "__version__", "add", "open_register", "read", "read_text"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module("armstrail.api"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
