"""Work grows with the text and not with its square, whatever the text is: counted in calls, not seconds."""

import sys

import pytest

from annotate.core import Article
from annotate.detect import central, detect, load_lexicon, load_model, passage
from annotate.detect.model import marking
from annotate.detect.passage import LONGEST, passages
from annotate.intake.sentences import split
from annotate.resources import shipped
from annotate.scheme import load_scheme

LEXICON = load_lexicon(shipped("config", "lexicon"))
SCHEME = load_scheme(shipped("config", "scheme.toml"))
STORY = "The mayor, Ann Lee, said the bridge may open. “It is safe,” she said. Officials denied the claim."


def word(number):
    """A word of its own for each number."""
    return "".join(chr(97 + number // 26**place % 26) for place in range(3))


SHAPES = {
    "one paragraph": lambda n: f"{STORY} " * n,
    "paragraphs": lambda n: f"{STORY}\n\n" * n,
    "pronouns": lambda n: "He said it rained. " * n * 5,
    "names": lambda n: " ".join(f"Ann L{word(i)} said it rained." for i in range(n * 3)),
    "workers": lambda n: " ".join(f"The {word(i)} worker said it rained." for i in range(n * 3)),
    "one speaker": lambda n: " ".join(f"Ann Lee said {word(i)} came." for i in range(n * 3)),
    "answers": lambda n: "He denied the claim. Ann Lee said the bridge is closed. " * n,
    "claims": lambda n: "\n\n".join(f"The ferry {word(i)} ran {word(i * 7)} in Varn." for i in range(n * 3)),
    "words alone": lambda n: "word\n\n" * n * 30,
    "captions": lambda n: "".join(
        f"File photo: boat {word(i)} at sea\n\nAnn {word(i)}\n\n" for i in range(n)
    ),
    "no blanks": lambda n: "a" * 100 * n,
    "points": lambda n: "a.b,c" * 30 * n,
    "capitals": lambda n: "THE MAYOR SAID " * 5 * n,
    "opening quotes": lambda n: "“" * 30 * n,
    "straight quotes": lambda n: '"' * 30 * n,
    "single quotes": lambda n: "‘a " * 15 * n,
    "brackets": lambda n: "(a " * 10 * n + "said" + ")" * 10 * n,
    "and": lambda n: "Ann and " * 15 * n + "said so.",
    "said": lambda n: "said " * 20 * n,
    "nested": lambda n: "Ann said that " * 8 * n,
    "passives": lambda n: "is said to " * 8 * n,
    "places": lambda n: "In Varn, Varn said it rained. " * 2 * n,
}


def calls(text):
    """The calls of functions, own and built in, that marking a text takes."""
    count = 0

    def seen(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    article = Article(id="any", text=text, sentences=split(text))
    sys.setprofile(seen)
    try:
        detect(article, LEXICON, SCHEME)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_text_is_twice_the_work(shape, monkeypatch):
    monkeypatch.setattr(passage, "LONGEST", 60)
    monkeypatch.setattr(central, "FIRST", 20)
    size = 20
    assert calls(SHAPES[shape](2 * size)) < 2.6 * calls(SHAPES[shape](size)) + 1000


@pytest.mark.parametrize("shape", ["said", "nested", "passives", "capitals", "and"])
def test_a_sentence_twice_as_long_is_twice_the_work(shape, monkeypatch):
    monkeypatch.setattr(passage, "ENDLESS", 20)
    size = 8
    assert calls(SHAPES[shape](2 * size)) < 2.6 * calls(SHAPES[shape](size)) + 1000


def test_a_long_paragraph_is_read_in_whole_sentences():
    text = f"{STORY} " * 100
    article = Article(id="any", text=text, sentences=split(text))
    read = passages(text, article.paragraphs[0], article.sentences)
    assert len(read) > 1
    assert all(len(one.tokens) <= LONGEST for one in read)
    assert [one.span.start for one in read[1:]] == [one.span.end for one in read[:-1]]
    assert all(one.span.cut(text).strip().endswith((".", "said.")) for one in read)
    assert all(one.span.cut(text).startswith(("The", "“", "Officials")) for one in read)


def test_a_model_reads_a_long_article_in_parts_and_marks_the_same(monkeypatch):
    text = f"{STORY}\n\n" * 30
    article = Article(id="any", text=text, sentences=split(text))
    model = load_model(shipped("models", "default.npz"))
    whole = detect(article, LEXICON, SCHEME, model)
    monkeypatch.setattr(marking, "MOST", 64)
    parted = detect(article, LEXICON, SCHEME, model)
    assert [mark.span for mark in parted.marks] == [mark.span for mark in whole.marks]
    assert parted.links == whole.links
