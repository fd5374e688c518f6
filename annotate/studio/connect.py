"""Which Label Studio a home works with: the settings', the team's it was connected to, or its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from annotate.core.errors import LocalFileError, StudioError
from annotate.studio import private, server
from annotate.studio.client import Studio, address

TESTED = "1.23."
"""The releases of Label Studio that this product is tested with."""


@dataclass(frozen=True)
class Connected:
    """A team's server that accepted us.

    Attributes:
        warnings: what may not work there, a sentence each.
    """

    url: str
    version: str
    email: str
    warnings: tuple[str, ...]


def connect(folder: Path, url: str, token: str) -> Connected:
    """Tries the server at `url` with `token` and keeps both in `folder`, the token in a file with mode 600.

    Nothing is written when the server cannot be reached, refuses the token, or does not let it see projects,
    members and the organization (StudioError).
    """
    with Studio(url, token) as studio:
        version, email = studio.version, str(studio.account["email"])
        for path in ("/api/projects/", "/api/users/", "/api/organizations/"):
            studio.get(path)
        private.write(_token(folder), token.strip() + "\n")
        private.write(_connection(folder), json.dumps({"url": studio.url}) + "\n")
        return Connected(studio.url, version, email, untested(version))


def disconnect(folder: Path) -> bool:
    """Forgets the team's server and its token; False when there was none."""
    known = _connection(folder).exists()
    _connection(folder).unlink(missing_ok=True)
    _token(folder).unlink(missing_ok=True)
    return known


def current(
    folder: Path, *, url: str | None = None, token: str | None = None, token_file: Path | None = None
) -> Studio:
    """The client of the server to work with; StudioError when there is none.

    Args:
        folder: the home's folder for Label Studio, as for `server.start`.
        url: the settings' server; needs `token` or `token_file`, which may not be readable by others.
    """
    if url is not None:
        return Studio(url, _given(url, token, token_file))
    if _connection(folder).exists():
        return Studio(_saved(folder), private.token(_token(folder)))
    status = server.status(folder)
    if status["url"] is None:
        raise StudioError(
            "no Label Studio is running here, and none is connected",
            "run `annotate studio start`, or `annotate studio connect` for your team's",
        )
    return Studio(status["url"], private.token(Path(status["token_file"])))


def _given(url: str, token: str | None, token_file: Path | None) -> str:
    if token:
        return token
    if token_file is not None:
        return private.token(token_file)
    raise StudioError(
        f"there is no token for {address(url)}", "set ANNOTATE_STUDIO_TOKEN or ANNOTATE_STUDIO_TOKEN_FILE"
    )


def _saved(folder: Path) -> str:
    try:
        return str(json.loads(private.read(_connection(folder)))["url"])
    except (ValueError, KeyError, TypeError) as error:
        raise LocalFileError(
            f"{_connection(folder)} cannot be understood: {error}", "run `annotate studio connect` again"
        ) from error


def untested(version: str) -> tuple[str, ...]:
    """The warning for a release that this product was not tested with, if it is one."""
    if version.startswith(TESTED):
        return ()
    return (f"Label Studio {version} is not a release that annotate is tested with ({TESTED}x)",)


def _connection(folder: Path) -> Path:
    return folder / "connection.json"


def _token(folder: Path) -> Path:
    return folder / "connection.token"
