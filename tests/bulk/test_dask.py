"""Past one machine: a real Dask cluster of two workers, one of which is killed in the middle."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from distributed import LocalCluster

from annotate.bulk.run import Progress, run
from annotate.core.errors import UsageError
from tests.support.bulk import lines, parts, recipe


@pytest.mark.slow
def test_a_cluster_makes_the_same_bytes_though_a_worker_is_killed(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", 1600)
    run([source], tmp_path / "alone", recipe(), workers=1)
    killed = list[int]()
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address=None,
        local_directory=str(tmp_path / "dask"),
    ) as cluster:

        def kill(_: Progress) -> None:
            if not killed:
                killed.append(cluster.workers[0].pid)
                os.kill(killed[0], signal.SIGKILL)

        done = run(
            [source], tmp_path / "out", recipe(), workers=1, scheduler=cluster.scheduler_address, tell=kill
        )
    assert killed
    assert done.made == 4
    assert parts(tmp_path / "out") == parts(tmp_path / "alone")


def test_where_no_scheduler_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotate.bulk.executors._TIMEOUT", 1)
    with pytest.raises(UsageError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        run(
            [lines(tmp_path / "in.jsonl", 1)],
            tmp_path / "out",
            recipe(),
            workers=1,
            scheduler="tcp://127.0.0.1:9",
        )
