"""How well sourced an article is: criteria, gates, interval, and what would raise it.

It speaks of the attribution printed in the text, and never of truth. docs/rubric.md explains the rules.
"""

from annotate.score.disagreement import Disagreement, load_disagreement
from annotate.score.ledger import Central, Ledger, Speaker
from annotate.score.model import Contribution, Gate, Plain, Raise, Reader, Score
from annotate.score.outlets import Level, level
from annotate.score.rubric import Rubric
from annotate.score.scoring import number, plain, score
from annotate.score.shape import to_json
from annotate.score.versions import load_rubric

__all__ = [
    "Central",
    "Contribution",
    "Disagreement",
    "Gate",
    "Ledger",
    "Level",
    "Plain",
    "Raise",
    "Reader",
    "Rubric",
    "Score",
    "Speaker",
    "level",
    "load_disagreement",
    "load_rubric",
    "number",
    "plain",
    "score",
    "to_json",
]
