"""What the commands print is what docs/shapes.schema.json says, and nothing that it does not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from annotate.campaigns.show import Adjudication, CampaignShown, DeskShown, Flag
from annotate.cli import run
from annotate.core.pace import Pace
from annotate.report.echoes import as_json as echoes_json
from annotate.report.revisions import as_json as revisions_json
from annotate.score.revisions import Answered, Revised, changes
from annotate.store.types import now
from annotate.studio.swept import Swept
from tests.report.test_echoes_report import found
from tests.report.test_outlet_report import SOUND, read
from tests.score.test_revisions import OFFICIAL, SOLD, SOLD_NOW, said
from tests.support.samples import make_home

SCHEMA: dict[str, Any] = json.loads(Path("docs/shapes.schema.json").read_text("utf-8"))
DESK = DeskShown("ada", None, 3, "http://127.0.0.1/3", "open", 4, 3, 0, 1, None, Pace(60.0, 5, 0))
SHOWN = CampaignShown(
    "spring", "open", "1", "full", None, 7, "import", 4, (DESK, replace(DESK, pace=None, pending_drafts=1)),
    False, 0.0, (Flag("a", "ada", "whose mayor?", now()),),
    Adjudication("nora", None, 4, "http://127.0.0.1/4", "open"),
)  # fmt: skip
PRINTED = {
    "agreement": ["agreement", "imports"],
    "studio_status": ["studio", "status"],
    "scores": ["score", "--needs", "12"],
    "report_campaign": ["report", "campaign", "imports"],
    "report_corpus": ["report", "corpus"],
    "report_outlet": ["report", "outlet", "The Meridian Examiner"],
    "report_echoes": ["report", "echoes"],
    "report_revisions": ["report", "revisions", "gossip-studio-split"],
    "report_annotators": ["report", "annotators", "imports"],
}


def strict(schema: Any) -> Any:
    """The same, but that an object may have only the fields that are named, where any are."""
    if isinstance(schema, dict):
        closed = {"additionalProperties": False} if "properties" in schema else {}
        return {name: strict(one) for name, one in schema.items()} | closed
    return [strict(one) for one in schema] if isinstance(schema, list) else schema


STRICT = strict(SCHEMA)


def problems(name: str, value: Any) -> list[str]:
    found = Draft202012Validator({**STRICT, "$ref": f"#/$defs/{name}"}).iter_errors(value)
    return [f"{one.json_path}: {one.message[:200]}" for one in found]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The samples, read by two."""
    place = tmp_path_factory.mktemp("shapes")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("ANNOTATE_HOME", str(place / "home"))
        make_home("omar", "ruth")
        yield place


def printed(capsys: pytest.CaptureFixture[str], *command: str, code: int = 0) -> str:
    capsys.readouterr()
    assert run(list(command)) == code
    return capsys.readouterr().out


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    used = set(re.findall(r'"#/\$defs/(\w+)"', json.dumps(SCHEMA)))
    assert used <= SCHEMA["$defs"].keys()


@pytest.mark.parametrize("name", PRINTED)
def test_a_command_prints_its_shape(name: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    value = json.loads(printed(capsys, *PRINTED[name], "--format", "json"))
    assert problems(name, value) == []
    assert value


def test_every_articles_report_has_its_shape(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for id_ in ("investigation-levee", "gossip-studio-split", "opinion-night-bells"):
        value = json.loads(printed(capsys, "report", "article", id_, "--format", "json"))
        assert problems("report_article", value) == []


def test_articles_come_in_and_readings_go_out_in_theirs(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = {"id": "flood", "text": "Flood\n\nThe mayor said it rained.", "title": "Flood", "outlet": None}
    assert problems("article_in", article) == []
    (home / "in.jsonl").write_text(json.dumps(article) + "\n\n{}\n")
    (home / "bad.txt").write_bytes(b"\0\0")
    out = printed(
        capsys, "articles", "add", str(home / "in.jsonl"), str(home / "bad.txt"), "--format", "json", code=5
    )
    assert problems("added", json.loads(out)) == []
    assert {one["status"] for one in json.loads(out)} == {"added", "refused"}
    lines = printed(capsys, "export", "jsonl", "--out", "-", "--history", "all").splitlines()
    assert [found for line in lines for found in problems("annotation", json.loads(line))] == []
    (home / "story.txt").write_text("The mayor said it may rain, officials believe.")
    marked = json.loads(printed(capsys, "detect", str(home / "story.txt")))
    assert problems("detected", marked) == []
    assert marked["marks"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("campaign", SHOWN.to_json()),
        ("campaign", replace(SHOWN, adjudication=None).to_json()),
        ("swept", Swept(notes=("a",)).to_json()),
    ],
)
def test_what_comes_from_label_studio_has_its_shape(name: str, value: Mapping[str, Any]) -> None:
    assert problems(name, json.loads(json.dumps(value))) == []


def test_echoes_and_revisions_have_their_shapes_where_there_are_some() -> None:
    claims = changes([said(SOLD, OFFICIAL)], [said(SOLD_NOW)], frozenset(), frozenset())
    score, article = read(SOUND, "a", "Quay")
    heard = (Answered("reply", "none", "quoted"),)
    pair = Revised(article, replace(article, revision=2), now(), score, score, claims, heard)
    assert problems("report_echoes", json.loads(json.dumps(echoes_json(found())))) == []
    assert problems("report_revisions", json.loads(json.dumps(revisions_json("a", [pair])))) == []


@pytest.mark.parametrize("field", ["score", "raise", "criteria", "reading_sha256"])
def test_a_field_that_went_missing_would_be_found(
    field: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (score, *_) = json.loads(printed(capsys, "score", "--article", "wire-coal-piers", "--format", "json"))
    with pytest.raises(ValidationError, match=f"'{field}' is a required property"):
        Draft202012Validator({**SCHEMA, "$ref": "#/$defs/score"}).validate(
            {name: value for name, value in score.items() if name != field}
        )


def test_the_page_names_every_shape_that_a_command_prints() -> None:
    page = Path("docs/shapes.md").read_text("utf-8")
    parts = {"statistic", "mark", "link", "central", "score", "shared", "row", "summary", "awaiting"}
    assert {name for name in SCHEMA["$defs"] if f"`{name}`" not in page} <= parts
