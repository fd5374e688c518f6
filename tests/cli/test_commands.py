"""The commands that need no Label Studio, one after the other on one home, as a lead would."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from annotate.cli import run
from annotate.cli.app import App
from annotate.resources import shipped

LINES = ({"id": "a", "text": "The quay is closed, Ada Lee said."}, {"id": "b", "text": "It may rain."})


class Desk:
    """The command line in a folder, with what it printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys
        self.out = self.err = ""

    def __call__(self, *arguments: str) -> int:
        code = run(list(arguments))
        self.out, self.err = self.capsys.readouterr()
        return code

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ANNOTATE_HOME", str(tmp_path / "home"))
    made = Desk(capsys)
    assert made("init") == 0
    return made


def samples(name: str) -> str:
    return str(shipped("seeds", "annotations", f"{name}.jsonl"))


def test_init_again_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    settings = tmp_path / "home" / "annotate.toml"
    settings.write_text("# ours\n")
    assert desk("init") == 0
    assert settings.read_text() == "# ours\n"


def test_articles_are_added_listed_shown_and_removed(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "quay.txt").write_text("The quay is closed, a clerk said.")
    (tmp_path / "void.txt").write_text("  \n")
    assert desk("articles", "add", "quay.txt", "void.txt", "gone.txt", "--format", "json") == 5
    assert [(one["id"], one["status"]) for one in desk.json] == [
        ("quay", "added"), (None, "refused"), (None, "refused"),
    ]  # fmt: skip
    assert all(one["reason"] for one in desk.json[1:])
    assert desk("articles", "add", "quay.txt", "--format", "json") == 0
    assert desk.json[0]["status"] == "unchanged"
    assert desk("articles", "list", "--format", "json") == 0
    assert [one["id"] for one in desk.json] == ["quay"]
    assert desk("articles", "show", "quay") == 0
    assert "The quay is closed" in desk.out
    assert desk("articles", "remove", "quay") == 0
    assert desk("articles", "show", "quay") == 2


def test_a_takedown_may_come_after_the_removal(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "quay.txt").write_text("The quay is closed, a clerk said.")
    assert desk("articles", "add", "quay.txt") == 0
    assert desk("articles", "remove", "quay", "--erase-text") == 0
    assert desk("articles", "add", "quay.txt") == 0
    assert desk("articles", "remove", "quay") == 0
    assert desk("articles", "remove", "quay") == 2
    assert desk("articles", "remove", "quay", "--erase-text") == 0
    assert b"The quay is closed" not in (tmp_path / "home" / "annotate.db").read_bytes()


def test_a_takedown_names_what_it_leaves(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "quay.txt").write_text("The quay is closed, a clerk said.")
    assert desk("articles", "add", "quay.txt") == 0
    assert desk("articles", "add", "quay.txt", "--id", "twin") == 0
    assert desk("articles", "remove", "quay", "--erase-text", "--reason", "a court asked") == 0
    assert "article twin has the same text, and stands" in desk.err
    assert "reports, exports, backups, frozen releases" in desk.err


def test_an_annotator_is_listed_and_forgotten(desk: Desk) -> None:
    assert desk("articles", "add", str(shipped("seeds", "articles"))) == 0
    assert desk("annotations", "import", samples("ruth")) == 0
    assert desk("annotators", "list", "--format", "json") == 0
    assert [(one["annotator"], one["forgotten"]) for one in desk.json] == [("ruth", False)]
    assert desk.json[0]["annotations"] > 0
    assert desk("annotators", "forget", "ruth", "--reason", "she asked") == 0
    assert desk("annotators", "list") == 0
    assert "annotator-" in desk.out
    assert "ruth" not in desk.out
    assert desk("export", "jsonl", "--out", "-") == 0
    assert '"ruth"' not in desk.out
    assert desk("annotators", "forget", "ruth") == 0
    assert "nothing is stored under the name ruth" in desk.err
    assert desk("articles", "remove", "pier", "--erase-text") == 2


