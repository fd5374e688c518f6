"""Hypothesis strategies for articles, and for annotations that the scheme allows."""

from __future__ import annotations

from hypothesis import strategies as st

from annotate.core import Annotation, Article, Mark, Span
from annotate.core.link import Link
from annotate.scheme import Attribute, Label, Scheme, check

# Astral letters, a ZWJ family, a flag, a combining accent, right-to-left text, NBSP, tab, markup.
WORDS = ["said", "Kyiv", "😀", "👩‍👩‍👧", "🇺🇦", "é", "שלום", "a\u00a0b", "a\tb", "<b>&amp;", "“quoted”", "𝔘"]

texts = st.lists(st.lists(st.sampled_from(WORDS), min_size=2, max_size=9), min_size=1, max_size=4).map(
    lambda paragraphs: "\n\n".join(" ".join(words) for words in paragraphs)
)
articles = texts.map(lambda text: Article("a", text))


@st.composite
def annotations(draw: st.DrawFn, article: Article, scheme: Scheme) -> Annotation:
    """Any annotation of `article` that passes the scheme's check without a loss."""
    spans = draw(st.lists(_spans(article.text), max_size=8, unique_by=lambda span: (span.start, span.end)))
    marks = tuple(draw(_marks(f"r-{n}", span, scheme)) for n, span in enumerate(spans))
    links = tuple(draw(_links(marks, scheme))) if len(marks) > 1 else ()
    made = Annotation("a", "ann", marks, links, draw(_answers(scheme)), text_sha256=article.sha256)
    return check(made, article.text, scheme).annotation


def _spans(text: str) -> st.SearchStrategy[Span]:
    ends = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 12))
    spans = ends.map(lambda at: Span(at[0], min(len(text), at[0] + at[1])))
    return spans.filter(lambda span: span.cut(text).strip() != "")


@st.composite
def _marks(draw: st.DrawFn, id_: str, span: Span, scheme: Scheme) -> Mark:
    label: Label = draw(st.sampled_from(scheme.labels))
    mark = Mark(id_, label.name, span, origin=draw(st.sampled_from([None, "manual", "prediction"])))
    for attribute in label.attributes:
        mark = draw(_chosen(mark, attribute))
    return mark


def _chosen(mark: Mark, attribute: Attribute) -> st.SearchStrategy[Mark]:
    chosen = st.sampled_from(sorted(attribute.names)).map(
        lambda v: mark.with_attributes(**{attribute.name: v})
    )
    return st.one_of(st.just(mark), chosen) if attribute.applies(mark) else st.just(mark)


def _links(marks: tuple[Mark, ...], scheme: Scheme) -> st.SearchStrategy[list[Link]]:
    ids = st.sampled_from([mark.id for mark in marks])
    types = st.sampled_from(["", *(link.name for link in scheme.links)])
    return st.lists(st.builds(Link, types, ids, ids), max_size=10)


@st.composite
def _answers(draw: st.DrawFn, scheme: Scheme) -> dict[str, str]:
    said: dict[str, str] = {}
    for answer in scheme.answers:
        names = [value.name for value in answer.values]
        strategy = {
            "choice": st.sampled_from(names or [""]),
            "several": st.sets(st.sampled_from(names or [""]), min_size=1).map(
                lambda some, names=names: ",".join(sorted(some, key=names.index))
            ),
            "rating": st.integers(1, max(1, answer.maximum)).map(str),
            "text": st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1),
        }[answer.control]
        value = draw(st.none() | strategy)
        if value is not None:
            said[answer.name] = value
    return said
