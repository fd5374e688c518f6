"""From spans to who says what, and what is added and left out on the way."""

import numpy as np
import pytest

from annotate.detect.model.adding import as_signed
from annotate.detect.model.completing import completed
from annotate.detect.model.crf import chains, posterior
from annotate.detect.model.joining import joined
from annotate.detect.model.tags import TAGS
from annotate.detect.passage import passage
from annotate.detect.rules import detect, ruled
from tests.support.bench import the_lexicon
from tests.support.notation import article
from tests.support.scheme import the_scheme

LABELS = {"s": "SOURCE", "c": "CUE", "a": "ASSERTION"}


def read(text):
    one = article(text)
    return passage(text, one.paragraphs[0], one.sentences)


def words(one, phrase, text):
    start = text.index(phrase)
    inside = [at for at, word in enumerate(one.tokens) if start <= word.start < start + len(phrase)]
    return inside[0], inside[-1] + 1


def spans(one, text, marked):
    """`marked` is `s Ann Lee | c said`, every span as sure as 0.9 or as what stands behind its `@`."""
    found = {}
    for part in marked.split(" | "):
        phrase, _, sure = part[2:].partition("@")
        found[LABELS[part[0]], words(one, phrase, text)] = float(sure or 0.9)
    return found


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        (
            "Orr left, Lee said. He was tired, Ben Kay added.",
            "a Orr left | s Lee | c said | a He was tired | s Ben Kay | c added",
            [("Lee", "Orr left"), ("Ben Kay", "He was tired")],
        ),
        (
            "“It is safe,” Lee said. “Nobody was ever in danger” on the bridge, she added.",
            "a “It is safe,” | s Lee | c said | a “Nobody was ever in danger” | s she | c added",
            [("Lee", "“It is safe,”"), ("she", "“Nobody was ever in danger”")],
        ),
        ("“It is safe.” Lee nodded.", "a “It is safe.” | s Lee | c nodded", [("Lee", "“It is safe.”")]),
    ],
)
def test_a_cue_in_the_sentence_goes_before_one_that_is_nearer(text, marked, expected):
    one = read(text)
    found = joined(one, spans(one, text, marked), (), the_lexicon())
    said = [(each.source, each.contents[0]) for each in found.attributions]
    assert [tuple(one.cut(*range_).cut(text) for range_ in pair) for pair in said] == expected


@pytest.mark.parametrize(
    ("marked", "left"),
    [
        ("s Lee@0.5 | c nodded@0.7", {"CUE"}),
        ("s Lee@0.6 | c nodded@0.3", {"SOURCE"}),
        ("s Lee@0.5 | a It is safe@0.3", {"SOURCE", "ASSERTION"}),
    ],
)
def test_what_nothing_is_said_with_must_be_likelier(marked, left):
    text = "It is safe. Lee nodded."
    one = read(text)
    found = joined(one, spans(one, text, marked), (), the_lexicon())
    assert not found.attributions
    assert {label for label, _ in found.alone} == left


def emitted(one, scores):
    """What is probable of the words, given the score of one tag at some of them."""
    rows = np.zeros((len(one.tokens) + 1, len(TAGS)), np.float32)
    for at, tag, score in scores:
        rows[at, TAGS.index(tag)] = score
    laid = chains(np.zeros(1, np.int32), np.array([len(one.tokens)], np.int32))
    return posterior(rows[laid.rows], np.zeros((len(TAGS), len(TAGS)), np.float32), laid)


@pytest.mark.parametrize(
    ("score", "marked", "added"),
    [
        (3, "c said | a it was safe", True),
        (-3, "c said | a it was safe", False),
        (3, "a it was safe", False),
        (3, "c said | a it was safe | s Mayor", False),
    ],
)
def test_an_attribution_without_a_source_gets_the_likeliest(score, marked, added):
    text = "Mayor Lee said it was safe."
    one = read(text)
    known = emitted(one, [(1, "B-SOURCE", score)])
    before = spans(one, text, marked)
    after = completed(one, before, known, 0)
    assert (set(after) - set(before) == {("SOURCE", (1, 2))}) is added
    assert set(before) <= set(after)


def test_who_is_announced_speaks_in_the_next_paragraph(monkeypatch):
    text = "Ann Lee was there. Ben Kay went on:\n\nThe bridge, as everybody knows, was never safe."
    told = [{("SOURCE", (5, 7)): 0.9, ("CUE", (7, 10)): 0.9}, {("ASSERTION", (0, 11)): 0.9}]
    monkeypatch.setattr(
        "annotate.detect.rules.find",
        lambda passages, *_: [joined(*each, (), the_lexicon()) for each in zip(passages, told, strict=True)],
    )
    found = detect(article(text), the_lexicon(), the_scheme())
    link = next(link for link in found.links if link.type == "attributed_to")
    assert found.by_id[link.to_id].span.cut(text) == "Ben Kay"


@pytest.mark.parametrize(
    "marked",
    ["", "a Nobody asked", "s Ruiz", "s She | c told | a it was late"],
)
def test_who_signs_a_quotation_stands_whatever_the_network_has(marked):
    text = "“Nobody asked. She told me it was late.” ― Marta Ruiz"
    one = read(text)
    sure = spans(one, text, marked) if marked else {}
    rules = ruled(one, the_lexicon())
    found = as_signed(one, joined(one, sure, rules, the_lexicon()), rules)
    assert [
        (one.cut(*each.cue).cut(text), one.cut(*each.source).cut(text)) for each in found.attributions
    ] == [("―", "Marta Ruiz")]
    assert not found.alone
