"""A release read by the programs that it is made for, each in a process of its own and without a network."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotate.store import open_store
from tests.support.releases import fill, release

OFFLINE = {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}


@pytest.fixture(scope="module")
def folder(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A release of thirty articles, as it would be uploaded."""
    place = tmp_path_factory.mktemp("release")
    shutil.copy(sqlite_template, place / "a.db")
    store = open_store(f"sqlite:///{place / 'a.db'}")
    fill(store, articles=30)
    release(store, "spring", place / "r", creator="The Desk", title="Who says so?")
    yield place / "r"
    store.dispose()


def said_by(program: str, folder: Path, home: Path) -> dict[str, Any]:
    """What a Python program about `folder` prints last, as JSON."""
    environment = {**os.environ, **OFFLINE, "HF_HOME": str(home), "XDG_CACHE_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


DATASETS = """
import json, sys
from datasets import load_dataset
from huggingface_hub import DatasetCard
default = load_dataset(sys.argv[1])
every = load_dataset(sys.argv[1], "annotations")
streamed = list(load_dataset(sys.argv[1], "articles", streaming=True)["train"])
row = default["train"][0]
print(json.dumps({
    "splits": {name: len(part) for name, part in default.items()},
    "annotations": {name: len(part) for name, part in every.items()},
    "streamed": len(streamed),
    "same": streamed[0] == row,
    "columns": default["train"].column_names,
    "mark": row["marks"][0],
    "text": row["text"],
    "answers": row["answers"],
    "card": DatasetCard.load(sys.argv[1] + "/README.md").data.to_dict(),
}))
"""


def test_datasets_loads_it_as_it_lies_there(folder: Path, tmp_path: Path) -> None:
    """By the card's own YAML: `articles` is what comes when nothing is named."""
    said = said_by(DATASETS, folder, tmp_path)
    assert said["splits"] == {"train": 24, "validation": 3, "test": 3}
    assert said["annotations"] == {"train": 48, "validation": 6, "test": 6}
    assert (said["streamed"], said["same"]) == (24, True)
    assert {"article", "marks", "links", "answers", "group"} <= set(said["columns"])
    assert said["mark"]["text"].startswith("A mayor")
    assert said["mark"]["attributes"]["identity"] == "named_person"
    assert (said["text"], said["answers"]["genre"], said["answers"]["note"]) == (None, "news", None)
    card = said["card"]
    assert (card["license"], card["pretty_name"], card["language"]) == ("cc-by-4.0", "Who says so?", ["en"])


CROISSANT = """
import json, logging, sys
logging.disable(logging.CRITICAL)
import mlcroissant
known = mlcroissant.Dataset(sys.argv[1] + "/croissant.json")
rows = {name: list(known.records(name)) for name in ("articles", "annotations", "splits")}
first = next(row for row in rows["articles"] if row["articles/article"] == b"a00")
print(json.dumps({
    "issues": [*known.metadata.issues.errors, *known.metadata.issues.warnings],
    "version": known.metadata.ctx.conforms_to.value,
    "rows": {name: len(of) for name, of in rows.items()},
    "splits": sorted({row["articles/split"].decode() for row in rows["articles"]}),
    "mark": {name: str(value) for name, value in first["articles/marks"][0].items()},
    "published": str(first["articles/published"]),
}))
"""


def test_croissant_is_valid_and_gives_the_records(folder: Path, tmp_path: Path) -> None:
    said = said_by(CROISSANT, folder, tmp_path)
    assert said["issues"] == []
    assert said["version"].endswith("1.1")
    assert said["rows"] == {"articles": 30, "annotations": 60, "splits": 3}
    assert said["splits"] == ["test", "train", "validation"]
    assert said["mark"]["articles/marks/attributes.identity"] == "b'named_person'"
    assert said["published"].startswith("2026-03-01")


FRICTIONLESS = """
import json, sys
import frictionless
known = frictionless.Package(sys.argv[1] + "/datapackage.json")
print(json.dumps({"valid": known.validate().valid, "files": [one.path for one in known.resources]}))
"""


def test_frictionless_checks_every_file(folder: Path, tmp_path: Path) -> None:
    said = said_by(FRICTIONLESS, folder, tmp_path)
    assert said["valid"]
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert set(said["files"]) == there - {"datapackage.json", "manifest.json"}
    harmed = Path(shutil.copytree(folder, tmp_path / "harmed"))
    (harmed / "splits.json").write_text("{}")
    assert not said_by(FRICTIONLESS, harmed, tmp_path)["valid"]
