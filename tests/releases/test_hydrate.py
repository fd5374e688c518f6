"""Words that a release does not have come back from the reader's own copies, or are said to be missing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.core.errors import GateNotMet
from annotate.releases import dealing, manifest, tables
from annotate.releases.hydrate import hydrate
from annotate.store import Articles, Store, open_store
from tests.support.exports import files
from tests.support.releases import fill, release


@pytest.fixture(scope="module")
def place(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Releases of one corpus with no words, with quotes and in full, and the reader's own `copies.jsonl`."""
    folder = tmp_path_factory.mktemp("releases")
    shutil.copy(sqlite_template, folder / "a.db")
    store = open_store(f"sqlite:///{folder / 'a.db'}")
    fill(store, articles=6)
    for text in ("none", "quotes", "full"):
        release(store, text, folder / text, text=text)
    copies(store, folder / "copies.jsonl")
    yield folder
    store.dispose()


def copies(store: Store, path: Path) -> None:
    """The texts under other names and not canonical: blanks doubled, every second title apart."""
    own = []
    with store.session(read_only=True) as session:
        for number, one in enumerate(Articles(session).all()):
            text = one.text.replace(" said", "  said").replace("\n\n", "\n \n\n")
            title = (
                {"title": one.title, "text": text.partition("\n \n\n")[2]} if number % 2 else {"text": text}
            )
            own.append({"id": f"mine-{one.id}", **title})
    path.write_text("".join(json.dumps(one) + "\n" for one in own), "utf-8")


@pytest.mark.parametrize("text", ["none", "quotes", "full"])
def test_with_all_texts_the_tables_are_those_of_the_full_release(
    place: Path, tmp_path: Path, text: str
) -> None:
    done = hydrate(place / text, [str(place / "copies.jsonl")], tmp_path / "out")
    assert (done.texts, done.missing) == (6, ())
    there, full = files(tmp_path / "out"), files(place / "full")
    data = {name for name in full if name.startswith("data/")}
    assert {name: there[name] for name in data} == {name: full[name] for name in data}
    assert list(manifest.problems(tmp_path / "out")) == []
    assert manifest.read(tmp_path / "out")["hydrated_from"] == manifest.address(place / text)
    card = (tmp_path / "out" / "README.md").read_text("utf-8")
    assert card.startswith("---\n")
    assert "**This is no release.**" in card


def test_another_text_is_not_taken(place: Path, tmp_path: Path) -> None:
    """One letter more and it is not the text that was annotated: offsets would point beside the words."""
    lines = (place / "copies.jsonl").read_text("utf-8").splitlines()
    lines[2] = json.dumps(json.loads(lines[2]) | {"text": json.loads(lines[2])["text"] + "x"})
    (tmp_path / "copies.jsonl").write_text("\n".join(lines), "utf-8")
    done = hydrate(place / "none", [str(tmp_path / "copies.jsonl")], tmp_path / "out")
    assert (done.texts, done.missing) == (5, ("a02",))
    rows = [
        row
        for part in dealing.parts(tmp_path / "out")
        for row in tables.read(tmp_path / "out" / dealing.path_of("articles", part))
    ]
    assert {row["article"] for row in rows if row["text"] is None} == {"a02"}


def test_a_release_that_was_touched_is_refused(place: Path, tmp_path: Path) -> None:
    touched = Path(shutil.copytree(place / "none", tmp_path / "touched"))
    (touched / "splits.json").write_text("{}")
    with pytest.raises(GateNotMet, match=r"splits\.json: changed"):
        hydrate(touched, [str(place / "copies.jsonl")], tmp_path / "out")
    assert not (tmp_path / "out").exists()
