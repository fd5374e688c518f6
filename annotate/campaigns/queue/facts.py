"""What can be told of an article before it is labelled: how sure the machine is, how readers will differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from annotate.core import Annotation, Article
from annotate.scheme import Scheme
from annotate.score import Disagreement

UNSURE = 0.5
"""A confidence below which a mark is called unsure in words."""


@dataclass(frozen=True)
class Uncertainty:
    """How unsure the machine is of its marks.

    Attributes:
        value: mean of 1 - confidence over the marks (least confidence: Lewis and Gale 1994), 0 to 1; 0
            where there are none.
    """

    value: float
    marks: int
    unsure: int

    def __str__(self) -> str:
        return f"uncertainty {self.value:.2f}: {self.unsure} of {self.marks} pre-marks below {UNSURE}"


@dataclass(frozen=True)
class Expected:
    """How many differences two readers are expected to have.

    Attributes:
        value: per 100 words, so that length alone makes no article urgent.
        most: the topic with most of them, such as `SOURCE.standing`; empty where none is expected.
    """

    value: float
    differences: float
    words: int
    most: str

    def __str__(self) -> str:
        most = f", most in {self.most}" if self.most else ""
        return (
            f"expected disagreement {self.value:.2f} per 100 words: "
            f"{self.differences:.1f} differences in {self.words} words{most}"
        )


def uncertainty(premarks: Annotation) -> Uncertainty:
    """From the machine's own confidences; a mark that has none counts as sure."""
    doubts = [1 - (1.0 if mark.confidence is None else mark.confidence) for mark in premarks.marks]
    unsure = sum(doubt > 1 - UNSURE for doubt in doubts)
    return Uncertainty(sum(doubts) / len(doubts) if doubts else 0.0, len(doubts), unsure)


def expected_disagreement(
    reading: Annotation, article: Article, scheme: Scheme, table: Disagreement
) -> Expected:
    """From the table that a score's interval is drawn from, over every choice and link of a reading.

    Args:
        reading: of people where somebody has read it, else the machine's.
    """
    by_topic: Counter[str] = Counter()
    for topic, chance in _chances(reading, scheme, table):
        by_topic[topic] += chance  # type: ignore[assignment]  # a Counter counts in fractions as well
    differences, words = float(sum(by_topic.values())), len(article.text.split())
    most = max(by_topic, key=lambda topic: (by_topic[topic], topic), default="")
    return Expected(100 * differences / max(words, 1), differences, words, most if differences else "")


def _chances(reading: Annotation, scheme: Scheme, table: Disagreement) -> Iterator[tuple[str, float]]:
    for mark in reading.marks:
        for attribute in scheme.label_by_name[mark.label].attributes:
            value = scheme.value(mark, attribute.name)
            rates = table.attributes.get(attribute.name, {}).get(value or "", {})
            yield f"{mark.label}.{attribute.name}", sum(rates.values())
    for link in reading.links:
        yield link.type, table.links.get(link.type, 0.0)
