"""What is to be written, read from the store one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from annotate.consensus import Rates, merge
from annotate.consensus.readers import newest_verdict, of_people
from annotate.core import Annotation, Article
from annotate.core.errors import UsageError
from annotate.export.agreed import agreed
from annotate.export.wanted import Wanted
from annotate.export.writers.base import Item
from annotate.scheme import Scheme
from annotate.store import Annotations, Articles, Session

_TEXTS_KEPT = 64
"""Articles held in memory while annotations come by, several of one article among them."""

Place = tuple[str, int]
"""An article and which text of it."""


class Items:
    """The annotations asked for, then the consensus where it is asked for; read anew on each pass.

    Attributes:
        written: annotations given out in the last pass.
        merged: consensus readings given out in it.
        erased: annotations left out of it because their article's text was erased.
        left_out: consensus readings that cannot be made, by the reason.
    """

    def __init__(self, session: Session, wanted: Wanted, scheme: Scheme, rates: Mapping[str, Rates]) -> None:
        self._annotations, self._articles = Annotations(session), Articles(session)
        self._wanted, self._scheme, self._rates = wanted, scheme, rates
        self._article = lru_cache(_TEXTS_KEPT)(self._read)
        self._places: dict[Place, bool] = {}
        self._decided: frozenset[Place] = frozenset()
        self.written = self.merged = self.erased = 0
        self.left_out: Counter[str] = Counter()

    def __iter__(self) -> Iterator[Item]:
        self.written = self.merged = self.erased = 0
        self.left_out = Counter()
        if self._wanted.adjudicated:
            self._decided = self._annotations.adjudicated()
        if self._wanted.readings != "consensus":
            yield from self._single()
        if self._wanted.readings != "annotators":
            yield from self._consensus()

    def _single(self) -> Iterator[Item]:
        wanted = self._wanted
        for annotation in self._annotations.all(wanted.beyond_current, wanted.campaign):
            place = (annotation.article, annotation.article_revision)
            if not (wanted.takes(annotation) and wanted.in_state(annotation) and self._is_place(place)):
                continue
            article = self._article(*place)
            if article is None:
                self.erased += 1
            else:
                self.written += 1
                yield Item(wanted.part(annotation), article)

    def _consensus(self) -> Iterator[Item]:
        """One reading for each text that two people read, or one whose reading was adjudicated."""
        for place in self._annotations.read_twice(self._wanted.campaign):
            people, verdict = self._readings(place)
            enough = people and len(people) + (verdict is not None) > 1
            article = self._article(*place) if enough and self._is_place(place) else None
            if article is None:
                continue
            try:
                reading = merge(people, article, self._scheme, verdict, self._rates)
            except UsageError as error:
                self.left_out[f"a consensus: {error}"] += 1
                continue
            self.merged += 1
            yield Item(self._wanted.part(replace(reading, id=_id(place))), article)

    def _is_place(self, place: Place) -> bool:
        """Whether a text is chosen by what all its readings say together."""
        least = self._wanted.min_agreement
        if self._wanted.adjudicated and place not in self._decided:
            return False
        if least is None:
            return True
        if place not in self._places:
            known = agreed(self._readings(place)[0], self._scheme)
            self._places[place] = known is not None and known >= least
        return self._places[place]

    def _readings(self, place: Place) -> tuple[list[Annotation], Annotation | None]:
        """Whose readings of a text are chosen, and the verdict on it where that is; as for a score."""
        current = self._annotations.current(place[0], article_revision=place[1])
        chosen = [one for one in current if self._wanted.takes(one)]
        return of_people(chosen, self._wanted.campaign), newest_verdict(chosen)

    def _read(self, id_: str, revision: int) -> Article | None:
        """The revision with what is known of it; of a removed article its text; None where that is erased."""
        text = self._articles.text(id_, revision)
        return (self._articles.get(id_, revision) or Article(id_, text, revision=revision)) if text else None


def _id(place: Place) -> str:
    return f"consensus:{place[0]}:{place[1]}"
