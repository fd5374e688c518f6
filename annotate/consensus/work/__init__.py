"""What each annotator of a campaign has done: how much, how fast, how much like the others."""

from annotate.consensus.work.measure import Course, Work, measured, not_inflated
from annotate.consensus.work.model import Done, Premarked, key_of, premarked

__all__ = ["Course", "Done", "Premarked", "Work", "key_of", "measured", "not_inflated", "premarked"]
