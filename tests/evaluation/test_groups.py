"""Who is missed more often: groups of articles, and of those who speak."""

import pytest

from annotate.core import Annotation, Mark, Span
from annotate.core.errors import UsageError
from annotate.evaluation import compare
from annotate.evaluation.gold import parse
from annotate.evaluation.groups import groups
from annotate.evaluation.names import load_names, pronoun_of
from annotate.evaluation.tables import group_tables
from annotate.resources import shipped
from tests.support.scheme import the_scheme

NAMES = load_names(shipped("config", "evaluation", "names.txt"))


@pytest.mark.parametrize(
    ("words", "pronoun"),
    [("He", "he"), ("her lawyer", "she"), ("Their union", "they"), ("Herbert", None), ("the mayor", None)],
)
def test_the_pronoun_of_a_source(words, pronoun):
    assert pronoun_of(words) == pronoun


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Maria Garcia", "Spanish and Portuguese"),
        ("Mr. Patel", "South Asian"),
        ("Sergei Volkov’s lawyer", "Slavic"),
        ("Conor O’Brien", "Irish and Scottish"),
        ("Zyx Qwfp", "other"),
        ("the mayor", None),
        ("White House officials", None),
    ],
)
def test_the_language_of_a_name(words, language):
    assert NAMES.language_of(words) == language


def test_no_name_stands_in_two_lists():
    lines = shipped("config", "evaluation", "names.txt").read_text("utf-8").splitlines()
    names = [
        name
        for line in lines
        if "|" in line and not line.startswith("#")
        for name in line.split("|")[1].split()
    ]
    assert len(names) == len(set(names))


def test_a_line_without_a_bar_is_refused(tmp_path):
    (tmp_path / "names.txt").write_text("smith jones\n")
    with pytest.raises(UsageError, match="'smith jones' is not"):
        load_names(tmp_path / "names.txt")


def reading(id_, outlet, text, *spans):
    marks = [{"id": f"g{n}", "label": "SOURCE", "start": s, "end": e} for n, (s, e) in enumerate(spans)]
    return parse({"id": id_, "text": text, "outlet": outlet, "marks": marks, "links": []})


def test_each_group_has_its_own_figures():
    text = "He said no. She said yes. He left."
    golds = [reading("a", "ledger", text, (0, 2), (12, 15)), reading("b", "post", text, (0, 2))]
    found = Annotation("a", "machine", (Mark("m1", "SOURCE", Span(0, 2)), Mark("m2", "SOURCE", Span(26, 28))))
    by = groups(compare(golds, lambda _: (text, found)), the_scheme(), NAMES)
    ledger, post = by.articles["outlet"].values()
    assert (ledger.labels["SOURCE"]["exact"].recall.value, post.labels["SOURCE"]["exact"].recall.value) == (
        0.5,
        1.0,
    )
    he, she = by.speakers["pronoun"]
    assert (he.name, he.exact.gold, he.exact.recall.value, he.exact.precision.value) == ("he", 2, 1.0, 0.5)
    assert (she.name, she.exact.gold, she.exact.recall.value) == ("she", 1, 0.0)
    assert [one.head[0] for one in group_tables(by)] == [
        "By outlet: F1 (90 % interval)",
        "Sources, by pronoun",
    ]


def test_a_single_group_is_no_grouping():
    golds = [reading("a", "ledger", "He said no.", (0, 2))]
    by = groups(compare(golds, lambda _: ("He said no.", Annotation("a", "machine"))), the_scheme(), NAMES)
    assert (by.articles, by.speakers) == ({}, {})
