"""An article as long as any that people read, with a claim, a cue, a hedge and a source in every sentence."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.core import Annotation, Article, Link, Mark, Span
from annotate.report import ArticleReport, article_report
from annotate.resources import shipped
from annotate.score import Score, load_disagreement, load_rubric, score
from tests.support.scheme import the_scheme

SENTENCES = 155
SAID = (
    "Mayor Ada Lee of Upper Osmark said on Tuesday that the river near mill {:03} may rise by several feet "
    "before the end of the week, and that families would leave."
)


def long_report(id_: str = "long") -> ArticleReport:
    """The report on such an article of 25,000 characters."""
    article, reading = long_article(id_)
    return article_report(scored(reading, article), article, the_scheme())


def long_article(id_: str) -> tuple[Article, Annotation]:
    """The article, and one reading of it."""
    said = [SAID.format(number) for number in range(SENTENCES)]
    text = "\n\n".join(" ".join(said[at : at + 3]) for at in range(0, len(said), 3))
    starts = [text.index(one) for one in said]
    spans = tuple(Span(start, start + len(one)) for start, one in zip(starts, said, strict=True))
    marks = [mark for number, start in enumerate(starts) for mark in _marks(number, start)]
    links = [link for number in range(SENTENCES) for link in _links(number)]
    answers = {"genre": "news", "accused": "no"}
    return Article(id_, text, spans), Annotation(id_, "ada", tuple(marks), tuple(links), answers)


def scored(reading: Annotation, article: Article) -> Score:
    """The reading's score by the shipped rubric and table."""
    rubric = load_rubric(shipped("config", "rubrics", "1.toml"))
    disagreement = load_disagreement(shipped("config", "rubrics", "disagreement.toml"))
    return score(reading, article, the_scheme(), rubric, disagreement, readers=(reading,))


def _marks(number: int, start: int) -> Iterator[Mark]:
    named = {"identity": "named_person", "standing": "side_1"}
    weight = {"weight": "central"} if number < 4 else {}
    for label, words, attributes in (
        ("SOURCE", "Mayor Ada Lee", named),
        ("CUE", "said", {}),
        ("ASSERTION", SAID.format(number)[SAID.index("the river") : -1], weight),
        ("HEDGE", "may", {}),
    ):
        at = start + SAID.format(number).index(words)
        yield Mark(f"{label[0].lower()}{number}", label, Span(at, at + len(words)), attributes)


def _links(number: int) -> Iterator[Link]:
    yield Link("attributed_to", f"a{number}", f"s{number}")
    yield Link("cued_by", f"a{number}", f"c{number}")
    yield Link("hedged_by", f"a{number}", f"h{number}")
    if number:
        yield Link("same_source", f"s{number}", f"s{number - 1}")
