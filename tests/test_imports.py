"""Who may import whom: the table of docs/architecture.md, read off the imports themselves."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOMS = Path("annotate")
PURE = {"core", "scheme", "numpy"}
MAY = {
    "core": set(),
    "scheme": {"core"},
    "detect": PURE | {"onnxruntime"},
    "similar": {"numpy", "rensa"},
    "consensus": PURE,
    "score": PURE,
    "store": {"core", "resources", "sqlalchemy", "alembic", "psycopg"},
    "intake": {
        "core",
        "store",
        "similar",
        "sentencex",
        "ftfy",
        "trafilatura",
        "lxml",
        "htmldate",
        "courlan",
        "feedparser",
        "protego",
        "httpcore",
        "httpx",
        "pypdf",
        "docx",
        "warcio",
    },
    "studio": {
        "core",
        "scheme",
        "store",
        "resources",
        "httpx",
        "stamina",
        "label_studio_sdk",
        "filelock",
        "psutil",
        "markdown_it",
        "starlette",
        "uvicorn",
    },
    "campaigns": {"core", "scheme", "store", "studio", "detect", "consensus", "score", "similar"},
    "report": {
        "core",
        "scheme",
        "store",
        "consensus",
        "score",
        "evaluation",
        "jinja2",
        "markupsafe",
        "altair",
        "vl_convert",
    },
    "export": {"core", "scheme", "store", "consensus", "score", "pyarrow", "spacy"},
    "training": {"core", "intake", "detect", "evaluation", "numpy"},
    "evaluation": {"core", "scheme", "intake", "detect", "consensus", "numpy"},
    "bulk": {"core", "scheme", "intake", "detect", "export", "pyarrow", "distributed"},
    "learning": {
        "core",
        "scheme",
        "store",
        "campaigns",
        "consensus",
        "detect",
        "evaluation",
        "training",
        "numpy",
    },
    "releases": {
        "core",
        "scheme",
        "store",
        "intake",
        "consensus",
        "export",
        "jinja2",
        "similar",
        "numpy",
        "pyarrow",
    },
}
"""Room to what it may import beside the standard library and itself; `cli` may import all."""


def imported(file: Path) -> Iterator[str]:
    """Rooms and libraries that a file imports, at any depth of it."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
            if node.module == "annotate":
                names = [f"annotate.{one.name}" for one in node.names]
        for name in names:
            first, _, rest = name.partition(".")
            yield rest.partition(".")[0] if first == "annotate" else first


@pytest.mark.parametrize("room", sorted(MAY))
def test_a_room_imports_only_what_it_may(room: str) -> None:
    files = sorted((ROOMS / room).rglob("*.py"))
    assert files
    beyond = {
        f"{file}: {name}"
        for file in files
        for name in imported(file)
        if name not in MAY[room] | {room} | sys.stdlib_module_names
    }
    assert not beyond


def test_every_room_is_in_the_table() -> None:
    rooms = {folder.name for folder in ROOMS.iterdir() if (folder / "__init__.py").exists()}
    assert rooms == MAY.keys() | {"cli"}


def test_only_the_command_line_knows_click() -> None:
    knowing = {file.parts[1] for file in ROOMS.rglob("*.py") if "click" in set(imported(file))}
    assert knowing == {"cli"}