def test_where_nothing_has_a_score_a_least_score_is_not_met(desk: Desk) -> None:
    assert desk("score") == 0
    assert desk("score", "--fail-under", "1") == 1


def test_two_readings_are_imported_scored_reported_and_exported(desk: Desk, tmp_path: Path) -> None:
    assert desk("articles", "add", str(shipped("seeds", "articles"))) == 0
    assert desk("annotations", "import", samples("ruth"), "--format", "json") == 0
    assert (desk.json["new"], desk.json["dropped"]) == (14, 0)
    assert desk("score", "--article", "wire-coal-piers", "--format", "json") == 0
    (alone,) = desk.json
    assert (alone["annotators"], alone["provisional"]) == (1, True)
    assert desk("annotations", "import", samples("omar")) == 0
    assert desk("score", "--format", "json") == 0
    scores = {one["article"]: one for one in desk.json}
    assert len(scores) == 14
    assert scores["gossip-studio-split"]["score"] < scores["investigation-levee"]["score"]
    assert scores["opinion-night-bells"]["score"] is None
    assert set(alone) >= {
        "article", "article_revision", "score", "low", "high", "band", "provisional", "annotators", "rubric",
        "scheme", "reading_sha256", "criteria", "gates", "missing", "raise",
    }  # fmt: skip

    assert desk("score", "--format", "csv", "--needs", "12") == 0
    rows = {row["article"]: row for row in csv.DictReader(io.StringIO(desk.out))}
    assert {id_: row["score"] for id_, row in rows.items()} == {
        id_: "" if one["score"] is None else str(one["score"]) for id_, one in scores.items()
    }
    assert rows["gossip-studio-split"]["needs"] == "0"

    assert desk("score", "--fail-under", "5", "--article", "wire-coal-piers") == 0
    assert desk("score", "--fail-under", "99", "--article", "wire-coal-piers") == 1
    assert desk("score", "--fail-under", "0", "--article", "opinion-night-bells") == 1
    assert desk("score", "--article", "nowhere") == 2
    assert desk("score", "--rubric", "0") == 2
    assert "known: 1" in desk.err

    page = tmp_path / "gossip.html"
    assert desk("report", "article", "gossip-studio-split", "--format", "html", "--out", str(page)) == 0
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert desk("report", "article", "gossip-studio-split", "--format", "json") == 0
    assert desk.json["score"]["article"] == "gossip-studio-split"
    assert desk("report", "article", "nowhere") == 2

    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    assert desk("export", "jsonl", "--out", str(first)) == 0
    assert desk("export", "nonsense", "--out", str(second)) == 2
    assert "jsonl" in desk.err


