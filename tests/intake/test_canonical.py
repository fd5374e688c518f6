"""Canonical text: what it is, that it is stable, and that spans travel to the given text and back."""

import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotate.core import Span
from annotate.intake.canonical import canonicalise
from annotate.intake.clean import attaches
from tests.support.require import missing

WRAPPED = (
    "The harbour authority said on Monday that the northern quay would stay\n"
    "closed until the spring, because the repairs had turned out to be more\n"
    "costly than its engineers had expected.\n"
    "\n"
    "Two shipping companies said that they had not been told, and that they\n"
    "would now have to send their vessels to another port for the season."
)
HEADLINE = "Northern quay stays closed until spring, the harbour says"

TEXTS = [
    pytest.param("", "", id="nothing"),
    pytest.param(" \t\n\u200b\n", "", id="only blanks"),
    pytest.param("One.\nTwo.", "One.\n\nTwo.", id="a newline ends a paragraph"),
    pytest.param("One.\r\nTwo.\rThree.\u2029Four.", "One.\n\nTwo.\n\nThree.\n\nFour.", id="any line break"),
    pytest.param("One.\n\n\n \n\nTwo.\n", "One.\n\nTwo.", id="blank lines"),
    pytest.param("One.\n\ufeff\u200b\nTwo.", "One.\n\nTwo.", id="lines of nothing to see"),
    pytest.param("  a\t b\u00a0\u202f c\u3000", "a b c", id="runs of blanks"),
    pytest.param("a\u200bb\u00adc\u2060d\u202ee\ufeff\x07f", "abcdef", id="invisible characters"),
    pytest.param("\ufeffstart", "start", id="byte order mark"),
    pytest.param("half \ud83d of a pair", "half of a pair", id="lone surrogate"),
    pytest.param("cafe\u0301", "café", id="composed"),
    pytest.param("e\u200b\u0301", "é", id="composed over what vanished"),
    pytest.param("👩\u200d👩\u200d👧 👍🏽 ❤️", "👩\u200d👩\u200d👧 👍🏽 ❤️", id="emoji keep their joiners"),
    pytest.param("a\u200db 😀\u200d.", "ab 😀.", id="stray joiners go"),
    pytest.param("می\u200cخواهم", "می\u200cخواهم", id="Persian keeps its joiner"),
    pytest.param("क्\u200dष", "क्\u200dष", id="Hindi keeps its joiner"),
    pytest.param("x\u0951\u094d", "x\u094d\u0951", id="marks in canonical order"),
    pytest.param(
        WRAPPED,
        "\n\n".join(block.replace("\n", " ") for block in WRAPPED.split("\n\n")),
        id="hard-wrapped: only a blank line ends a paragraph",
    ),
    pytest.param(
        f"{HEADLINE}\nIt will reopen in May.", f"{HEADLINE}\n\nIt will reopen in May.", id="headline"
    ),
    pytest.param(
        f"{HEADLINE}\n{'Ships wait outside the harbour. ' * 6}",
        f"{HEADLINE}\n\n{('Ships wait outside the harbour. ' * 6).strip()}",
        id="headline over long lines",
    ),
    pytest.param(
        f"{HEADLINE}.\n“{HEADLINE}.”\n{HEADLINE}!",
        f"{HEADLINE}.\n\n“{HEADLINE}.”\n\n{HEADLINE}!",
        id="lines that close are paragraphs",
    ),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_canonical_text(text: str, expected: str) -> None:
    assert canonicalise(text).text == expected


ODD = st.sampled_from(
    'aeZ.,"“”  \t\u00a0\u2003\n\r\u2028\x00\x1f\u00ad\u200b\u200c\u200d\u200e\ufeff\ufe0f'
    "\u0301\u0316\u0338\u034fé\u1100\u1161\u11a8가क\u093c\u094d\u0951\u09c7\u09be\u0958مش\u064b\u0653ا"
    "😀👩🏽❤\u2126\u212b\U000e0067\ud800"
)
RAW = st.text(st.one_of(ODD, st.characters()), max_size=60)
GENTLE = st.text(st.sampled_from("ab.é😀 \n"), max_size=60)


@given(RAW)
def test_canonicalising_twice_is_canonicalising_once(raw: str) -> None:
    once = canonicalise(raw).text
    again = canonicalise(once)
    assert again.text == once
    assert again.offset_map == (((0, 0, len(once)),) if once else ())


@given(RAW)
def test_canonical_text_is_composed_and_without_runs_of_blanks(raw: str) -> None:
    text = canonicalise(raw).text
    assert unicodedata.is_normalized("NFC", text)
    assert all(p and p == p.strip() and "  " not in p and "\n" not in p for p in text.split("\n\n") if text)
    assert not {c for c in text if unicodedata.category(c) in ("Cc", "Cs")} - {"\n"}


@given(RAW)
def test_every_run_maps_a_character_to_where_it_came_from(raw: str) -> None:
    canonical = canonicalise(raw)
    mapped = 0
    for c, g, length in canonical.offset_map:
        for one, other in zip(canonical.text[c : c + length], raw[g : g + length], strict=True):
            composed = attaches(one) or unicodedata.normalize("NFC", other)[:1] != other or one > "\x7f"
            assert one == other or (one.isspace() and other.isspace()) or composed
        mapped += length
    assert mapped >= len(canonical.text.replace("\n", ""))
    assert list(canonical.offset_map) == sorted(canonical.offset_map)


@given(GENTLE, st.data())
def test_spans_of_the_canonical_text_come_back_exactly(raw: str, data: st.DataObject) -> None:
    canonical = canonicalise(raw)
    places = [i for i, char in enumerate(canonical.text) if char != "\n"]
    if not places:
        return
    start, last = sorted(data.draw(st.tuples(st.sampled_from(places), st.sampled_from(places))))
    span = Span(start, last + 1)
    there = canonical.to_given(span)
    assert canonical.to_canonical(there) == span
    assert canonicalise(there.cut(raw)).text.split() == span.cut(canonical.text).split()


@given(st.text(st.sampled_from("abé😀.,“”"), min_size=1), st.data())
def test_where_nothing_vanished_spans_of_the_given_text_come_back_too(raw: str, data: st.DataObject) -> None:
    assume(canonicalise(raw).text == raw)  # no lost space was put back
    start = data.draw(st.integers(0, len(raw) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(raw))))
    carried = canonicalise(raw).to_canonical(span)
    assert carried == span
    assert canonicalise(raw).to_given(carried) == span


