"""A detector ready to mark: word lists, a scheme and, beyond rules alone, trained models."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from annotate.core import Annotation, Article
from annotate.detect.calibration import SHOWN, Calibration, calibrated, worth_showing
from annotate.detect.lexicon import Lexicon
from annotate.detect.model import Model
from annotate.detect.rules import detect
from annotate.detect.sentences import Model as SentenceModel
from annotate.scheme import Scheme


@dataclass(frozen=True)
class Detector:
    """Marks articles, the same way each time; without a model by rules alone.

    `calibration` is what its confidences are worth, where not the model's own.
    """

    lexicon: Lexicon
    scheme: Scheme
    model: Model | None = None
    calibration: Calibration | None = None
    sentences: SentenceModel | None = None

    @property
    def name(self) -> str:
        """What its marks are signed with."""
        return "rules" if self.model is None else self.model.name

    def detect(self, article: Article) -> Annotation:
        """The machine's annotation of an article, confidences calibrated."""
        return self._detect(article, for_people=False)

    def _detect(self, article: Article, for_people: bool) -> Annotation:
        found = detect(article, self.lexicon, self.scheme, self.model, self.sentences, for_people)
        own = self.model.calibration if self.model is not None else Calibration()
        return calibrated(found, own if self.calibration is None else self.calibration)

    def premarks(self, article: Article, least: Mapping[str, float] = SHOWN) -> Annotation:
        """The marks that an annotator is shown, as the scheme cuts them: those worth correcting."""
        return worth_showing(self._detect(article, for_people=True), least)

    def under(self, scheme: Scheme) -> Detector:
        """The same detector, for campaigns that label with another scheme."""
        return replace(self, scheme=scheme)
