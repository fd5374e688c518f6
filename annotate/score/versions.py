"""Finds a version of the rubric, and lays a team's own over the one it extends."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from annotate.core import toml
from annotate.core.errors import UsageError
from annotate.score.criteria import CRITERIA
from annotate.score.gates import GATES
from annotate.score.offered import GROUP, brought_by, offered
from annotate.score.rubric import Rubric, parse_rubric

Data = Mapping[str, Any]


def load_rubric(path: Path, folders: Sequence[Path] = ()) -> Rubric:
    """Reads a rubric file: a whole one, or one that `extends` another and holds only what differs.

    Tables are laid over key by key, and a `[[source]]` takes the place of that with the same identity and
    reason. A criterion of weight 0 is left out. One that is not built in comes from an installed package,
    by an entry point of the group `annotate.criteria`.

    Args:
        folders: where the file that it extends is looked for; without any, beside it.

    Raises:
        UsageError: when a file is missing, is not TOML or is not a rubric, when its version is not its name,
            and when it names a criterion or a gate that there is not; says where.
    """
    seen: list[str] = []

    def resolved(data: Data) -> Data:
        base = data.get("extends")
        if base is None:
            return data
        if base in seen:
            raise UsageError(f"rubric {base!r} extends itself", f"see {path}")
        seen.append(base)
        return _over(toml.read(_find(base, folders or (path.parent,), path), "rubric", resolved), data)

    found = toml.read(path, "rubric", lambda data: _parsed(resolved(data)))
    if found.version != path.stem:
        raise UsageError(
            f"{path} says that it is rubric {found.version!r}",
            f"name it {found.version}.toml, or change that line",
        )
    return found


def known(folders: Sequence[Path]) -> list[str]:
    """The versions that lie in `folders`."""
    files = (file for folder in folders for file in folder.glob("*.toml"))
    return sorted({file.stem for file in files if "weights" in _keys(file) or "extends" in _keys(file)})


def _keys(file: Path) -> Data:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}


def _find(version: str, folders: Sequence[Path], path: Path) -> Path:
    for folder in folders:
        if (folder / f"{version}.toml").exists():
            return folder / f"{version}.toml"
    raise UsageError(
        f"{path} extends rubric {version!r}, which there is not", f"known: {', '.join(known(folders))}"
    )


def _over(base: Data, own: Data) -> dict[str, Any]:
    out = dict(base)
    for name, value in own.items():
        if name == "source":
            described = {_described(row): row for row in (*base["source"], *value)}
            out[name] = list(described.values())
        elif isinstance(value, Mapping):
            out[name] = {**base.get(name, {}), **value}
        elif name != "extends":
            out[name] = value
    return out


def _described(row: Data) -> tuple[str, str | None]:
    return row["identity"], row.get("reason")


def _parsed(data: Data) -> Rubric:
    rubric = parse_rubric(data, {name: _brought(name) for name in data["weights"] if name not in CRITERIA})
    if unknown := sorted(rubric.gates.keys() - GATES.keys()):
        raise UsageError(f"there is no gate {unknown[0]!r}", f"known: {', '.join(GATES)}")
    return rubric


def _brought(name: str) -> str:
    if name not in offered():
        raise UsageError(
            f"there is no criterion {name!r}",
            f"known: {', '.join([*CRITERIA, *offered()])}; a package offers one by an entry point of {GROUP}",
        )
    return brought_by(offered()[name])
