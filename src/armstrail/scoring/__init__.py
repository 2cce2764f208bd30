"""How well a reading agrees with an annotated one: precision, recall and F1 by slot, with what differs.

score({"p1": gold_claims}, {"p1": read_claims}).figures["claim"].f1
"""

from armstrail.scoring.pairing import best_pairs
from armstrail.scoring.passages import AnnotatedPassage, BadPassage, load_claims
from armstrail.scoring.score import FIGURES, Difference, Figure, PassageScore, Score, score
from armstrail.scoring.slots import SLOTS, Slots, same_claim, same_sides, similarity, slots_of

__all__ = [
    "FIGURES", "SLOTS", "AnnotatedPassage", "BadPassage", "Difference", "Figure", "PassageScore", "Score", "Slots",
    "best_pairs", "load_claims", "same_claim", "same_sides", "score", "similarity", "slots_of",
]  # fmt: skip
