"""Pre-marks by machine: word lists and rules find who says what, and how surely.

`detect` gives an annotation of origin `machine`; it never enters a score.
"""

from annotate.detect.lexicon import Lexicon, load_lexicon
from annotate.detect.rules import detect

__all__ = ["Lexicon", "detect", "load_lexicon"]
