"""A folder of pages: what is written again, what is left, and what is taken away."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.report import folder as module
from annotate.report.folder import MANIFEST, Page, Written, file_name, write

SAID = {"a.html": "one", "b/c.html": "two", "b/d.html": "three"}


def pages(said: dict[str, str]) -> Iterator[Page]:
    for name, text in said.items():
        yield Page(name, text, lambda text=text: f"<p>{text}")  # type: ignore[misc]


def held(folder: Path) -> dict[str, str]:
    found = [one for one in folder.rglob("*") if one.is_file() and one.name != MANIFEST]
    return {str(one.relative_to(folder)): one.read_text("utf-8").removeprefix("<p>") for one in found}


@pytest.mark.parametrize(
    ("then", "done"),
    [
        (SAID, Written(0, 3, 0)),
        (SAID | {"a.html": "new"}, Written(1, 2, 0)),
        (SAID | {"e.html": "new"}, Written(1, 3, 0)),
        ({"a.html": "one"}, Written(0, 1, 2)),
        ({}, Written(0, 0, 3)),
    ],
)
def test_only_what_changed_is_written_again(then: dict[str, str], done: Written, tmp_path: Path) -> None:
    assert write(pages(SAID), tmp_path) == Written(3, 0, 0)
    before = {name: (tmp_path / name).stat().st_ino for name in SAID}
    assert write(pages(then), tmp_path) == done
    assert held(tmp_path) == then
    again = {name: (tmp_path / name).stat().st_ino for name in then}
    assert {name for name in again if again[name] == before.get(name)} == {
        name for name in then if SAID.get(name) == then[name]
    }


def test_a_page_that_somebody_deleted_is_written_again(tmp_path: Path) -> None:
    write(pages(SAID), tmp_path)
    (tmp_path / "a.html").unlink()
    assert write(pages(SAID), tmp_path) == Written(1, 2, 0)


def test_another_program_writes_all_of_it_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(pages(SAID), tmp_path)
    monkeypatch.setattr(module, "_program", lambda: "another")
    assert write(pages(SAID), tmp_path) == Written(3, 0, 0)


def test_what_was_written_before_it_stopped_is_not_written_again(tmp_path: Path) -> None:
    def broken() -> Iterator[Page]:
        yield from pages({"a.html": "one"})
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(broken(), tmp_path)
    assert write(pages(SAID), tmp_path) == Written(2, 1, 0)


@pytest.mark.parametrize("spoilt", ["", "[]", "{", "[1]", '"x"', "null"])
def test_a_spoilt_list_costs_time_and_nothing_else(spoilt: str, tmp_path: Path) -> None:
    write(pages(SAID), tmp_path)
    (tmp_path / MANIFEST).write_text(spoilt)
    assert write(pages(SAID), tmp_path) == Written(3, 0, 0)


def test_nothing_but_its_own_pages_is_ever_removed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "site", tmp_path / "mine.txt"
    write(pages(SAID), inside)
    (inside / "notes.txt").write_text("mine")
    outside.write_text("mine")
    known = json.loads((inside / MANIFEST).read_text())
    (inside / MANIFEST).write_text(json.dumps({**known, "../mine.txt": "x", str(outside): "x"}))
    assert write([], inside).removed == 3
    assert (inside / "notes.txt").exists()
    assert outside.exists()


@pytest.mark.parametrize(
    ("article", "name"),
    [
        ("harbour-wall", r"harbour-wall\.html"),
        ("https://outlet.example/a/b", r"https---outlet\.example-a-b-[0-9a-f]{8}\.html"),
        ("../../etc", r"-..-etc-[0-9a-f]{8}\.html"),
        ("The Daily\u202e", r"The-Daily--[0-9a-f]{8}\.html"),
        ("x" * 200, r"x{80}-[0-9a-f]{8}\.html"),
    ],
)
def test_a_page_has_a_name_that_any_file_system_takes(article: str, name: str) -> None:
    assert re.fullmatch(name, file_name(article))


@pytest.mark.parametrize("pair", [("A", "a"), ("a/b", "a:b"), ("x" * 100, "x" * 101)])
def test_no_two_share_a_name(pair: tuple[str, str]) -> None:
    assert file_name(pair[0]).lower() != file_name(pair[1]).lower()
