"""From claims to transfers: which claims speak of the same goods passing between the same parties. Pure."""

from armstrail.reconciling.relation import Relation, relation

__all__ = ["Relation", "relation"]
