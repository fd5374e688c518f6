"""The real Label Studio: installed once a machine, its prepared data folder copied for each session."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import platformdirs
import pytest

from annotate.resources import shipped
from annotate.studio import accounts as studio_accounts
from annotate.studio import environment, server
from annotate.studio.client import Studio
from annotate.studio.locking import held
from annotate.studio.server import Running

LOCK = shipped("config", "label-studio.lock")


@dataclass(frozen=True)
class Served:
    """A server that belongs to this test session.

    Attributes:
        running: where it is, and its files.
        client: speaks as the owner.
        folder: what `server.start` was given.
    """

    running: Running
    client: Studio
    folder: Path

    @property
    def url(self) -> str:
        return self.running.url


def environments() -> Path:
    """Where Label Studio is installed for tests: where the product installs it."""
    return Path(
        os.environ.get("ANNOTATE_STUDIO_ENV") or platformdirs.user_cache_path("annotate") / "label-studio"
    )


def copied(source: Path, folder: Path) -> Path:
    """A folder for `server.start` with database, owner and token ready."""
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("server.*", "*.log"))
    return folder


def template(python: Path) -> Path:
    """A folder that a server was started in once; made now where there is none."""
    installed = environment.location(environments(), LOCK)
    folder = installed.with_name(f"{installed.name}-template")
    lock = folder.with_name(f"{folder.name}.lock")
    with held(lock, "preparing Label Studio's data for tests", wait=300, say=print):
        if not folder.exists():
            fresh = folder.with_name(f"{folder.name}.{uuid4().hex}")
            try:
                server.start(fresh, python)
            finally:
                server.stop(fresh)
            fresh.rename(folder)
    return folder


@pytest.fixture(scope="session")
def studio_environment() -> Path:
    """The Python that has Label Studio."""
    return environment.ensure(environments(), LOCK, print)


@pytest.fixture(scope="session")
def studio_template(studio_environment: Path) -> Path:
    """A folder that a server was started in once, kept beside the environment: to be copied, not used."""
    return template(studio_environment)


@pytest.fixture(scope="session")
def studio(
    studio_template: Path, studio_environment: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """A running server that tests of one session share; each works in projects of its own."""
    folder = copied(studio_template, tmp_path_factory.mktemp("studio") / "home")
    try:
        running = server.start(folder, studio_environment)
        with running.studio() as client:
            yield Served(running, client, folder)
    finally:
        server.stop(folder)


@pytest.fixture(scope="session")
def accounts(studio: Served) -> Iterator[Mapping[str, Studio]]:
    """Clients that speak as two annotators, by slug."""
    clients = {}
    for slug in ("ada", "ben"):
        email, known = f"{slug}@annotate.localhost", studio.running.credentials_file
        studio_accounts.ensure(studio.client, email, slug, credentials_file=known)
        clients[slug] = studio_accounts.speak_as(studio.client, email, known)
    yield clients
    for client in clients.values():
        client.close()


@pytest.fixture(scope="session")
def personal_token(studio: Served) -> str:
    """The owner's personal access token; Label Studio gives an account one at a time."""
    return str(studio.client.post("/api/token/")["token"])


@pytest.fixture
def project_name() -> str:
    """A title that no other test has."""
    return f"test {uuid4().hex[:12]}"
