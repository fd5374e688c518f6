"""Faults that texts catch on their way are repaired, and nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.core import Span
from annotate.intake.canonical import canonicalise


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("â€œIt rained,â€\x9d he said.", "“It rained,” he said."),
        ("â€œIt rained,â€ he said.", "“It rained,” he said."),
        ("She doesnâ€™t know â€“ nobody does.", "She doesn’t know – nobody does."),
        ("A cafÃ© in MÃ¼nchen", "A café in München"),
        ("Ð’Ð»Ð°Ð´Ð¸Ð¼Ð¸Ñ€ said", "Владимир said"),
        ("It rained on Monday.The mayor left.", "It rained on Monday. The mayor left."),
        ("“It was a mistake,”he said.", "“It was a mistake,” he said."),
        ("He said,“It was a mistake.”", "He said, “It was a mistake.”"),
        ("It was a“mistake”of theirs.", "It was a “mistake” of theirs."),
    ],
)
def test_what_is_repaired(given: str, meant: str) -> None:
    assert canonicalise(given).text == meant


@pytest.mark.parametrize(
    "text",
    [
        "It’s fine — “yes”, café, SÃO PAULO, Łódź, £3 and €5.",
        "Привет, мир. 日本語. Ελλάδα.",
        "See www.example.org/It.The and mail a.Desk@example.org, or Amazon.Com or Node.Js now.",
        "The U.S.A. and the U.K.The rest.",
        "Er sagte „Ja“ und ging; the “A”s and “B”s.",
        "Version 2.Then 3.",
    ],
)
def test_what_is_as_it_was_meant(text: str) -> None:
    assert canonicalise(text).text == text


def test_a_repaired_text_keeps_its_way_back() -> None:
    given = "â€œIt rained,â€\x9d he said on Monday.The mayor left."
    canonical = canonicalise(given)
    for words in ("It rained", "he said on Monday.", "The mayor"):
        at = canonical.text.index(words)
        assert canonical.to_given(Span(at, at + len(words))).cut(given) == words


@given(st.text(st.sampled_from("aT.,”“ Ã©â€œ™\u200b\x9dÂ ")))
def test_a_repaired_text_is_canonical(raw: str) -> None:
    once = canonicalise(raw).text
    assert canonicalise(once).text == once
