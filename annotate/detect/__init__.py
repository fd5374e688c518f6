"""Pre-marks by machine: word lists, rules and a trained model find who says what, and how surely.

`detect` gives an annotation of origin `machine`; it never enters a score.
"""

from annotate.detect.detector import Detector
from annotate.detect.lexicon import Lexicon, load_lexicon
from annotate.detect.model import Model, load_model
from annotate.detect.rules import detect

__all__ = ["Detector", "Lexicon", "Model", "detect", "load_lexicon", "load_model"]
