"""How well a reading agrees with an annotated one: precision, recall and F1 by slot, with what differs.

score({"p1": gold_claims}, {"p1": read_claims}).figures["claim"].f1
"""

from armstrail.scoring.causes import MISSED, SPURIOUS, why_missed, why_spurious
from armstrail.scoring.pairing import best_pairs
from armstrail.scoring.passages import AnnotatedPassage, BadPassage, GoldPassage, load_claims, load_passages
from armstrail.scoring.region import region_of
from armstrail.scoring.score import FIGURES, Difference, Figure, PassageScore, Score, pairs_of, score
from armstrail.scoring.slots import SLOTS, Slots, same_claim, same_sides, similarity, slots_of
from armstrail.scoring.tables import ErrorTable, by_act, by_construction, by_decade, by_region, by_slot

__all__ = [
    "FIGURES", "MISSED", "SLOTS", "SPURIOUS", "AnnotatedPassage", "BadPassage", "Difference", "ErrorTable", "Figure",
    "GoldPassage", "PassageScore", "Score", "Slots", "best_pairs", "by_act", "by_construction", "by_decade",
    "by_region", "by_slot", "load_claims", "load_passages", "pairs_of", "region_of", "same_claim", "same_sides",
    "score", "similarity", "slots_of", "why_missed", "why_spurious",
]  # fmt: skip
