"""What a command needs of the world: the home, the database, the scheme, the rubric, Label Studio."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from annotate.cli.lock import writing
from annotate.cli.settings import Settings, load_settings
from annotate.core.errors import NotReady
from annotate.resources import shipped

if TYPE_CHECKING:
    from annotate.scheme import Scheme
    from annotate.store import Store


class App:
    """One run of one command; everything is opened when it is first asked for."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or load_settings()

    @property
    def home(self) -> Path:
        return self.settings.home.absolute()

    @property
    def database_url(self) -> str:
        return self.settings.database_url or f"sqlite:///{self.home / 'annotate.db'}"

    @property
    def studio_folder(self) -> Path:
        return self.home / "studio"

    def ready(self) -> Path:
        """The home, where there is one.

        Raises:
            NotReady: when `annotate init` has not made it.
        """
        if not self.home.is_dir():
            raise NotReady(f"there is no home at {self.home}", "run: annotate init")
        return self.home

    def config(self, *parts: str) -> Path:
        """A configuration file: the team's own in the home where there is one, else the shipped one."""
        own = self.home.joinpath("config", *parts)
        return own if own.exists() else shipped("config", *parts)

    def writing(self, command: str) -> AbstractContextManager[None]:
        """Holds the home's lock while `command` writes."""
        return writing(self.ready(), command)

    @cached_property
    def store(self) -> Store:
        from annotate.store import open_store

        self.ready()
        return open_store(self.database_url)

    @cached_property
    def scheme(self) -> Scheme:
        from annotate.scheme import load_scheme

        return load_scheme(self.config("scheme.toml"))
