"""A few of the histories that `python -m tests.faults.histories` plays by the hundred."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from annotate.studio.client import Studio
from tests.faults.histories import databases
from tests.faults.histories.databases import DatabaseServer
from tests.faults.histories.history import play
from tests.faults.histories.studios import before
from tests.faults.histories.world import Studios, opened
from tests.support.studio import Served

pytestmark = [pytest.mark.studio, pytest.mark.postgres, pytest.mark.slow, pytest.mark.timeout(600)]

STEPS, KILLS = 25, 3


@pytest.fixture(scope="module")
def studios(studio: Served, accounts: Mapping[str, Studio], personal_token: str) -> Iterator[Studios]:
    with before(studio.running, studio.client, accounts, personal_token) as put_before:
        yield put_before


@pytest.fixture(scope="module")
def server() -> Iterator[DatabaseServer]:
    with databases.postgres() as started:
        yield started


@pytest.mark.parametrize("seed", range(1, 6))
def test_both_sides_are_equal_after_any_history(
    seed: int, studios: Studios, server: DatabaseServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with opened(seed, tmp_path, studios, server) as world:
        played = play(world, STEPS, KILLS, print)
    assert played.wrong == (), "\n".join([*played.wrong, *world.said])
    assert sum(played.kills.values()) > 0
