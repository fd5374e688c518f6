"""The rubric and the disagreement table as files: what they hold, and what is refused."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from annotate.core.errors import UsageError
from annotate.resources import shipped
from annotate.score import load_disagreement, load_rubric
from annotate.score.disagreement import drop_rate, group_rate
from annotate.score.plan import IDENTITIES, KINDS, NUMBERS, REASONS, STANCES, STANDINGS
from tests.score.moves import the_rubric
from tests.support.scheme import the_scheme

VALUES = {
    "kind": KINDS,
    "identity": IDENTITIES,
    "standing": STANDINGS,
    "reason": REASONS,
    "number": NUMBERS,
    "stance": STANCES,
}
RUBRIC, TABLE = shipped("config", "rubrics", "1.toml"), shipped("config", "rubrics", "disagreement.toml")


@pytest.mark.parametrize("load", [load_rubric, load_disagreement])
@pytest.mark.parametrize("content", [None, "weights = [", 'version = "1"', ""])
def test_what_is_no_such_file_is_refused(
    load: Callable[[Path], object], content: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "2.toml"
    if content is not None:
        path.write_text(content)
    with pytest.raises(UsageError, match=r"2\.toml"):
        load(path)


def test_the_score_reads_all_values_of_the_scheme_and_no_others() -> None:
    for label in the_scheme().labels:
        for attribute in label.attributes:
            if attribute.name in VALUES:
                assert set(VALUES[attribute.name]) - {""} == attribute.names


def test_every_identity_has_a_strength() -> None:
    known = {one.identity for one in the_rubric().ladder}
    assert known == set(IDENTITIES)
    assert {one.reason for one in the_rubric().ladder if one.identity == "unnamed_described"} == set(REASONS)


def test_a_rubric_gives_a_hundred_points() -> None:
    assert sum(the_rubric().weights.values()) == 100
    assert the_rubric().version == RUBRIC.stem


@pytest.mark.parametrize(
    ("score", "band"),
    [
        (0, "very thin"),
        (19, "very thin"),
        (20, "thin"),
        (39, "thin"),
        (40, "mixed"),
        (59, "mixed"),
        (60, "solid"),
        (79, "solid"),
        (80, "strong"),
        (100, "strong"),
    ],
)
def test_bands(score: int, band: str) -> None:
    assert the_rubric().band(score) == band


def test_the_shipped_table_names_only_values_of_the_scheme() -> None:
    data = tomllib.loads(TABLE.read_text("utf-8"))
    assert set(data) == {*VALUES, "name", "links", "central"}
    for name, values in VALUES.items():
        named = {*data[name], *(other for others in data[name].values() for other in others)}
        assert named <= set(values)
    assert set(data["links"]) < {link.name for link in the_scheme().links}


@pytest.mark.parametrize("readers", [1, 2, 3, 5])
@pytest.mark.parametrize("attribute", VALUES)
def test_every_row_of_the_table_is_a_distribution(attribute: str, readers: int) -> None:
    table = load_disagreement(TABLE).table(attribute, VALUES[attribute], readers)
    assert np.allclose(table.sum(axis=1), 1)
    assert (table >= 0).all()
    assert (table.diagonal() > 0.5).all()


@pytest.mark.parametrize(
    ("rate", "readers", "expected"),
    [
        (0.0, 1, 0.0),
        (0.18, 1, 0.18),
        (0.18, 2, 0.18),  # a tie is no majority: two slip like one
        (0.18, 3, 0.054432),  # each slips at 0.1, so two of three at 0.028
        (0.5, 9, 0.5),  # chance stays chance
    ],
)
def test_how_often_groups_differ(rate: float, readers: int, expected: float) -> None:
    assert group_rate(rate, readers) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("readers", "by_more_than_half", "expected"),
    [(1, False, 0.1), (2, False, 0.01), (2, True, 0.19), (3, False, 0.028), (4, False, 0.0037)],
)
def test_how_often_a_group_loses_a_link(readers: int, by_more_than_half: bool, expected: float) -> None:
    assert drop_rate(0.1, readers, by_more_than_half=by_more_than_half) == pytest.approx(expected)
