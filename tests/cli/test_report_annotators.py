"""The annotators' report from the command line, on the samples."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from annotate.cli import run
from tests.support.samples import make_home


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("annotators") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANNOTATE_HOME", str(home))
        make_home("ruth", "omar")
    return home


@pytest.fixture(autouse=True)
def here(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNOTATE_HOME", str(home))


def test_it_names_everybody_with_their_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "annotators", "imports"]) == 0
    out = capsys.readouterr().out
    assert [line.split()[0] for line in out.splitlines()[1:3]] == ["omar", "ruth"]
    assert "Source: Who is it" in out
    assert "pace: the median article" in out


def test_each_form_can_be_written_to_a_file(tmp_path: Path) -> None:
    for form in ("text", "json", "html", "csv"):
        out = str(tmp_path / form)
        assert run(["report", "annotators", "imports", "--format", form, "--out", out, "--pseudonyms"]) == 0
        said = (tmp_path / form).read_text("utf-8")
        assert "reader-" in said
        assert "ruth" not in said
    found = json.loads((tmp_path / "json").read_text("utf-8"))
    assert [one["compared"] for one in found["annotators"]] == [14, 14]
    assert len(list(csv.DictReader((tmp_path / "csv").read_text("utf-8").splitlines()))) == 2


def test_an_unknown_campaign_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "annotators", "nowhere"]) == 2
    assert "annotate campaign list" in capsys.readouterr().err
