"""The shipped scheme, and marks and annotations written in one line."""

from functools import cache

from annotate.core import Annotation, Link, Mark, Span
from annotate.resources import shipped
from annotate.scheme import Scheme, load_scheme


@cache
def the_scheme() -> Scheme:
    return load_scheme(shipped("config", "scheme.toml"))


def mark(id_: str, label: str, words: str, text: str, **attributes: str) -> Mark:
    """A mark on the first place where `words` stand in `text`."""
    start = text.index(words)
    return Mark(id_, label, Span(start, start + len(words)), attributes)


def reading(*marks: Mark, links: tuple[Link, ...] = (), **answers: str) -> Annotation:
    return Annotation(article="a", annotator="ada", marks=marks, links=links, answers=answers)
