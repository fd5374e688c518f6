"""A release that is not as it was is found out."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annotate.releases import manifest
from annotate.store import open_store
from tests.support.releases import fill, release

DATA = "data/articles/train-00000-of-00001.parquet"


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.fixture(scope="module")
def made(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("release")
    (place / "a.db").write_bytes(sqlite_template.read_bytes())
    store = open_store(f"sqlite:///{place / 'a.db'}")
    fill(store, articles=4)
    release(store, "spring", place / "r")
    store.dispose()
    return place / "r"


@pytest.mark.parametrize(
    ("harm", "found"),
    [
        (lambda folder: flip(folder / DATA), f"{DATA}: changed"),
        (lambda folder: flip(folder / "README.md"), "README.md: changed"),
        (lambda folder: (folder / DATA).unlink(), f"{DATA}: missing"),
        (lambda folder: (folder / "extra.txt").write_text("x"), "extra.txt: not of this release"),
        (
            lambda folder: (folder / "manifest.json").write_text(
                (folder / "manifest.json").read_text() + " "
            ),
            "manifest.json: changed since the release was made",
        ),
    ],
    ids=["a bit of the data", "a bit of the card", "a file gone", "a file more", "another manifest"],
)
def test_each_kind_of_harm(made: Path, tmp_path: Path, harm: Callable[[Path], object], found: str) -> None:
    folder = Path(shutil.copytree(made, tmp_path / "r"))
    address = manifest.address(folder)
    assert list(manifest.problems(folder, address)) == []
    harm(folder)
    assert list(manifest.problems(folder, address)) == [found]


def test_what_a_hub_hides_in_a_folder_is_no_harm(made: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(made, tmp_path / "r"))
    (folder / ".gitattributes").write_text("*.parquet filter=lfs\n")
    (folder / ".cache").mkdir()
    (folder / ".cache" / "etag").write_text("x")
    assert list(manifest.problems(folder)) == []
