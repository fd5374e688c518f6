"""Attributes of sources on the list in sources.txt: macro F1 and shares that must not fall."""

import re
from collections import Counter
from pathlib import Path

import pytest

from annotate.detect import load_lexicon
from annotate.detect.marking import source_attributes
from annotate.detect.passage import passage
from annotate.resources import shipped
from tests.support.notation import article

LEXICON = load_lexicon(shipped("config", "lexicon"))
LINES = Path(__file__).with_name("sources.txt").read_text("utf-8").splitlines()
ROW = re.compile(r"(?P<words>[^|(]+?) *(?:\((?P<rest>.+)\))? *(?:\| *(?P<wanted>.+))?")
LEAST = {"identity": 0.97, "number": 0.98, "reason": 0.8, "standing": 0.95}
"""What is reached, rounded down: a change that lowers one of these is looked at."""


def rows():
    """(words, what follows them in the sentence, the attributes that an annotator chose)."""
    identity = ""
    for line in LINES:
        if line.startswith("## "):
            identity = line[3:]
        elif line and not line.startswith("#"):
            found = ROW.fullmatch(line)
            wanted = dict(one.split("=") for one in (found["wanted"] or "").split())
            yield found["words"], found["rest"] or "", {"identity": identity, **wanted}


def marked(words, rest, lemma=""):
    """The attributes that the rules give to a sentence's subject."""
    text = f"{words}{rest} said the bridge was closed."
    text = text[0].upper() + text[1:] if words[0].islower() else text
    one = article(text)
    paragraph = passage(text, one.paragraphs[0], one.sentences)
    end = sum(token.start < len(words) for token in paragraph.tokens)
    return source_attributes(paragraph, (0, end), text, LEXICON, lemma)


def compared(name):
    """(words, wanted, found) of each line that asks for an attribute."""
    for words, rest, wanted in rows():
        if name in wanted:
            yield words, wanted[name], marked(words, rest, wanted.get("lemma", "")).get(name, "unset")


def macro_f1(pairs):
    right = Counter(wanted for wanted, found in pairs if wanted == found)
    said, meant = Counter(found for _, found in pairs), Counter(wanted for wanted, _ in pairs)
    return sum(2 * right[value] / (said[value] + meant[value]) for value in meant) / len(meant)


def test_the_list_is_long_enough_to_guard():
    assert len(list(rows())) >= 400


@pytest.mark.parametrize("name", LEAST)
def test_attributes_are_those_an_annotator_chose(name):
    found = list(compared(name))
    wrong = [f"{words}: {value}, not {wanted}" for words, wanted, value in found if value != wanted]
    assert macro_f1([(wanted, value) for _, wanted, value in found]) >= LEAST[name], "\n".join(wrong)
