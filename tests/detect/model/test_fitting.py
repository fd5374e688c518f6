"""A model's marks as the scheme has them: what people are shown, given what the network and the rules see."""

import pytest

from annotate.core import Article, Span
from annotate.detect import load_lexicon
from annotate.detect.model.adding import added, as_ruled
from annotate.detect.model.fitting import fitted
from annotate.detect.model.joining import joined
from annotate.detect.passage import passage
from annotate.detect.rules import ruled
from annotate.intake.sentences import split
from annotate.resources import shipped

LEXICON = load_lexicon(shipped("config", "lexicon"))


def read(text):
    article = Article(id="a", text=text, sentences=split(text))
    return passage(text, Span(0, len(text)), article.sentences)


def shown(text, sure, *spans):
    """Sources and cues of the attributions that are left of a network's spans, as written."""
    one = read(text)
    rules = ruled(one, LEXICON)
    words = [token.start for token in one.tokens]
    marked = {}
    for label, written in spans:
        start = text.index(written)
        end = start + len(written)
        range_ = words.index(start), sum(at < end for at in words)
        marked[label, range_] = sure
    found = added(one, fitted(one, joined(one, marked, rules, LEXICON), rules, LEXICON), rules)
    found = as_ruled(one, found, rules, LEXICON)
    cut = [(each.source, each.cue) for each in found.attributions]
    return [tuple(one.cut(*range_).cut(text) for range_ in each if range_) for each in cut]


@pytest.mark.parametrize(
    ("text", "source", "cue", "said", "left"),
    [
        (
            "Jo Pell, the mayor, said it rained.",
            "Jo Pell, the mayor,",
            "said",
            "it rained",
            "Jo Pell, the mayor",
        ),
        ("Jo Pell, 57, said it rained.", "Jo Pell, 57,", "said", "it rained", "Jo Pell"),
        (
            "Jo Pell, who was there, said it rained.",
            "Jo Pell, who was there,",
            "said",
            "it rained",
            "Jo Pell",
        ),
        ("Jo Pell said it rained.", "Jo Pell", "said", "it rained", "Jo Pell"),
        ("Two aides who said it rained left.", "Two aides who", "said", "it rained", "Two aides"),
        ("Ben, who said it rained, left.", "who", "said", "it rained", "who"),
    ],
)
def test_a_source_ends_with_its_noun(text, source, cue, said, left):
    spans = (("SOURCE", source), ("CUE", cue), ("ASSERTION", said))
    assert shown(text, 0.9, *spans) == [(left, cue)]


@pytest.mark.parametrize(
    ("text", "source", "cue", "said", "sure", "kept"),
    [
        ("The firm wants the bridge.", "The firm", "wants", "the bridge", 0.95, False),
        ("Jo Pell has no interest in a deal.", "Jo Pell", "has no interest in", "a deal", 0.95, False),
        ("The board would not name the buyer.", "The board", "would not name", "the buyer", 0.6, False),
        ("The board would not name the buyer.", "The board", "would not name", "the buyer", 0.9, True),
        ("The board said it met the buyer.", "The board", "said", "it met the buyer", 0.3, True),
    ],
)
def test_a_wish_or_an_unsure_cue_that_the_rules_do_not_know_goes(text, source, cue, said, sure, kept):
    spans = (("SOURCE", source), ("CUE", cue), ("ASSERTION", said))
    assert bool(shown(text, sure, *spans)) is kept


def test_the_rules_stand_in_for_a_sentence_that_the_network_left_empty():
    text = "Jo Pell said it rained. The plan has been linked to two firms."
    spans = (("SOURCE", "Jo Pell"), ("CUE", "said"), ("ASSERTION", "it rained"))
    assert shown(text, 0.9, *spans) == [("Jo Pell", "said"), ("has been linked to",)]


@pytest.mark.parametrize(
    ("text", "spans", "left"),
    [
        ("Lee met Orr. He was said to be ill.", "S Lee|C was said|A to be ill", ("was said to",)),
        ("Lee denied by phone that he won.", "S Lee|C denied by phone|A that he won", ("Lee", "denied")),
        ("Jo Pell replied: “It rained.”", "S Jo Pell|C replied:|A “It rained.”", ("Jo Pell", "replied")),
        ("Lee, today, gave notice.", "S Lee, today|C gave|A notice", ("Lee", "gave")),
        ("The town plans to shut the pool.", "S The town|C plans|A to shut the pool", None),
        ("It seemed the pool was shut.", "S It|C seemed|A the pool was shut", None),
        ("Lee has been advised to say no.", "S Lee|C has been advised to say|A no", None),
        ("She says this without a smile.", "S She|C says|A this without a smile", None),
        ("She believes him.", "S She|C believes|A him", None),
    ],
)  # fmt: skip
def test_what_an_annotator_would_curse_at_goes(text, spans, left):
    names = {"S": "SOURCE", "C": "CUE", "A": "ASSERTION"}
    given = [(names[one[0]], one[2:]) for one in spans.split("|")]
    assert shown(text, 0.9, *given) == ([left] if left else [])


@pytest.mark.parametrize(
    ("text", "spans", "left"),
    [
        (
            "The Ledger, citing two officials, said it rained.",
            "S The Ledger|C citing|A two officials|C said|A it rained",
            [("The Ledger", "said"), ("two officials", "citing")],
        ),
        (
            "Lee said the captain told her it rained.",
            "S Lee|C said|A the captain told her it rained",
            [("Lee", "said"), ("the captain", "told")],
        ),
        (
            "The Ledger quoted the dean as saying it rained.",
            "S The Ledger|C quoted|A the dean as saying it rained",
            [("the dean", "saying")],
        ),
    ],
)
def test_where_words_are_passed_on_the_rules_stand(text, spans, left):
    names = {"S": "SOURCE", "C": "CUE", "A": "ASSERTION"}
    given = [(names[one[0]], one[2:]) for one in spans.split("|")]
    assert sorted(shown(text, 0.9, *given)) == sorted(left)
