"""What all types share: frozen, closed, and the same JSON out as in."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value that never changes. `to_json` leaves out what was never given, so that a file round-trips exactly."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def to_json(self) -> str:
        """One line of JSON, keys in the order of the guide, non-ASCII characters as they are."""
        return self.model_dump_json(exclude_unset=True)
