"""Reads a configuration file, and says what is wrong with it where something is."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from annotate.core.errors import UsageError

Read = TypeVar("Read")


def read(path: Path, kind: str, parse: Callable[[Mapping[str, Any]], Read]) -> Read:
    """What `parse` makes of the TOML at `path`; `kind` is what the messages call it, such as `scheme`.

    Raises:
        UsageError: when the file is missing, is not TOML or is not of that kind; says where.
    """
    try:
        return parse(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise UsageError(f"no {kind} at {path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, AttributeError, TypeError) as error:
        raise UsageError(f"{path} is not a {kind}: {error}", "compare it with the shipped one") from error
