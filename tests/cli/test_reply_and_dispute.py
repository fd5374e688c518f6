"""What an outlet answers and what is disputed, from the command line to the report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotate.cli import run
from tests.support.samples import make_home

ID = "scoop-island-ferries"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNOTATE_HOME", str(tmp_path / "home"))
    make_home("ruth", "omar")


def said(capsys: pytest.CaptureFixture[str], *command: str, code: int = 0) -> str:
    capsys.readouterr()
    assert run(list(command)) == code
    out = capsys.readouterr()
    return out.out + out.err if code else out.out


def data(capsys: pytest.CaptureFixture[str], *command: str) -> Any:
    return json.loads(said(capsys, *command, "--format", "json"))


def test_a_reply_stands_on_the_report(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "Reply of the outlet: none asked" in said(capsys, "report", "article", ID)
    answer = tmp_path / "answer.txt"
    answer.write_text("The officials were known to us.\n<b>Two</b> editors checked.\n", "utf-8")
    said(capsys, "articles", "reply", ID, "--asked", "2026-03-01")
    assert "asked on 1 March 2026, no answer yet" in said(capsys, "report", "article", ID)
    said(capsys, "articles", "reply", ID, "--received", "2026-03-04", "--text-file", str(answer))
    report = said(capsys, "report", "article", ID)
    assert "Reply of the outlet: received on 4 March 2026" in report
    assert "The officials were known to us." in report
    assert "&lt;b&gt;Two&lt;/b&gt;" in said(capsys, "report", "article", ID, "--format", "html")
    assert [one["step"] for one in data(capsys, "report", "article", ID)["response"]["steps"]] == [
        "asked",
        "received",
    ]
    said(capsys, "articles", "reply", ID, "--drop", "2026-03-04")
    assert [one["day"] for one in data(capsys, "articles", "reply", ID)] == ["2026-03-01"]


@pytest.mark.parametrize(
    ("options", "remedy"),
    [
        (("--asked", "2026-03-01", "--received", "2026-03-02"), "once for each"),
        (("--text-file", "-"), "which of them"),
        (("--drop", "2026-03-01"), "annotate articles reply"),
        (("--asked", "yesterday"), "--asked"),
    ],
)
def test_what_cannot_be_meant_says_what_to_do(
    capsys: pytest.CaptureFixture[str], options: tuple[str, ...], remedy: str
) -> None:
    assert remedy in said(capsys, "articles", "reply", ID, *options, code=2)
    assert "articles list" in said(capsys, "articles", "reply", "unknown", "--asked", "2026-03-01", code=2)


def test_a_dispute_goes_on_the_work_list_and_the_next_verdict_settles_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    marks = data(capsys, "articles", "dispute", ID)
    source = next(one["mark"] for one in marks if one["label"] == "SOURCE")
    said(capsys, "articles", "dispute", ID, source, "--why", "three people, not one")
    said(capsys, "articles", "dispute", ID, "1", "--why", "no claim at all")
    report = " ".join(said(capsys, "report", "article", ID).split())
    assert "three people, not one (to be decided again)" in report
    assert "no claim at all" in said(capsys, "report", "article", ID, "--format", "html")
    verdict = _verdict(tmp_path)
    said(capsys, "annotations", "import", verdict)
    report = " ".join(said(capsys, "report", "article", ID).split())
    assert "(decided again on" in report
    assert "to be decided again" not in report


def test_a_dispute_needs_a_mark_of_the_reading_and_a_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert "--why" in said(capsys, "articles", "dispute", ID, "1", code=2)
    assert "annotate articles dispute" in said(
        capsys, "articles", "dispute", ID, "none", "--why", "x", code=2
    )
    assert "annotate articles list" in said(
        capsys, "articles", "dispute", "unknown", "1", "--why", "x", code=2
    )


def _verdict(folder: Path) -> str:
    """Ruth's reading as an adjudicator's verdict of the far future."""
    from annotate.resources import shipped

    lines = shipped("seeds", "annotations", "ruth.jsonl").read_text("utf-8").splitlines()
    one = next(json.loads(line) for line in lines if json.loads(line)["article"] == ID)
    made = {**one, "annotator": "nora", "origin": "verdict", "updated_at": "2036-01-01T00:00:00Z"}
    file = folder / "verdict.jsonl"
    file.write_text(json.dumps({key: value for key, value in made.items() if key != "id"}) + "\n", "utf-8")
    return str(file)
