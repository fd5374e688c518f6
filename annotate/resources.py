"""Where `config/`, `migrations/`, `models/`, `seeds/` lie: in a wheel in `_data`, in a clone on top."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(*parts: str) -> Path:
    """The path of a shipped file or folder, such as `shipped("config", "scheme.toml")`."""
    bundled = _PACKAGE / "_data"
    return (bundled if bundled.is_dir() else _PACKAGE.parent).joinpath(*parts)
