"""`annotate export` as it is typed."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.cli import run
from annotate.export import formats
from annotate.resources import shipped
from tests.support.samples import make_home


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home with the sample articles and one annotator's readings of them."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("ANNOTATE_HOME", str(folder / "home"))
        make_home("ruth")
        yield folder


@pytest.fixture(scope="module")
def both(home: Path) -> Path:
    """The same, with another annotator's readings of the same articles."""
    assert run(["annotations", "import", str(shipped("seeds", "annotations", "omar.jsonl"))]) == 0
    return home


@pytest.mark.parametrize("format_", formats())
def test_every_format_writes_the_samples_twice_the_same(home: Path, format_: str) -> None:
    for name in ("one", "two"):
        assert run(["export", format_, "--out", f"{format_}-{name}"]) == 0
    one, two = (home / f"{format_}-{name}" for name in ("one", "two"))
    assert contents(one) == contents(two)


def contents(path: Path) -> dict[str, bytes]:
    found = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return {"" if file == path else str(file.relative_to(path)): file.read_bytes() for file in found}


@pytest.mark.parametrize("format_", formats())
def test_the_help_of_a_format_says_what_it_cannot_carry(
    format_: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", format_, "--help"]) == 0
    assert "It cannot carry" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            ["nonsense", "--out", "x"],
            "there are: brat, conll, csv, jsonl, labelstudio, parquet, research, spacy, webannotation",
        ),
        (["csv", "--out", "-"], "folder of files"),
        (["jsonl", "--out", "x", "--spreadsheet"], "No such option"),
        (["jsonl", "--out", "x", "--since", "yesterday"], "--since"),
        (["jsonl", "--out", "x", "--annotator", "nobody"], "no annotator 'nobody'"),
        (["jsonl", "--out", "x", "--label", "TONE"], "ASSERTION, SOURCE, CUE"),
        (["jsonl"], "--out"),
    ],
)
def test_what_is_typed_wrong_is_usage(
    home: Path, typed: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", *typed]) == 2
    assert said in capsys.readouterr().err
    assert not (home / "x").exists()


@pytest.mark.parametrize(
    ("format_", "asked", "origins"),
    [
        ("jsonl", [], {"import"}),
        ("jsonl", ["--readings", "both"], {"import", "consensus"}),
        ("csv", [], {"import", "consensus"}),
        ("csv", ["--readings", "annotators"], {"import"}),
        ("csv", ["--readings", "consensus", "--min-agreement", "0.5"], {"consensus"}),
    ],
)
def test_the_consensus_is_beside_the_readings_but_where_it_would_be_imported(
    both: Path, format_: str, asked: list[str], origins: set[str], tmp_path: Path
) -> None:
    assert run(["export", format_, "--out", str(tmp_path / "out"), *asked]) == 0
    if format_ == "csv":
        with (tmp_path / "out" / "annotations.csv").open(encoding="utf-8", newline="") as file:
            found = {row["origin"] for row in csv.DictReader(file)}
    else:
        found = {json.loads(line)["origin"] for line in (tmp_path / "out").read_text("utf-8").splitlines()}
    assert found == origins


def test_labels_and_annotators_choose(home: Path) -> None:
    assert run(["export", "jsonl", "--out", "cues.jsonl", "--annotator", "ruth", "--label", "CUE"]) == 0
    rows = [json.loads(line) for line in (home / "cues.jsonl").read_text("utf-8").splitlines()]
    assert len(rows) == 14
    assert {mark["label"] for row in rows for mark in row["marks"]} == {"CUE"}
    assert run(["export", "jsonl", "--out", "none.jsonl", "--since", "9999-01-01"]) == 0
    assert (home / "none.jsonl").read_bytes() == b""


def test_research_is_told_under_the_names_of_releases(both: Path, tmp_path: Path) -> None:
    asked = ["export", "research", "--campaign", "imports"]
    assert run([*asked, "--out", str(tmp_path / "hidden")]) == 0
    assert run([*asked, "--out", str(tmp_path / "named"), "--named"]) == 0
    names = {}
    for folder in ("hidden", "named"):
        with (tmp_path / folder / "annotations.csv").open(encoding="utf-8", newline="") as file:
            names[folder] = {row["annotator"] for row in csv.DictReader(file)}
    assert names == {"hidden": {"annotator-1", "annotator-2"}, "named": {"ruth", "omar"}}


@pytest.mark.parametrize(
    ("typed", "said", "code"),
    [
        (["years=5-9"], "consent", 2),
        (["years", "--consent"], "NAME=BIN", 2),
        ([], "NAME=BIN", 2),
        (["years=5-9", "--withdraw"], "NAME=BIN", 2),
        (["years=5-9", "beat=courts", "--consent"], "years, beat", 0),
        (["--withdraw"], "2 values of ruth deleted", 0),
    ],
)
def test_annotators_are_described_as_far_as_they_agree(
    home: Path, typed: list[str], said: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["annotators", "describe", "ruth", *typed]) == code
    assert said in capsys.readouterr().err
