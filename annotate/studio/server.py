"""The embedded Label Studio of a home: one real server, started, found again and stopped."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import httpx

from annotate.core.errors import LocalFileError, StudioError
from annotate.studio import credentials, private, state
from annotate.studio.client import Studio
from annotate.studio.locking import held
from annotate.studio.ports import HOST, candidates
from annotate.studio.process import Identity, end, find, listening, spawn
from annotate.studio.state import Places, State
from annotate.studio.surroundings import first_account, surroundings

Say = Callable[[str], None]

OWNER = "owner@annotate.localhost"
_ARGUMENTS = ("start", "--no-browser", "--internal-host", HOST, "--enable-legacy-api-token")
_LONGEST_START = 300.0
_LONGEST_ANSWER = 30.0


@dataclass(frozen=True)
class Running:
    """A server that answered to our token.

    Attributes:
        instance: the random id of its data folder (its cookies are named after it); what the database knows
            it by is `Studio.instance`.
        token_file: holds the owner's token alone; mode 600.
        credentials_file: e-mail and password of each managed account; mode 600.
    """

    url: str
    pid: int
    port: int
    instance: str
    version: str
    token_file: Path
    credentials_file: Path

    def studio(self) -> Studio:
        """A client that speaks as the owner."""
        return Studio(self.url, private.token(self.token_file))


class Status(TypedDict):
    """The JSON object of `annotate studio status`."""

    running: bool
    url: str | None
    version: str | None
    pid: int | None
    credentials_file: str
    token_file: str
    log_file: str


def start(folder: Path, python: Path, *, port: int | None = None, say: Say = lambda line: None) -> Running:
    """The running server of `folder`, started with the environment's `python` unless it runs already.

    The first start makes the database and the owner's account and takes up to a minute, a later one some ten
    seconds. Without `port` it is the one of the last time, or any that is free. The server belongs to a
    session of its own and goes on when we end; `stop` ends it.

    Raises StudioError when the port is taken or the server does not come up (its log is named), Locked when
    another process has been starting or stopping it for minutes.
    """
    places = Places(folder.absolute())
    with held(places.lock, "the embedded Label Studio", wait=_LONGEST_START, say=say):
        running = _already(places)
        if running is None:
            return _launch(places, python, port, say)
        if port not in (None, running.port):
            say(f"Label Studio already runs at {running.url}; stop it first to have it at port {port}")
        return running


def stop(folder: Path, *, say: Say = lambda line: None) -> bool:
    """Ends the server of `folder`: asks, waits, kills what is left. False when none was running."""
    places = Places(folder.absolute())
    with held(places.lock, "the embedded Label Studio", wait=_LONGEST_START, say=say):
        known = state.load(places)
        if known is None or find(known.process) is None:
            return False
        end(known.process)
        return True


def status(folder: Path) -> Status:
    """What is known of the server of `folder`, without asking it anything."""
    places = Places(folder.absolute())
    known = state.load(places)
    if known is not None and (known.version is None or find(known.process) is None):
        known = None
    return Status(
        running=known is not None,
        url=_url(known.process.port) if known else None,
        version=known.version if known else None,
        pid=known.process.pid if known else None,
        credentials_file=str(places.credentials),
        token_file=str(places.token),
        log_file=str(places.log),
    )


def _already(places: Places) -> Running | None:
    """The server that is up; one that a killed start left halfway is ended."""
    known = state.load(places)
    if known is None or find(known.process) is None:
        return None
    if known.version is None:
        end(known.process)
        return None
    try:
        return _prove(places, known)
    except StudioError as error:
        raise StudioError(
            f"the embedded Label Studio runs (process {known.process.pid}) but does not serve us: {error}",
            "stop it with `annotate studio stop`, then start it again",
        ) from error


def _launch(places: Places, python: Path, port: int | None, say: Say) -> Running:
    known = state.instance(places)
    first = known is None
    instance = known or secrets.token_hex(8)
    env = surroundings(places.data, instance) | (_owner(places) if first else {})
    last = state.load(places)
    say(
        "Starting Label Studio"
        + (" for the first time: it makes its database, up to a minute" if first else "")
    )
    ports = candidates(port, last.process.port if last else None)
    running = next(filter(None, (_attempt(places, python, chosen, env, instance) for chosen in ports)))
    if first:
        private.write(places.instance, instance + "\n")
    return running


def _attempt(
    places: Places, python: Path, port: int, env: Mapping[str, str], instance: str
) -> Running | None:
    """One start at `port`; None when another program was faster there. Only a success is left running."""
    try:
        _keep_last_log(places)
        process = spawn(python, _ARGUMENTS, port, env, places.log)
    except OSError as error:
        raise LocalFileError(f"Label Studio cannot be started: {error}", "run `annotate doctor`") from error
    running = None
    try:
        state.save(places, State(process, instance))
        if _comes_up(places, process):
            running = _prove(places, State(process, instance))
            state.save(places, State(process, instance, running.version))
        return running
    finally:
        if running is None:
            end(process)


def _owner(places: Places) -> dict[str, str]:
    """The owner's account for the first start, written down before it is used."""
    password = credentials.load(places.credentials).get(OWNER) or credentials.invent()
    credentials.remember(places.credentials, OWNER, password)
    if not places.token.exists():
        private.write(places.token, secrets.token_hex(20) + "\n")
    return dict(first_account(OWNER, password, private.token(places.token)))


def _comes_up(places: Places, identity: Identity) -> bool:
    """Waits until our own process answers at its port; False when it went to another one.

    Label Studio moves on silently when its port is taken, so what answers there may be somebody else's.
    """
    until = time.monotonic() + _LONGEST_START
    with httpx.Client(trust_env=False, timeout=_LONGEST_ANSWER) as http:
        while time.monotonic() < until:
            process = find(identity)
            if process is None:
                raise StudioError(
                    f"Label Studio ended while it was starting: {_last_line(places)}", _look(places)
                )
            ports = listening(process)
            if ports and identity.port not in ports:
                return False
            if ports and _healthy(http, identity.port):
                return True
            time.sleep(0.2)
    raise StudioError(f"Label Studio did not come up at port {identity.port} in time", _look(places))


def _healthy(http: httpx.Client, port: int) -> bool:
    try:
        return http.get(f"{_url(port)}/health/").is_success
    except httpx.TransportError:
        return False


def _prove(places: Places, known: State) -> Running:
    """Has the server answer to the owner's token, which no other server knows."""
    url = _url(known.process.port)
    with Studio(url, private.token(places.token)) as studio:
        if studio.account["email"] != OWNER:
            raise StudioError(f"the token in {places.token} is not the owner's", "restore it from a backup")
        version = studio.version
    return Running(
        url=url,
        pid=known.process.pid,
        port=known.process.port,
        instance=known.instance,
        version=version,
        token_file=places.token,
        credentials_file=places.credentials,
    )


def _url(port: int) -> str:
    return f"http://{HOST}:{port}"


def _keep_last_log(places: Places) -> None:
    """The log of the run before stays beside the new one: it may tell why that one ended."""
    places.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    if places.log.exists():
        places.log.replace(places.log.with_suffix(".previous.log"))


def _last_line(places: Places) -> str:
    try:
        lines = places.log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    except OSError:
        lines = []
    return lines[-1] if lines else "it said nothing"


def _look(places: Places) -> str:
    return f"its log is {places.log}"