def test_an_export_imported_into_an_empty_home_is_the_same_export(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk("articles", "add", str(shipped("seeds", "articles"))) == 0
    for name in ("ruth", "omar"):
        assert desk("annotations", "import", samples(name)) == 0
    assert desk("export", "jsonl", "--out", "first.jsonl", "--history", "all") == 0
    monkeypatch.setenv("ANNOTATE_HOME", str(tmp_path / "other"))
    assert desk("init") == 0
    assert desk("annotations", "import", "first.jsonl") == 0
    assert desk("export", "jsonl", "--out", "second.jsonl", "--history", "all") == 0
    assert Path("second.jsonl").read_bytes() == Path("first.jsonl").read_bytes()


def test_an_article_that_nobody_has_read_has_a_report_without_a_number(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "quay.txt").write_text("The quay is closed, a clerk said.")
    desk("articles", "add", "quay.txt")
    assert desk("report", "article", "quay") == 0
    assert "NO NUMBER" in desk.out
    assert desk("score", "--format", "json") == 0
    assert desk.json == []


def test_the_quarantine_is_emptied_by_trying_again_or_by_giving_up(desk: Desk, tmp_path: Path) -> None:
    line = {"article": "quay", "annotator": "ada", "marks": [], "links": []}
    Path("in.jsonl").write_text(json.dumps(line) + "\n" + json.dumps({**line, "article": "pier"}) + "\n")
    assert desk("annotations", "import", "in.jsonl") == 5
    (tmp_path / "quay.txt").write_text("The quay is closed, a clerk said.")
    desk("articles", "add", "quay.txt")
    assert desk("annotations", "quarantine", "retry", "--format", "json") == 5
    assert (desk.json["new"], desk.json["quarantined"]) == (1, 1)
    assert desk("annotations", "quarantine", "--format", "json") == 0
    (left,) = desk.json
    number = str(left["id"])
    assert desk("annotations", "quarantine", "discard", number) == 2
    assert desk("annotations", "quarantine", "discard", number, "--reason", "a test file") == 0
    assert desk("annotations", "quarantine", "--format", "json") == 0
    assert desk.json == []
    assert desk("annotations", "quarantine", "--all", "--format", "json") == 0
    assert [one["state"] for one in desk.json] == ["resolved", "discarded"]
    assert desk("annotations", "quarantine", "retry", number) == 2
    assert desk("annotations", "quarantine", "show", number, "--format", "json") == 0
    assert desk.json["decision"] == "a test file"


def test_a_quarantined_item_shows_what_was_refused_and_where(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "quay.txt").write_text("The quay is closed, a clerk said.")
    desk("articles", "add", "quay.txt")
    bad = {"id": "m", "label": "WITCH", "start": 20, "end": 27}
    line = json.dumps({"article": "quay", "annotator": "ada", "marks": [bad], "links": []})
    Path("in.jsonl").write_text(line)
    assert desk("annotations", "import", "in.jsonl") == 5
    assert desk("annotations", "quarantine", "show", "1", "--format", "json") == 0
    shown = desk.json
    assert "has no label 'WITCH'" in shown["reason"]
    assert (shown["place"], shown["part"]) == ("#m", bad)
    assert shown["slice"] == "…The quay is closed, ⟦a clerk⟧ said.…"
    assert desk("annotations", "quarantine", "show", "1") == 0
    assert "⟦a clerk⟧" in desk.out
    assert '"WITCH"' in desk.out
    assert desk("annotations", "quarantine", "show", "1", "--payload") == 0
    assert desk.out == line
    assert desk("annotations", "quarantine", "show", "99") == 2


@pytest.mark.parametrize(("name", "content"), [("gone.jsonl", None), ("photo.jsonl", b"\x89PNG\0\0")])
def test_what_is_no_file_of_annotations_is_refused_whole(
    name: str, content: bytes | None, desk: Desk
) -> None:
    if content is not None:
        Path(name).write_bytes(content)
    assert desk("annotations", "import", name) == 6
    assert name in desk.err
    assert desk("annotations", "quarantine", "--format", "json") == 0
    assert desk.json == []


def test_a_home_keeps_itself_out_of_a_repository(desk: Desk, tmp_path: Path) -> None:
    assert (tmp_path / "home" / ".gitignore").read_text() == "*\n"


def test_a_backup_is_restored_elsewhere(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk("articles", "add", str(shipped("seeds", "articles")))
    assert desk("db", "backup", "kept.tar") == 0
    monkeypatch.setenv("ANNOTATE_HOME", str(tmp_path / "other"))
    assert desk("db", "restore", "kept.tar") == 0
    assert desk("articles", "list", "--format", "json") == 0
    assert len(desk.json) == 14
    assert desk("db", "restore", "kept.tar") == 2
    assert desk("db", "check") == 0


def test_detect_goes_on_after_what_is_no_article(desk: Desk, tmp_path: Path) -> None:
    empty = {"id": "void", "text": " "}
    (tmp_path / "three.jsonl").write_text("\n".join(map(json.dumps, (LINES[0], empty, LINES[1]))))
    assert desk("detect", "three.jsonl") == 5
    assert [json.loads(line)["id"] for line in desk.out.splitlines()] == ["a", "b"]
    assert "three.jsonl:2: it is empty" in desk.err


@pytest.mark.parametrize(
    ("name", "lines", "ids"),
    [
        ("one.txt", ["The quay is closed, a clerk said."], ["one"]),
        ("two.jsonl", [*map(json.dumps, LINES)], ["a", "b"]),
    ],
)  # fmt: skip
def test_detect_needs_no_home_and_counts_in_the_text_as_given(
    name: str, lines: list[str], ids: list[str], desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANNOTATE_HOME", str(tmp_path / "nowhere"))
    (tmp_path / name).write_text("\n".join(lines))
    assert desk("detect", name) == 0
    found = [json.loads(line) for line in desk.out.splitlines()]
    assert [one["id"] for one in found] == ids
    text = lines[0] if name.endswith("txt") else json.loads(lines[0])["text"]
    said = {text[mark["start"] : mark["end"]] for mark in found[0]["marks"] if mark["label"] == "CUE"}
    assert said == {"said"}


def test_doctor_names_each_thing_with_its_remedy(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk("doctor", "--format", "json") == 1
    wrong = {one["what"]: one["remedy"] for one in desk.json if one["remedy"]}
    assert set(wrong) == {"Label Studio"}
    assert "annotate studio start" in wrong["Label Studio"]
    monkeypatch.setenv("ANNOTATE_HOME", str(tmp_path / "nowhere"))
    assert desk("doctor", "--format", "json") == 1
    assert next(one for one in desk.json if one["what"] == "home")["remedy"] == "run: annotate init"


def test_detect_evaluate_needs_no_home(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNOTATE_HOME", str(tmp_path / "nowhere"))
    assert desk("detect", "evaluate", samples("ruth"), "--texts", str(shipped("seeds", "articles"))) == 0
    assert desk.out.startswith(f"14 articles, marked by {App().detector().name}; figures × 100.\n")
    assert {line.split()[0] for line in desk.out.splitlines() if line} >= {"SOURCE", "via", "CUE.stance"}


def test_detect_evaluate_says_which_lines_it_cannot_compare(desk: Desk, tmp_path: Path) -> None:
    line = '{"id": "a", "text": "Some critics say it is the best.", "weasel": true}'
    (tmp_path / "gold.jsonl").write_text(f"{line}\n{{}}\n")
    assert desk("detect", "evaluate", "gold.jsonl", "--format", "json") == 5
    assert desk.json["sentences"]["weasel"]["f1"]["value"] == 1.0
    assert "gold.jsonl:2: it has neither marks nor spans" in desk.err
    assert desk("detect", "evaluate", samples("ruth")) == 2
    assert "--texts" in desk.err
    assert desk("detect", "evaluate", "nosuch.jsonl") == 6
    assert "check its name" in desk.err


def test_a_calibrated_model_says_on_its_card_how_right_it_is_of_whom(desk: Desk) -> None:
    texts = str(shipped("seeds", "articles"))
    made = (
        "detect",
        "calibrate",
        samples("ruth"),
        "--texts",
        texts,
        "--data",
        "samples",
        "--out",
        "mine.npz",
    )
    assert desk(*made) == 0
    assert desk("detect", "card", "mine.npz") == 0
    assert "terms: PolNeAR (Newell, Margolin and Ruths, LREC 2018)" in desk.out
    assert "calibrated on samples\n\n14 articles, marked by default" in desk.out
    assert {"Marks", "Sources, by pronoun"} <= {line.split("  ")[0] for line in desk.out.splitlines()}
    assert desk("detect", "card", "rules") == 2
    assert "it was not trained" in desk.err


def test_a_file_called_as_a_command_is_marked_by_its_path(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "evaluate").write_text("The quay is closed, a clerk said.")
    assert desk("detect", "./evaluate") == 0
    assert json.loads(desk.out)["id"] == "evaluate"


def test_detect_tells_who_says_what_and_with_all_what_the_writer_claims_too(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("The quay is closed, a clerk said. Two ships have sunk in the harbour.")
    claims = []
    for options in ([], ["--all"]):
        assert desk("detect", "a.txt", *options) == 0
        claims.append(
            [mark["start"] for mark in json.loads(desk.out)["marks"] if mark["label"] == "ASSERTION"]
        )
    assert claims == [[0], [0, 34]]
