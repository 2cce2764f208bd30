"""The words that options choose from: acts, modalities, kinds of goods and sources, states of claims.

They are those of the model (a test compares), written out because importing the model would make `--help` slow.
"""

from enum import StrEnum

ActName = StrEnum("ActName", "talks order approval delivery production support suspension seizure")
ModalityName = StrEnum("ModalityName", "reported planned possible denied")
SourceKindName = StrEnum("SourceKindName", "official group company organisation media anonymous narrator")
StateName = StrEnum("StateName", "undecided accepted rejected unsure")
CategoryName = StrEnum(
    "CategoryName",
    "tanks armoured_vehicles vehicles artillery aircraft helicopters uav ships missiles air_defence bombs small_arms "
    "ammunition sensors electronic_warfare communications parts protective chemical other unspecified",
)
