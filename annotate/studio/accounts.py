"""Accounts on Label Studio: found by e-mail, or made through the invite link."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from annotate.core.errors import StudioError, UsageError
from annotate.studio import credentials, state
from annotate.studio.client import Studio
from annotate.studio.server import OWNER
from annotate.studio.state import Places
from annotate.studio.surroundings import surroundings
from annotate.studio.web import sign_in, sign_up

_LONGEST_COMMAND = 120.0


@dataclass(frozen=True)
class Account:
    """A Label Studio account.

    Attributes:
        id: Label Studio's number of it.
        made: whether this call made it.
    """

    id: int
    email: str
    made: bool


def ensure(
    studio: Studio, email: str, name: str, *, credentials_file: Path | None, password: str | None = None
) -> Account:
    """The account with that e-mail in the organization of `studio`, made when there is none.

    A new one gets `password`, else one of our own invention; it is written down in `credentials_file` before
    it is used. Without that file (a team's server, whose people sign up themselves) a missing account is a
    StudioError with the invite link as the remedy. `name` is shown as the person's name.
    """
    wanted = email.strip().lower()
    existing = find(studio, wanted)
    if existing is not None:
        return existing
    if credentials_file is None:
        raise StudioError(
            f"{wanted} has no account on {studio.url}",
            "send them the invite link: Organization page, Add Members, in Label Studio",
        )
    invite = str(studio.get("/api/invite")["invite_url"])
    secret = password or credentials.load(credentials_file).get(wanted) or credentials.invent()
    credentials.remember(credentials_file, wanted, secret)
    sign_up(studio.url, invite, wanted, secret)
    made = find(studio, wanted)
    if made is None:
        raise StudioError(
            f"{wanted} signed up at {studio.url} and is not listed there", "run the command again"
        )
    studio.patch(f"/api/users/{made.id}/", {"first_name": name})
    return Account(made.id, made.email, made=True)


def find(studio: Studio, email: str) -> Account | None:
    """The account with that e-mail, in capital letters or not."""
    for user in studio.get("/api/users/"):
        if user["email"].lower() == email.strip().lower():
            return Account(int(user["id"]), user["email"], made=False)
    return None


def speak_as(studio: Studio, email: str, credentials_file: Path) -> Studio:
    """A client that acts as a managed account: what it writes is that person's."""
    password = credentials.load(credentials_file).get(email.strip().lower())
    if password is None:
        raise UsageError(
            f"{email} is not an account of ours ({credentials_file})", "see `annotate studio status`"
        )
    return Studio(studio.url, sign_in(studio.url, email, password))


def reset_password(folder: Path, python: Path, email: str, password: str | None = None) -> str:
    """Gives an account of the embedded server a new password, also while it runs; the password.

    `folder` and `python` as for `server.start`. UsageError when there is no such account.
    """
    places = Places(folder.absolute())
    instance = state.instance(places)
    if instance is None:
        raise StudioError(f"there is no embedded Label Studio in {folder} yet", "run `annotate studio start`")
    wanted, secret = email.strip().lower(), password or credentials.invent()
    said = _command(places, python, instance, ["reset_password", "--username", wanted], secret)
    if "not found" in said:
        raise UsageError(f"Label Studio has no account {wanted}", f"the owner's is {OWNER}")
    if "successfully changed" not in said and "same as current" not in said:
        raise StudioError(f"Label Studio did not change the password of {wanted}", f"its log is {places.log}")
    credentials.remember(places.credentials, wanted, secret)
    return secret


def _command(places: Places, python: Path, instance: str, arguments: list[str], answer: str) -> str:
    """Runs a management command that asks for a secret; without a terminal it reads it from its input."""
    try:
        done = subprocess.run(
            [str(python), "-m", "label_studio.server", *arguments],
            env=surroundings(places.data, instance),
            cwd=places.root,
            input=answer + os.linesep,
            capture_output=True,
            text=True,
            start_new_session=True,
            timeout=_LONGEST_COMMAND,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise StudioError(
            f"Label Studio's {arguments[0]} did not end in {_LONGEST_COMMAND:.0f} seconds",
            "stop what else is at work on it, then try again",
        ) from late
    return done.stdout
