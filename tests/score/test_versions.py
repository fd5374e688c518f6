"""A team's own rubric over the shipped one, and a criterion from another package."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.core.errors import UsageError
from annotate.resources import shipped
from annotate.score import Rubric, load_rubric, plain
from annotate.score.explain import explained
from annotate.score.offered import GROUP, offered
from annotate.score.versions import known
from tests.score.moves import the_rubric
from tests.score.small import Story, claim
from tests.support.scheme import the_scheme

SHIPPED = shipped("config", "rubrics")
STORY = Story(
    [
        *[claim("named_person independent", "unnamed_described side_1", central=True)] * 3,
        *[claim("metonym side_2")] * 3,
        *[claim("named_person side_2")] * 2,
    ]
)

HEDGES = '''
"""A criterion as a team writes it: one function, its docstring what the public reads."""

import numpy as np

from annotate.score.criteria import Measure


def metonyms(view):
    """How much of what is sourced is not said by a mere place or building."""
    metonym = view.rubric.rank["metonym", ""]
    share = view.mean(view.any(view.given.rank == metonym).astype(float))
    value = 1 - share * view.rubric.own["metonyms"]["fine"]
    return Measure(value, lambda: f"Metonyms stand for {1 - value[0]:.0%}.")
'''


def rubric(folder: Path, text: str, name: str = "desk-1") -> Rubric:
    (folder / f"{name}.toml").write_text(f'version = "{name}"\n{text}')
    return load_rubric(folder / f"{name}.toml", (folder, SHIPPED))


def points(by: Rubric) -> int | None:
    return plain(STORY.reading, STORY.article, the_scheme(), [by])[0].score


def test_what_an_overlay_does_not_name_is_as_in_the_one_it_extends(tmp_path: Path) -> None:
    same = rubric(tmp_path, 'extends = "1"\n')
    assert (same.version, points(same)) == ("desk-1", points(the_rubric()))
    assert same.ladder == the_rubric().ladder


@pytest.mark.parametrize(
    "text",
    [
        "[support]\none_sided_cap = 0.1\n",
        "[gates]\none_sided = 20\n[corroboration]\ntwo = 0.1\n",
        "[weights]\nbreadth = 50\n",
        '[[source]]\nidentity = "metonym"\nstrength = 0.1\ncoverage = 0.2\n',
        "[weights]\ncoverage = 0\n",
    ],
)
def test_what_it_names_counts(text: str, tmp_path: Path) -> None:
    own = rubric(tmp_path, f'extends = "1"\n{text}')
    assert points(own) != points(the_rubric())
    assert repr(own) != repr(the_rubric())


def test_a_criterion_of_weight_0_is_left_out(tmp_path: Path) -> None:
    own = rubric(tmp_path, 'extends = "1"\n[weights]\nbreadth = 0\n')
    (found,) = plain(STORY.reading, STORY.article, the_scheme(), [own])
    assert [one.name for one in found.criteria] == ["coverage", "strength", "corroboration", "reply"]
    assert sum(one.weight for one in found.criteria) == 88


def test_an_overlay_of_an_overlay(tmp_path: Path) -> None:
    rubric(tmp_path, 'extends = "1"\n[bands]\nsolid = 65\n[evidence]\ncentral = 2\n')
    later = rubric(tmp_path, 'extends = "desk-1"\n[bands]\nsolid = 70\n', "desk-2")
    assert (later.bands["solid"], later.evidence["central"], later.bands["strong"]) == (70, 2, 80)
    assert known((tmp_path, SHIPPED)) == ["1", "desk-1", "desk-2"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('extends = "7"\n', "extends rubric '7', which there is not"),
        ('extends = "desk-1"\n', "extends itself"),
        ('extends = "1"\n[gates]\nno_commas = 3\n', "there is no gate 'no_commas'"),
        ('extends = "1"\n[weights]\ncommas = 3\n', "there is no criterion 'commas'"),
        ('extends = "1"\n[[source]]\nname = "x"\n', "is not a rubric"),
    ],
)
def test_what_is_refused(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=message):
        rubric(tmp_path, text)


def test_a_file_under_another_name_than_its_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "2.toml").write_text((SHIPPED / "1.toml").read_text("utf-8"))
    with pytest.raises(UsageError, match="says that it is rubric '1'"):
        load_rubric(tmp_path / "2.toml")


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installed package that offers a criterion by an entry point."""
    site = tmp_path / "site"
    about = site / "desk_criteria-1.2.dist-info"
    about.mkdir(parents=True)
    (site / "desk_criteria.py").write_text(HEDGES)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: desk-criteria\nVersion: 1.2\n")
    (about / "entry_points.txt").write_text(f"[{GROUP}]\nmetonyms = desk_criteria:metonyms\n")
    monkeypatch.syspath_prepend(site)
    offered.cache_clear()
    yield site
    offered.cache_clear()


@pytest.mark.usefixtures("package")
def test_a_criterion_comes_in_by_an_entry_point(tmp_path: Path) -> None:
    own = rubric(tmp_path, 'extends = "1"\n[weights]\nmetonyms = 20\n[own.metonyms]\nfine = 0.5\n')
    assert own.brought == {"metonyms": "desk-criteria 1.2"}
    (found,) = plain(STORY.reading, STORY.article, the_scheme(), [own])
    last = found.criteria[-1]
    assert (last.name, last.weight, last.reason) == ("metonyms", 20, "Metonyms stand for 14%.")
    page = explained("<!-- rubric: criteria -->\n<!-- end -->", own)
    assert "### Metonyms: 20 points\n\nHow much of what is sourced" in page
