"""How well sourced an article is: criteria, gates, interval, and what would raise it.

It speaks of the attribution printed in the text, and never of truth. docs/rubric.md explains the rules.
"""

from annotate.score.disagreement import Disagreement, load_disagreement
from annotate.score.ledger import Central, Ledger, Speaker
from annotate.score.model import Contribution, Gate, Raise, Reader, Score
from annotate.score.outlets import Level, level
from annotate.score.rubric import Rubric, load_rubric
from annotate.score.scoring import number, score
from annotate.score.shape import to_json

__all__ = [
    "Central",
    "Contribution",
    "Disagreement",
    "Gate",
    "Ledger",
    "Level",
    "Raise",
    "Reader",
    "Rubric",
    "Score",
    "Speaker",
    "level",
    "load_disagreement",
    "load_rubric",
    "number",
    "score",
    "to_json",
]
