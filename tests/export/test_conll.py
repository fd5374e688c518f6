"""CoNLL, read back by the conllu library: tokens cover the text, and no mark is lost."""

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import conllu
import pytest
from hypothesis import example, given, settings

from annotate.core import Annotation, Article, Mark, Span
from annotate.export.tokens import tokenise
from annotate.export.writers.base import Item
from tests.support.exports import ARTICLE, HARD, RUTH, SCHEME, SMALL, items, written

Row = dict[str, str]


@dataclass
class Document:
    """What stands between two `newdoc` lines."""

    comments: dict[str, str] = field(default_factory=dict)
    sentences: list[list[Row]] = field(default_factory=list)


def read(content: bytes) -> list[Document]:
    """By the reader that the CoNLL-U world has; it names the columns as the file's first line does."""
    documents: list[Document] = []
    for found in conllu.parse_incr(io.StringIO(content.decode())):
        if "newdoc id" in found.metadata:
            documents.append(Document(comments=dict(found.metadata)))
        rows = [{name.upper(): str(value) for name, value in token.items()} for token in found]
        documents[-1].sentences.append(rows)
    return documents


def spans(sentence: list[Row]) -> Counter[tuple[str, int, int]]:
    """The labelled stretches of a sentence by strict IOB2: an I- must continue what stands before it."""
    found: Counter[tuple[str, int, int]] = Counter()
    for column in [
        name for name in sentence[0] if name.isupper() and name not in ("ID", "FORM", "START", "END")
    ]:
        begun: tuple[str, int, int] | None = None
        for row in sentence:
            tag, start, end = row[column], int(row["START"]), int(row["END"])
            if tag.startswith("I-"):
                assert begun, "inside of nothing"
                assert begun[0] == tag[2:]
                begun = (begun[0], begun[1], end)
                continue
            found.update([begun] if begun else [])
            begun = (tag[2:], start, end) if tag.startswith("B-") else None
        found.update([begun] if begun else [])
    return found


def touched(annotation: Annotation, sentence: list[Row]) -> Counter[tuple[str, int, int]]:
    """What a sentence must have: of each mark the tokens that it touches there."""
    out: Counter[tuple[str, int, int]] = Counter()
    tokens = [Span(int(row["START"]), int(row["END"])) for row in sentence]
    for mark in annotation.marks:
        if some := [token for token in tokens if token.overlaps(mark.span)]:
            out[mark.label, some[0].start, some[-1].end] += 1
    return out


@settings(max_examples=50, deadline=None)
@given(items())
@example(HARD)
def test_no_mark_is_lost_and_none_is_made_up(some: Sequence[Item]) -> None:
    documents = read(written("conll", some)[""])
    assert [one.comments["newdoc id"] for one in documents] == [item.annotation.id for item in some]
    for document, item in zip(documents, some, strict=True):
        for sentence in document.sentences:
            assert spans(sentence) == touched(item.annotation, sentence)


@settings(max_examples=50, deadline=None)
@given(items())
@example(HARD)
def test_tokens_are_the_text_but_its_blanks(some: Sequence[Item]) -> None:
    for document, item in zip(read(written("conll", some)[""]), some, strict=True):
        rows = [row for sentence in document.sentences for row in sentence]
        text = item.article.text
        assert all(text[int(row["START"]) : int(row["END"])] == row["FORM"] for row in rows)
        assert "".join(row["FORM"] for row in rows) == "".join(text.split())
        for sentence in document.sentences:
            assert [row["ID"] for row in sentence] == [str(n) for n in range(1, len(sentence) + 1)]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", []),
        ("It is.", ["It", "is", "."]),
        ("“No,” he said", ["“", "No", ",", "”", "he", "said"]),
        ("U.S. 3.5 %", ["U", ".", "S", ".", "3", ".", "5", "%"]),
        ("don’t\tco-op\u00a0x_1", ["don", "’", "t", "co", "-", "op", "x_1"]),
        ("🇺🇦 Київ שלום", ["🇺", "🇦", "Київ", "שלום"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [token.cut(text) for token in tokenise(text)] == tokens


def test_marks_that_overlap_are_in_columns_of_their_own() -> None:
    first, _ = read(written("conll", SMALL)[""])
    (mayor,) = [row for row in first.sentences[1] if row["FORM"] == "mayor"]
    assert (mayor["SOURCE"], mayor["SOURCE.2"]) == ("I-SOURCE", "I-SOURCE")


def test_the_file_says_how_many_marks_it_changed() -> None:
    text = "Aaa bbb. Ccc ddd."
    article = Article("a", text, (Span(0, 8), Span(9, 17)))
    marks = (
        Mark("1", "SOURCE", Span(1, 3)),
        Mark("2", "SOURCE", Span(4, 12)),
        Mark("3", "CUE", Span(13, 16)),
    )
    (document,) = read(written("conll", [Item(Annotation("a", "x", marks, id="1"), article)])[""])
    assert document.comments["marks"] == "3, widened = 1, cut = 1"
    assert [row["SOURCE"] for row in document.sentences[1]] == ["B-SOURCE", "O", "O"]


def test_all_documents_have_the_same_columns() -> None:
    """The second needs more than the first, and a label that no scheme knows has its own."""
    odd = Annotation("a", "x", (Mark("1", "TONE", Span(0, 4)), Mark("2", "TONE", Span(0, 11))), id="2")
    content = written("conll", [*SMALL, Item(odd, ARTICLE)])[""].decode()
    columns = content.split("\n")[0].split(" ")[3:]
    assert columns == ["ID", "FORM", "START", "END", "ASSERTION", "SOURCE", "SOURCE.2", *columns[7:]]
    assert columns[7:] == ["CUE", "HEDGE", "NOISE", "TONE", "TONE.2"]
    assert len(SCHEME.labels) == 5
    rows = [line for line in content.split("\n") if line and not line.startswith("# ")]
    assert {line.count("\t") for line in rows} == {len(columns) - 1}


def test_a_name_cannot_begin_a_line() -> None:
    odd = Annotation("a", "x", id="1\n2\tB-SOURCE", campaign=RUTH.campaign)
    (document,) = read(written("conll", [Item(odd, ARTICLE)])[""])
    assert document.comments["newdoc id"] == "1 2 B-SOURCE"
