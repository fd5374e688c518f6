"""Runs of workers: the same files whoever makes them, and nothing lost when somebody dies."""

from __future__ import annotations

import multiprocessing
import os
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from signal import SIGKILL
from subprocess import PIPE, Popen

import pytest
from pyarrow.parquet import read_schema, read_table

from annotate.bulk.part import lost, part, told
from annotate.bulk.pieces import cut
from annotate.bulk.run import GIVEN_UP, Progress, run
from annotate.core.errors import UsageError
from annotate.resources import shipped
from tests.support.bulk import crawl, lines, parts, recipe


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], dict[str, bytes]]:
    """Two sources of five pieces together, and what one worker makes of them."""
    folder = tmp_path_factory.mktemp("crawl")
    sources = [lines(folder / "in.jsonl", 1700), crawl(folder / "news.warc.gz", 30)]
    run(sources, folder / "out", recipe(), workers=1)
    return sources, parts(folder / "out")


def test_what_a_part_holds(tmp_path: Path) -> None:
    (piece,) = cut(crawl(tmp_path / "news.warc.gz", 30))
    path = tmp_path / piece.name
    path.write_bytes(part(piece, recipe()))
    said = told(path)
    assert (said.records, said.articles) == (60, 28)
    (broken, why), (_, missing) = said.refused
    assert broken == f"{piece.source}:22"
    assert why.startswith("its compression is broken")
    assert missing == "no page: status 404"
    first = read_table(path).slice(0, 1).to_pylist()[0]
    assert (first["source"], first["url"]) == (f"{piece.source}:2", "https://example.org/quay/0")
    assert first["title"] == "Quay 0 closed"
    assert [first["text"][one["start"] : one["end"]] for one in first["marks"]] == [
        one["text"] for one in first["marks"]
    ]
    assert {one["label"] for one in first["marks"]} >= {"SOURCE", "CUE", "ASSERTION"}
    assert {one["type"] for one in first["links"]} >= {"attributed_to", "cued_by"}
    assert 0 <= first["unnamed"] + first["vague"] + first["unattributed"] <= 1
    assert "score" not in first


def test_two_workers_make_the_same_bytes_as_one(once, tmp_path: Path) -> None:
    sources, alone = once
    done = run(sources, tmp_path / "out", recipe(), workers=2)
    assert parts(tmp_path / "out") == alone
    assert (done.made, done.kept, done.others) == (5, 0, 0)
    assert (done.records, done.articles) == (1760, 1700 - 17 + 28)
    assert done.missed == 17 + 1
    assert done.reasons["no page: status 404"] == 1


def test_a_run_goes_on_where_it_was_stopped(once, tmp_path: Path) -> None:
    sources, alone = once
    out, told_of = tmp_path / "out", list[Progress]()

    def stop(now: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(sources, out, recipe(), workers=1, tell=stop)
    assert len(parts(out)) == 1
    done = run(sources, out, recipe(), workers=1, tell=told_of.append)
    assert (done.made, done.kept) == (4, 1)
    assert parts(out) == alone
    assert told_of[0].before > 0
    assert told_of[-1].share == pytest.approx(1)


def test_a_worker_that_is_killed_costs_nothing(once, tmp_path: Path) -> None:
    sources, alone = once
    killed = list[int]()

    def kill(_: Progress) -> None:
        if not killed:
            worker = multiprocessing.active_children()[0]
            killed.append(worker.pid or 0)
            worker.kill()

    run(sources, tmp_path / "out", recipe(), workers=2, tell=kill)
    assert killed
    assert parts(tmp_path / "out") == alone


def test_nothing_is_left_running_of_a_run_that_is_killed(tmp_path: Path) -> None:
    """Its pipe ends when the last process that holds it has ended."""
    source = lines(tmp_path / "in.jsonl", 3000)
    command = [sys.executable, "-c", "from annotate.cli import main; main()", "bulk", source]
    more = ["--out", str(tmp_path / "out"), "--model", "rules", "--workers", "2"]
    with Popen([*command, *more], stderr=PIPE, text=True, start_new_session=True) as running:
        try:
            assert running.stderr is not None
            assert "495 articles" in running.stderr.readline()
            running.kill()
            running.communicate(timeout=60)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(running.pid, SIGKILL)
    assert running.returncode == -SIGKILL
    assert parts(tmp_path / "out")


def test_a_folder_read_with_something_else_is_not_mixed(once, tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", 2)
    run([source], tmp_path / "out", recipe(), workers=1)
    other = replace(recipe(), own=str(shipped("seeds", "articles"))).stamped()
    with pytest.raises(UsageError, match="read with another model"):
        run([source], tmp_path / "out", other, workers=1)


def test_a_worker_with_other_lists_refuses(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", 2)
    with pytest.raises(UsageError, match="a worker has another version"):
        run([source], tmp_path / "out", replace(recipe(), sha256="0"), workers=1)


def test_a_piece_that_ends_whoever_reads_it_is_given_up_and_said(tmp_path: Path) -> None:
    (piece,) = cut(lines(tmp_path / "in.jsonl", 3))
    path = tmp_path / piece.name
    path.write_bytes(lost(piece, recipe(), GIVEN_UP))
    said = told(path)
    assert (said.records, said.articles, said.refused) == (3, 0, ((piece.source, GIVEN_UP),))
    made = tmp_path / "made.parquet"
    made.write_bytes(part(piece, recipe()))
    assert read_schema(path).equals(read_schema(made))


def test_an_empty_file_is_said_to_be_empty(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").touch()
    done = run([str(tmp_path / "in.jsonl")], tmp_path / "out", recipe(), workers=1)
    assert (done.articles, dict(done.reasons)) == (0, {"it is empty": 1})


def test_what_is_left_of_a_source_that_changed_is_said(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", 2)
    run([source], tmp_path / "out", recipe(), workers=1)
    lines(tmp_path / "in.jsonl", 3)
    done = run([source], tmp_path / "out", recipe(), workers=1)
    assert (done.articles, done.others) == (3, 1)
