"""What holds for any text whatever."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.core import Article
from annotate.core.codec import content_sha256
from annotate.detect import detect, load_lexicon
from annotate.intake.sentences import split
from annotate.resources import shipped
from annotate.scheme import check, load_scheme

LEXICON = load_lexicon(shipped("config", "lexicon"))
SCHEME = load_scheme(shipped("config", "scheme.toml"))
PIECES = st.sampled_from(
    [
        "“", "”", '"', "''", "‘", "’", "'", ",", ".", ":", ";", "?", "—", "--", "(", ")", "\n\n", "the",
        "The", "officials", "sources", "analysts", "Ann", "Lee", "he", "who", "said", "says", "claim",
        "claims", "saying", "noting", "that", "according", "to", "reportedly", "may", "appears",
        "concern", "of", "is", "was", "linked", "accused", "by", "not", "and", "but", "while", "12",
        "🦊", "é", "Related", "article", "REUTERS/Ann", "Lee",
        "citing", "quoted", "as", "told", "seen", "Reuters",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map(" ".join))


def article(text: str) -> Article:
    first = text.split("\n\n")[0]
    return Article(id="any", text=text, sentences=split(text), title=first or None)


@settings(deadline=None, max_examples=300)
@given(TEXTS, st.booleans())
def test_any_text_gives_an_annotation_that_the_scheme_allows_as_it_is(text, for_people):
    found = detect(article(text), LEXICON, SCHEME, for_people=for_people)
    checked = check(found, text, SCHEME)
    assert checked.dropped == ()
    assert all(mark.span.end <= len(text) and mark.span.cut(text).strip() for mark in found.marks)
    assert all(0 <= mark.confidence <= 1 and mark.origin == "prediction" for mark in found.marks)


@settings(deadline=None, max_examples=100)
@given(TEXTS, st.booleans())
def test_marks_nest_and_never_cross(text, for_people):
    spans = [mark.span for mark in detect(article(text), LEXICON, SCHEME, for_people=for_people).marks]
    assert not [(one, other) for one in spans for other in spans if one.crosses(other)]


@settings(deadline=None, max_examples=100)
@given(TEXTS)
def test_the_same_text_gives_the_same_annotation(text):
    one, other = (detect(article(text), LEXICON, SCHEME) for _ in range(2))
    assert content_sha256(one) == content_sha256(other)
    assert [mark.id for mark in one.marks] == [mark.id for mark in other.marks]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "“", '"', "said", "he said", "“”", "’s", "that that that"])
def test_the_shortest_texts(text):
    assert detect(article(text), LEXICON, SCHEME).origin == "machine"
