"""What goes wrong with a register, in words for the analyst."""


class RegisterError(Exception):
    """The register cannot be opened, read or written: which one, and why."""


class ConflictError(RegisterError):
    """Somebody else has decided meanwhile: who, what and when."""


class UnknownError(RegisterError):
    """Nothing in the register has this name, or several things begin with it."""
