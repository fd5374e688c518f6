"""The rubric and the disagreement table as files: what they hold, and what is refused."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from annotate.core.errors import UsageError
from annotate.resources import shipped
from annotate.scheme.order import LOWEST_FIRST
from annotate.score import load_disagreement, load_rubric
from tests.score.moves import the_rubric
from tests.support.scheme import the_scheme

NAMES = ("kind", "weight", "identity", "standing", "reason", "number", "stance", "accused", "reply")
VALUES = {name: LOWEST_FIRST[name] for name in NAMES}
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
                assert set(VALUES[attribute.name]) == attribute.names


def test_every_identity_has_a_strength() -> None:
    known = {one.identity for one in the_rubric().ladder}
    assert known == {"", *VALUES["identity"]}
    assert {one.reason for one in the_rubric().ladder if one.identity == "unnamed_described"} == set(
        VALUES["reason"]
    )


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
    assert set(data) == {*VALUES, "name", "links", "marks", "invented"}
    for name, values in VALUES.items():
        named = {*data[name], *(other for others in data[name].values() for other in others)}
        assert named <= set(values)
    assert set(data["links"]) < {link.name for link in the_scheme().links}


@pytest.mark.parametrize("readers", [1, 2, 3, 5])
@pytest.mark.parametrize("attribute", VALUES)
def test_every_row_of_the_table_is_a_distribution(attribute: str, readers: int) -> None:
    table = load_disagreement(TABLE).table(attribute, readers)
    assert np.allclose(table.sum(axis=1), 1)
    assert (table >= 0).all()
    assert (table.diagonal() > 0.5).all()
