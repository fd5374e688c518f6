"""One history's campaign: our database, the annotators, the way to Label Studio, and what may be blind."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from annotate.store import Articles, Desk, Desks, Store
from annotate.studio.client import Studio
from tests.faults.histories import content, databases
from tests.faults.histories.commands import Ended, Started, start
from tests.faults.histories.databases import DatabaseServer
from tests.faults.histories.remote import AnnotationThere, LabelStudioDatabase, TaskThere
from tests.faults.proxy import Proxy

ANNOTATORS = ("ada", "ben")


@dataclass(frozen=True)
class Studios:
    """A running Label Studio and those who work on it.

    Attributes:
        people: clients that speak as the annotators, by slug.
        tokens: of both kinds that the owner has.
    """

    database: LabelStudioDatabase
    owner: Studio
    people: Mapping[str, Studio]
    proxy: Proxy
    tokens: tuple[str, str]


@contextmanager
def opened(seed: int, folder: Path, studios: Studios, server: DatabaseServer) -> Iterator[World]:
    """The world of one history: on PostgreSQL for odd seeds, on SQLite for even ones."""
    place = Path(tempfile.mkdtemp(prefix=f"{seed}-", dir=folder))
    name, dice = f"history {seed}", random.Random(seed)  # noqa: S311 - to be replayed, not to be secret
    if seed % 2:
        with server.database(f"history_{seed}") as store:
            yield World(name, dice, place, store, studios, server)
    else:
        with databases.sqlite(place, folder / "template.db") as store:
            yield World(name, dice, place, store, studios)


@dataclass
class World:
    """Where a history happens.

    Attributes:
        database_server: that may be killed; None where the database is SQLite's.
        blind: the (annotator, article) pairs that were changed in a way which the feed cannot see, since the
            last sweep that read everything.
        said: each step, in words.
    """

    name: str
    dice: random.Random
    folder: Path
    store: Store
    studios: Studios
    database_server: DatabaseServer | None = None
    blind: set[tuple[str, str]] = field(default_factory=set)
    said: list[str] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def there(self) -> LabelStudioDatabase:
        return self.studios.database

    def another_dice(self) -> random.Random:
        """Dice for what goes on in another thread, replayed by the seed like all the rest."""
        return random.Random(self.dice.random())  # noqa: S311 - to be replayed, not to be secret

    def start(self, *arguments: str, home: int = 1, direct: bool = False) -> Started:
        """A command of the first or the second lead; `direct` past the proxy."""
        folder = self.folder / f"home{home}"
        folder.mkdir(exist_ok=True)
        environment = {
            "ANNOTATE_HOME": str(folder),
            "ANNOTATE_DATABASE_URL": self.store.url,
            "ANNOTATE_STUDIO_URL": (self.studios.owner if direct else self.studios.proxy).url,
            "ANNOTATE_STUDIO_TOKEN": self.dice.choice(self.studios.tokens),
        }
        said = self.folder / f"said{next(self._numbers)}.txt"
        return start(environment, said, *arguments, hurried=not direct)

    def does(self, *arguments: str) -> Ended:
        """A command that nothing disturbs and that must succeed."""
        ended = self.start(*arguments, direct=True).end()
        if ended.code not in (0, 5):
            raise AssertionError(f"annotate {' '.join(arguments)} ended with {ended.code}: {ended.said}")
        return ended

    def add_articles(self, number: int) -> list[str]:
        """Stores that many articles; their ids."""
        ids = [f"a{next(self._numbers):03}" for _ in range(number)]
        with self.store.session() as session:
            for id_ in ids:
                made = content.article(id_)
                Articles(session).add(made, given=made.text)
        return ids

    def articles(self) -> list[str]:
        with self.store.session(read_only=True) as session:
            return Articles(session).ids()

    def desks(self) -> list[Desk]:
        """Those that have their project in Label Studio."""
        there = self.there.projects(f"in campaign {self.name} (")
        with self.store.session(read_only=True) as session:
            return [desk for desk in Desks(session).of(self.name) if desk.project in there]

    def tasks(self, slug: str | None = None) -> list[tuple[Desk, TaskThere]]:
        """The tasks in Label Studio that show articles of ours, with their desks."""
        return [
            (desk, task)
            for desk in self.desks()
            if slug in (None, desk.annotator)
            for task in self.there.tasks(desk.project)
            if task.article is not None
        ]

    def annotations(self) -> list[tuple[Desk, TaskThere, AnnotationThere]]:
        """Everything that annotators have submitted or skipped."""
        found = {task.id: (desk, task) for desk, task in self.tasks()}
        return [(*found[one.task], one) for one in self.there.annotations(list(found))]

    def results(self, task: TaskThere) -> list[content.Result]:
        """A new content for that task."""
        return content.results(self.dice, task.data["text"], next(self._numbers))

    def blinds(self, desk: Desk, *tasks: TaskThere) -> None:
        """Notes that what has been done to these tasks leaves no trace in the feed."""
        self.blind |= {(desk.annotator, task.article or "") for task in tasks}
