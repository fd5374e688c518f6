"""Words that never appear in what we say of an article, whatever the article itself says."""

from __future__ import annotations

import ast
import html as entities
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from annotate.report import ArticleReport
from annotate.report.as_json import as_json
from annotate.report.rows import as_csv
from annotate.report.text import text
from tests.support.scheme import the_scheme
from tests.support.sites import rows

NEVER = (
    "fals(?:e|if|ity)", "fak(?:e|ing)", "mislead", "unreliab", "disinform", "misinform", "fabricat",
    "dishonest", "trust scor", "does not exist", "written by ai", "failed to", "there is no source",
    "no source exists", "untrustworth", "lies to", "liar", "hoax", "propaganda", "debunk",
)  # fmt: skip
"""How they begin; blanks may be hyphens, ends of lines or edges of tags."""
PATTERN = re.compile(rf"\b(?:{'|'.join(NEVER)})\w*".replace(" ", r"[\s_-]+"), re.IGNORECASE)
SPEAKING = ("report", "score", "consensus", "similar", "bulk", "cli")
"""Rooms whose strings reach a reader, of a report or at the terminal, docstrings among them."""

Reports = Mapping[str, ArticleReport]


def found(said: str) -> list[str]:
    return [one.group(0) for one in PATTERN.finditer(said)]


@pytest.mark.parametrize(
    "said",
    [
        "This is FALSE.", "falsehoods", "fakes", "It failed\n    to say", "a trust-score",
        "trust\u00a0scores", "misleads", "There is\nno source", "the source does   not exist",
    ],
)  # fmt: skip
def test_the_pattern_finds_them(said: str) -> None:
    assert found(said)


@pytest.mark.parametrize("said", ["No source is given here.", "A trustee scored.", "Failing that"])
def test_the_pattern_leaves_the_rest(said: str) -> None:
    assert found(said) == []


def templates() -> Iterator[Path]:
    yield from Path("annotate").rglob("templates/*")


@pytest.mark.parametrize("template", sorted(templates()), ids=lambda one: one.name)
def test_no_template_says_them(template: Path) -> None:
    page = template.read_text("utf-8")
    assert found(page) + found(without_tags(page)) == []


def strings(source: Path, documentation: bool = True) -> Iterator[str]:
    nodes = list(ast.walk(ast.parse(source.read_text("utf-8"))))
    ours = set() if documentation else {node.value for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in ours:
            yield node.value


def sources(*rooms: str) -> list[Path]:
    return sorted(source for room in rooms for source in Path("annotate", room).rglob("*.py"))


@pytest.mark.parametrize("source", sources(*SPEAKING), ids=str)
def test_no_string_that_people_are_shown_says_them(source: Path) -> None:
    """Docstrings among them: those of criteria and gates are what the public reads."""
    assert [one for said in strings(source) for one in found(said)] == []


def test_no_message_of_another_room_says_them() -> None:
    """What its errors say is read at the terminal; single words are for machines, and docstrings for us.

    Patterns are for what articles say.
    """
    for source in sources(""):
        shown = [one for one in strings(source, documentation=False) if " " in one]
        assert [one for one in shown if found(one) and not one.startswith(("SELECT ", "(?:"))] == [], source


def test_no_name_in_what_the_commands_print_as_json_says_them() -> None:
    assert found(Path("docs", "shapes.schema.json").read_text("utf-8").replace("_", " ")) == []


@pytest.mark.parametrize("file", ["guidelines.md", "scheme.toml"])
def test_nothing_that_annotators_are_told_says_them(file: str) -> None:
    assert found(Path("config", file).read_text("utf-8")) == []


def test_a_share_is_spelt_in_one_way() -> None:
    """`8 %`, by `annotate.core.percent`, and not the `8%` of Python's own format."""
    python = re.compile(r":[\d.,<>^]*%\}")
    assert [one for one in sources("") if python.search(one.read_text("utf-8"))] == []
    docs = {
        one: re.findall(r"\d%(?![0-9A-F]{2})", one.read_text("utf-8")) for one in Path("docs").glob("*.md")
    }
    assert {page: said for page, said in docs.items() if said} == {}


def test_the_rubric_says_none_of_them() -> None:
    for file in Path("config", "rubrics").glob("*.toml"):
        assert found(file.read_text("utf-8")) == [], file


def test_no_page_of_the_samples_says_them_but_in_an_articles_own_words(
    folder: Path, reports: Reports
) -> None:
    quoted = "\n".join(one.article.text for one in reports.values())
    for file in folder.rglob("*.html"):
        everything = entities.unescape(file.read_text("utf-8"))  # what is heard, and stands in no line, too
        said = found(visible(file)) + found(everything)
        assert [one for one in said if one not in quoted] == [], file.name


def test_no_page_speaks_as_a_machine_does(folder: Path) -> None:
    """No names out of the scheme's file or the code, no times as machines write them, no part of a digest."""
    machine = re.compile(r"\b[a-z]+_[a-z_]+\b|\d{4}-\d\d-\d\dT|\b[0-9a-f]{16,63}\b|\bTrue\b|\bFalse\b")
    for file in folder.rglob("*.html"):
        assert machine.findall(visible(file)) == [], file.name


def visible(file: Path) -> str:
    """What a reader of the page reads."""
    page = re.sub(r"<(style|script)>.*?</\1>", "", file.read_text("utf-8"), flags=re.DOTALL)
    return entities.unescape(without_tags(page))


def without_tags(page: str) -> str:
    return re.sub(r"<[^>]+>", " ", page)


def test_no_other_form_says_them_but_in_an_articles_own_words(reports: Reports) -> None:
    for one in reports.values():
        shown = json.dumps({**as_json(one, the_scheme()), "score": None}, ensure_ascii=False)
        strings = " ".join(re.findall(r'"(?:[^"\\]|\\.)*"', shown))
        for said in (text(one, the_scheme()), strings):
            assert [word for word in found(said) if word not in one.article.text] == []


def test_no_authors_name_stands_anywhere(folder: Path, reports: Reports) -> None:
    """Neither beside a number nor elsewhere, save where the article names its author itself."""
    authors = {one.article.author for one in reports.values() if one.article.author}
    assert authors
    texts = "\n".join(one.article.text for one in reports.values())
    everywhere = [file.read_text("utf-8") for file in folder.rglob("*.html")]
    everywhere += [
        as_csv(rows(reports)),
        *(json.dumps(as_json(one, the_scheme())) for one in reports.values()),
    ]
    for author in authors:
        assert author in texts or not [one for one in everywhere if author in one]


def test_a_missing_source_is_one_that_the_text_does_not_give(folder: Path) -> None:
    said = "".join(file.read_text("utf-8") for file in folder.rglob("*.html"))
    assert "no source is given in the text" in said
    assert not re.search(r"there is no source|has no source|without any source", said)
