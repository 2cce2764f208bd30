"""From claims to transfers: which claims speak of the same goods passing between the same parties. Pure."""

from armstrail.reconciling.decided import Decided, corrected, counting, loose, merged, split_id, standing, state_of
from armstrail.reconciling.relation import Relation, relation

__all__ = [
    "Decided", "Relation", "corrected", "counting", "loose", "merged", "relation", "split_id", "standing", "state_of",
]  # fmt: skip
