"""A real Label Studio for histories, with two annotators, both kinds of token, and the proxy before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from annotate.studio import accounts, environment, server
from annotate.studio.client import Studio
from annotate.studio.server import Running
from tests.faults.histories.remote import LabelStudioDatabase
from tests.faults.histories.world import ANNOTATORS, Studios
from tests.faults.proxy import Proxy
from tests.support.studio import LOCK, copied, environments, template


@contextmanager
def label_studio(folder: Path) -> Iterator[Studios]:
    """A server of its own in `folder`, for as long as the block lasts."""
    python = environment.ensure(environments(), LOCK, print)
    place = copied(template(python), folder)
    try:
        running = server.start(place, python)
        with ExitStack() as clients:
            owner = clients.enter_context(running.studio())
            people = {slug: clients.enter_context(_person(owner, slug, running)) for slug in ANNOTATORS}
            with before(running, owner, people, str(owner.post("/api/token/")["token"])) as studios:
                yield studios
    finally:
        server.stop(place)


@contextmanager
def before(running: Running, owner: Studio, people: Mapping[str, Studio], personal: str) -> Iterator[Studios]:
    """Puts a proxy before a running server; `personal` is the owner's other token."""
    proxy = Proxy(running.url)
    try:
        (file,) = running.token_file.parent.glob("data/*.sqlite3")
        tokens = (running.token_file.read_text().strip(), personal)
        yield Studios(LabelStudioDatabase(file), owner, people, proxy, tokens)
    finally:
        proxy.close()


def _person(owner: Studio, slug: str, running: Running) -> Studio:
    email, known = f"{slug}@annotate.localhost", running.credentials_file
    accounts.ensure(owner, email, slug, credentials_file=known)
    return accounts.speak_as(owner, email, known)
