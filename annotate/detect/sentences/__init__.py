"""What each sentence is, by small linear models that read words and the rules' marks."""

from annotate.detect.sentences.classify import Judged, judge
from annotate.detect.sentences.model import Model, load, save

__all__ = ["Judged", "Model", "judge", "load", "save"]
