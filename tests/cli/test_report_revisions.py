"""What changed between two texts of an article, from files to the report, by machine and by people."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from annotate.cli import run

OLD = """The ministry will sell all fourteen ferries, Ada Lee said.

The draft was finished in January, according to Piet Maas, a harbour engineer."""
NEW = OLD.replace(", according to Piet Maas, a harbour engineer", "")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNOTATE_HOME", str(tmp_path / "home"))
    assert run(["init"]) == 0
    for text in (OLD, NEW):
        (tmp_path / "ferries.txt").write_text(text, "utf-8")
        assert run(["articles", "add", str(tmp_path / "ferries.txt"), "--id", "ferries"]) == 0


def report(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    capsys.readouterr()
    assert run(["report", "revisions", "ferries", *options]) == 0
    return capsys.readouterr().out


def test_a_machine_s_reading_is_called_that_in_every_form(capsys: pytest.CaptureFixture[str]) -> None:
    said = " ".join(report(capsys).split())
    assert re.search(r"From revision 1 to 2, stored \d+ \w+ \d{4}, \d\d:\d\d UTC", said)
    assert "read by the machine alone" in said
    assert "“The draft was finished in January” was removed: “Piet Maas" in said
    assert "no source is given in the text now" in said
    (one,) = json.loads(report(capsys, "--format", "json"))["revisions"]
    assert (one["machine"], one["before"], one["after"]) == (True, None, None)
    assert [change["what"] for change in one["changes"]] == ["source removed"]
    rows = list(csv.DictReader(io.StringIO(report(capsys, "--format", "csv"))))
    assert [(row["machine"], row["what"]) for row in rows] == [("True", "source removed")]
    page = report(capsys, "--format", "html")
    assert "read by the machine alone" in page
    assert "Piet Maas" in page


def test_people_s_readings_count_where_both_texts_have_some(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    lines = [_reading(text, "Ada Lee" if text == NEW else "Piet Maas") for text in (OLD, NEW)]
    file = tmp_path / "read.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)) + "\n", "utf-8")
    assert run(["annotations", "import", str(file)]) == 0
    said = " ".join(report(capsys).split())
    assert "read by people: no number before, no number after" in said
    assert "The only source of the claim" not in said
    assert "The only source of the central claim “The ministry will sell all fourteen ferries”" in said
    assert "A source of the central claim “The ministry will sell all fourteen ferries” was added" in said
    heard = (
        "The reply of whoever is accused: no sign in the text that one was sought before, "
        "declined, and the text says so now"
    )
    assert heard in said
    (one,) = json.loads(report(capsys, "--format", "json"))["revisions"]
    assert one["answers"] == [{"question": "reply", "before": "none", "after": "declined", "said": heard}]
    rows = list(csv.DictReader(io.StringIO(report(capsys, "--format", "csv"))))
    assert (rows[-1]["what"], rows[-1]["source"], rows[-1]["became"]) == ("reply changed", "none", "declined")
    assert heard in report(capsys, "--format", "html")


def test_one_text_and_no_article_are_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(OLD, "utf-8")
    assert run(["articles", "add", str(tmp_path / "one.txt")]) == 0
    capsys.readouterr()
    assert run(["report", "revisions", "one"]) == 0
    assert "one has one text: there is nothing to compare" in capsys.readouterr().out
    assert run(["report", "revisions", "one", "--format", "html"]) == 0
    assert "It has one text" in capsys.readouterr().out
    assert run(["report", "revisions", "unknown"]) == 2
    assert "annotate articles list" in capsys.readouterr().err


def _reading(text: str, source: str) -> dict[str, object]:
    """Somebody marks the first claim and, as its source, these words of the text."""
    words = "The ministry will sell all fourteen ferries"
    at = text.index(source)
    marks = [
        {"id": "a", "label": "ASSERTION", "start": 0, "end": len(words), "attributes": {"weight": "central"}},
        {
            **{"id": "s", "label": "SOURCE", "start": at, "end": at + len(source)},
            "attributes": {"identity": "named_person", "standing": "independent"},
        },
    ]
    links = [{"type": "attributed_to", "from": "a", "to": "s"}]
    named = {"article": "ferries", "annotator": "ruth", "article_revision": 1 if text == OLD else 2}
    answers = {"accused": "yes", "reply": "none" if text == OLD else "declined"}
    return {**named, "article_text": text, "marks": marks, "links": links, "answers": answers}
