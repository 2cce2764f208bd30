"""What all types share: frozen, closed, and the same JSON out as in."""

import re

from pydantic import BaseModel, ConfigDict

# Valid inside JSON strings, but some readers of lines break at them and terminals obey them.
_ESCAPED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def escaped(line: str) -> str:
    """A line of JSON that stays one line and does nothing to a terminal: the same values, some signs as `\\u2028`."""
    return _ESCAPED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", line)


class Frozen(BaseModel):
    """A value that never changes. `to_json` leaves out what was never given, so that a file round-trips exactly."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def to_json(self) -> str:
        """One line of JSON, keys in the order of the guide, non-ASCII characters as they are."""
        return self.model_dump_json(exclude_unset=True)
