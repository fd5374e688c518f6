"""What people are shown of a network's marks: a row each, as the network has it and as the scheme does."""

from pathlib import Path

import pytest

from annotate.detect.model.adding import added
from annotate.detect.model.fitting import fitted
from annotate.detect.model.joining import joined
from annotate.detect.passage import passage
from annotate.detect.rules import ruled
from tests.support.bench import the_lexicon
from tests.support.notation import LETTERS, article, parse

LINES = [
    line
    for line in Path(__file__).with_name("cuts.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
ROWS = [
    (given, given if expected == "=" else expected)
    for given, expected in zip(LINES[::2], LINES[1::2], strict=True)
]


def shown(row, sure=0.9):
    """The spans of a row that a network marked, and those that people are shown."""
    text, marks, _ = parse(row)
    one = passage(text, article(text).paragraphs[0], article(text).sentences)
    spans = {(LETTERS[mark[0]], tokens(one, *mark[1:])): sure for mark in marks}
    rules = ruled(one, the_lexicon())
    found = added(one, fitted(one, joined(one, spans, rules, the_lexicon()), rules, the_lexicon()), rules)
    return one, text, found


def tokens(one, start, end):
    inside = [at for at, word in enumerate(one.tokens) if start <= word.start < end]
    return inside[0], inside[-1] + 1


def ranges(found):
    yield from ((label[0], *range_) for label, range_ in found.alone)
    for each in found.attributions:
        yield "C", *each.cue
        yield from (("A", *content) for content in each.contents)
        if each.source:
            yield "S", *each.source


@pytest.mark.parametrize(("given", "expected"), ROWS)
def test_people_are_shown_what_the_scheme_has(given, expected):
    one, text, found = shown(given)
    wanted_text, wanted, _ = parse(expected)
    assert wanted_text == text
    cut = {(letter, one.cut(start, end)) for letter, start, end in ranges(found)}
    assert {(letter, span.cut(text)) for letter, span in cut} == {
        (mark[0], text[mark[1] : mark[2]]) for mark in wanted
    }


def test_a_cue_that_the_rules_mark_is_as_sure_as_they_are():
    _, _, found = shown("[S Lee] [C said] [A it rained].", 0.3)
    assert [each.confidence for each in found.attributions] == [0.8]
