"""From claims to transfers: which claims speak of the same goods passing between the same parties. Pure."""

from armstrail.reconciling.decided import Decided, corrected, counting, merged, split_id, state_of
from armstrail.reconciling.relation import Relation, relation

__all__ = ["Decided", "Relation", "corrected", "counting", "merged", "relation", "split_id", "state_of"]