@pytest.mark.parametrize(
    ("raw", "words", "expected"),
    [
        ("  Ms.\u00a0\tDoe said", "Ms.\u00a0\tDoe", "Ms. Doe"),
        ("a cafe\u0301 there", "cafe\u0301", "café"),
        ("a cafe\u0301 there", "cafe", "café"),
        ("👨\u200d👩\u200d👧 said \u200bso", "\u200bso", "so"),
        ("One.\n\n\nTwo.", "One.\n\n\nTwo.", "One.\n\nTwo."),
        ("a\u200bb", "\u200b", None),
        ("\n\n", "\n", None),
    ],
)
def test_a_span_of_the_given_text_is_carried_over(raw: str, words: str, expected: str | None) -> None:
    canonical = canonicalise(raw)
    start = raw.index(words)
    carried = canonical.to_canonical(Span(start, start + len(words)))
    assert (carried.cut(canonical.text) if carried else None) == expected


def test_a_composed_character_leads_back_to_all_its_parts() -> None:
    raw = "a cafe\u0301 there"
    canonical = canonicalise(raw)
    assert canonical.to_given(Span(2, 6)).cut(raw) == "cafe\u0301"


def test_a_title_put_in_front_has_no_place_in_the_given_text() -> None:
    canonical = canonicalise("Ms. Doe  left.").behind("A headline")
    assert canonical.text == "A headline\n\nMs. Doe left."
    assert canonical.to_given(Span(16, 24)).cut(canonical.given) == "Doe  left"
    with pytest.raises(ValueError, match="came from"):
        canonical.to_given(Span(0, 10))


@pytest.mark.parametrize(
    "piece", ["a\u0301 ", "a\u0301\u0316\u0301\u0316", "\u200b\u200d", "x\n", "👩\u200d", " \t"]
)
def test_time_is_linear_also_for_hostile_text(piece: str) -> None:
    began = time.perf_counter()
    canonicalise(piece * 50_000)
    canonicalise("a" + piece[1:] * 50_000)
    assert time.perf_counter() - began < 5


def test_real_articles_keep_their_words() -> None:
    folder = Path(__file__).parents[3] / "shared" / "articles"
    files = sorted(folder.glob("*.txt"))
    if not files:
        missing("no ../shared/articles")
    for file in files:
        raw = file.read_text("utf-8")
        canonical = canonicalise(raw)
        assert canonical.text.split() == raw.split()
        assert canonical.text.count("\n\n") > 4
