"""How well sourced an article is: criteria, gates, interval, and what would raise it.

It speaks of the attribution printed in the text, and never of truth. docs/rubric.md explains the rules.
"""

from annotate.score.ledger import Central, Ledger, Speaker
from annotate.score.model import Contribution, Gate, Raise, Reader, Score

__all__ = ["Central", "Contribution", "Gate", "Ledger", "Raise", "Reader", "Score", "Speaker"]
