"""The file with the e-mail and password of each account that we made on the embedded server."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

from annotate.core.errors import LocalFileError
from annotate.studio import private


def load(path: Path) -> dict[str, str]:
    """Password by e-mail; empty when there is no file yet."""
    if not path.exists():
        return {}
    try:
        return {entry["email"]: entry["password"] for entry in json.loads(private.read(path))}
    except (ValueError, KeyError, TypeError) as error:
        raise LocalFileError(
            f"{path} is not a list of accounts: {error}",
            "restore it from a backup, or move it away and use `annotate studio password`",
        ) from error


def remember(path: Path, email: str, password: str) -> None:
    """Writes the password of one account down, in place of the one it had."""
    known = load(path) | {email: password}
    entries = [{"email": email, "password": known[email]} for email in sorted(known)]
    private.write(path, json.dumps(entries, indent=1) + "\n")


def invent() -> str:
    """A password of 128 random bits, without characters that are mistaken for each other when typed."""
    alphabet = "abcdefghijkmnpqrstuvwxyz23456789"
    return "".join(secrets.choice(alphabet) for _ in range(26))
