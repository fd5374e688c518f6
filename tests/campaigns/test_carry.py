"""What of an annotation is offered on another text of its article."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.campaigns.carry import carried, with_new
from annotate.core import Annotation, Article, Link, Mark, Span
from annotate.intake.sentences import split

OLD = "Ada Lee spoke. It may rain, she said.\n\nOthers denied it. It may rain, she said."


def article(text: str, revision: int = 1) -> Article:
    return Article("a", text, split(text), revision=revision)


def marks(text: str, *words: str) -> Annotation:
    """A mark on the first place of each of the words, named after them, and a link from each to the next."""
    found = tuple(
        Mark(word, "SOURCE", Span(text.index(word), text.index(word) + len(word))) for word in words
    )
    links = tuple(Link("same_source", other.id, one.id) for one, other in itertools.pairwise(found))
    return Annotation("a", "ada", found, links, {"genre": "news"})


def over(words: tuple[str, ...], new: str) -> Annotation:
    return carried(marks(OLD, *words), article(OLD), article(new, 2))


@pytest.mark.parametrize(
    ("words", "new", "kept"),
    [
        (("Ada Lee", "Others"), OLD, {"Ada Lee", "Others"}),
        (("Ada Lee", "Others"), f"Corrected.\n\n{OLD}", {"Ada Lee", "Others"}),
        (("Ada Lee", "Others"), OLD.replace("denied", "confirmed"), {"Ada Lee"}),
        (("Ada Lee", "Others"), OLD.replace("Ada Lee spoke. ", ""), {"Others"}),
        (("spoke. It may",), OLD, {"spoke. It may"}),
        (("spoke. It may",), OLD.replace("spoke. ", "spoke. Then. "), set()),
        (("spoke. It may",), OLD.replace("spoke. ", "spoke.\n\n"), set()),
        (("Ada Lee",), "Something else altogether.", set()),
        (("Ada Lee",), "", set()),
    ],
)
def test_a_mark_is_carried_over_where_its_sentences_stand(
    words: tuple[str, ...], new: str, kept: set[str]
) -> None:
    found = over(words, new)
    assert {mark.id for mark in found.marks} == kept
    assert all(mark.span.cut(new) == mark.id for mark in found.marks)


def test_links_go_along_where_both_ends_do_and_answers_are_asked_again() -> None:
    assert over(("Ada Lee", "Others"), f"New. {OLD}").links == (Link("same_source", "Others", "Ada Lee"),)
    lost = over(("Ada Lee", "Others"), OLD.replace("denied", "confirmed"))
    assert (lost.links, lost.answers, lost.article_revision) == ((), {}, 2)
    assert lost.text_sha256 == article(OLD.replace("denied", "confirmed")).sha256


def test_a_sentence_that_comes_twice_keeps_its_place() -> None:
    second = OLD.rindex("she")
    annotation = Annotation("a", "ada", (Mark("m", "SOURCE", Span(second, second + 3)),))
    new = OLD.replace("Others denied it. ", "Others agreed. ")
    (moved,) = carried(annotation, article(OLD), article(new, 2)).marks
    assert moved.span.start == new.rindex("she")


def test_the_machine_marks_what_is_new_alone() -> None:
    new = OLD.replace("Others denied it.", "Critics doubted it.")
    made = marks(new, "Ada Lee", "Critics", "doubted")
    both = with_new(over(("Ada Lee",), new), made, article(OLD), article(new, 2))
    assert [mark.id for mark in both.marks] == ["Ada Lee", "new-Critics", "new-doubted"]
    assert both.links == (Link("same_source", "new-doubted", "new-Critics"),)


sentences = st.lists(
    st.sampled_from(["He spoke.", "She 😀 said so.", "It rains.", "Others denied it."]), max_size=8
)


@given(old=sentences, new=sentences, data=st.data())
def test_what_is_carried_over_reads_the_same(old: list[str], new: list[str], data: st.DataObject) -> None:
    before, after = article(" ".join(old)), article(" ".join(new), 2)
    ends = st.tuples(st.integers(0, 120), st.integers(1, 20)).map(lambda at: Span(at[0], at[0] + at[1]))
    spans = [span for span in data.draw(st.lists(ends, max_size=5)) if span.end <= len(before.text)]
    annotation = Annotation("a", "ada", tuple(Mark(f"m{n}", "SOURCE", one) for n, one in enumerate(spans)))
    found = carried(annotation, before, after)
    for mark in found.marks:
        assert mark.span.cut(after.text) == annotation.by_id[mark.id].span.cut(before.text)
    if before.text == after.text:
        assert found.marks == annotation.marks
