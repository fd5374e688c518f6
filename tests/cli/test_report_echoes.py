"""Echoes from the command line: people's articles, and with --machine those that nobody has read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotate.cli import run

SAID = "The ministry will sell all fourteen island ferries to a single buyer, {}."


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNOTATE_HOME", str(tmp_path / "home"))
    assert run(["init"]) == 0
    for outlet, source in (
        ("Harbour Post", "a senior official said"),
        ("Lakeland Daily", "according to the Harbour Post"),
        ("Osmark Record", "according to the Harbour Post"),
    ):
        file = tmp_path / f"{outlet.split()[0]}.txt"
        file.write_text(SAID.format(source), "utf-8")
        assert run(["articles", "add", str(file), "--outlet", outlet]) == 0


def test_three_articles_and_one_unnamed_source(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["report", "echoes", "--machine", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["people"], found["machine"]) == (0, 3)
    (echo,) = found["echoes"]
    assert echo["sentence"] == "3 articles of 3 outlets, one unnamed source: “a senior official”."
    assert [one["cites"] for one in echo["citations"]] == ["Harbour Post", "Harbour Post"]


def test_without_the_machine_nothing_has_been_read(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["report", "echoes"]) == 0
    assert "Claims in more than one article: 0, of 0 claims in 0 articles" in capsys.readouterr().out
