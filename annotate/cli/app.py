"""What a command needs of the world: the home, the database, the scheme, the rubric, Label Studio."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from annotate.cli.settings import Settings, load_settings
from annotate.core.errors import NotReady, UsageError
from annotate.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotate.campaigns.estimates import Estimated
    from annotate.detect import Detector, Lexicon
    from annotate.intake.outlets import Outlets
    from annotate.scheme import Scheme
    from annotate.score import Disagreement, Score
    from annotate.score.rubric import Rubric
    from annotate.store import Store

RUBRIC = "1"
"""The version that scores are made with where none is named."""


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
        """Holds the home's lock, and the database's, while `command` writes."""
        from annotate.cli.lock import writing

        return writing(self.ready(), command, self.database_url)

    @cached_property
    def store(self) -> Store:
        from annotate.store import open_store

        self.ready()
        return open_store(self.database_url)

    @cached_property
    def scheme(self) -> Scheme:
        from annotate.scheme import load_scheme

        return load_scheme(self.config("scheme.toml"))

    def lexicon(self) -> Lexicon:
        """The word lists, the team's own laid over the shipped ones list by list."""
        from annotate.detect import load_lexicon

        return load_lexicon(shipped("config", "lexicon"), self.home / "config" / "lexicon")

    def detector(self, model: str = "default") -> Detector:
        """What marks by machine: the shipped model, `rules` alone, or the model of a file.

        Raises:
            UsageError: when there is no such model.
        """
        from annotate.detect import Detector, load_model
        from annotate.detect.calibration import from_json
        from annotate.detect.sentences import load

        file = self.model(model)
        if file is None:
            card = json.loads(shipped("models", "rules.json").read_text("utf-8"))
            return Detector(self.lexicon(), self.scheme, calibration=from_json(card))
        sentences = load(shipped("models", "sentences.npz"))
        return Detector(self.lexicon(), self.scheme, load_model(file), sentences=sentences)

    def model(self, name: str = "default") -> Path | None:
        """A model's file by its name; None for `rules` alone.

        `default` is the home's own where one is in force, else `shipped`; a number is that of one of the
        home's own, as `annotate detect models` lists them; any other name is a path.
        """
        if name == "rules":
            return None
        from annotate.learning.shelf import SHIPPED, in_force, version

        own = in_force(self.models) if name == "default" else None
        if name.isdecimal() and int(name) != SHIPPED and not Path(name).exists():
            own = version(self.models, int(name))
        if own is not None:
            return own.path
        shared = name in ("default", "shipped", f"{SHIPPED}")
        return shipped("models", "default.npz") if shared else Path(name)

    def marks_by(self) -> str:
        """The model that pre-marks, in words."""
        from annotate.learning.shelf import in_force

        own = in_force(self.models)
        return f"model {own.number}" if own else "the shipped model"

    @property
    def models(self) -> Path:
        """Where the home's own models lie."""
        return self.home / "models"

    def outlets(self) -> Outlets:
        """Under which name each outlet is known."""
        from annotate.intake.outlets import load_outlets

        return load_outlets(self.config("outlets.toml"))

    def rubric(self, version: str | None = None) -> Rubric:
        """A rubric by its version: a shipped one, or the team's own in the home.

        Raises:
            UsageError: when there is none of that version (names those there are), or when the home has one
                under a shipped one's name: scores that were made by that could not be made again.
        """
        from annotate.score.versions import known, load_rubric

        folders = (shipped("config", "rubrics"), self.home / "config" / "rubrics")
        found = [path for folder in folders if (path := folder / f"{version or RUBRIC}.toml").exists()]
        if not found:
            raise UsageError(f"there is no rubric {version!r}", f"known: {', '.join(known(folders))}")
        if len(found) > 1:
            raise UsageError(
                f"{found[1]} has the name of a rubric that is shipped, and a rubric never changes",
                'give it a name of its own, and extends = "1" for what it has in common',
            )
        return load_rubric(found[0], folders)

    def disagreement(self) -> Disagreement:
        """How often readers choose otherwise, while a campaign has no table of its own."""
        from annotate.score.disagreement import load_disagreement

        return load_disagreement(self.config("rubrics", "disagreement.toml"))

    def scores(
        self, campaign: str | None = None, articles: Sequence[str] | None = None, rubric: str | None = None
    ) -> list[Score]:
        """The scores of all articles that people have read, or of those named, in the order of their ids."""
        from annotate.campaigns.rescore import rescore

        rules = (self.scheme, self.rubric(rubric), self.disagreement())
        return rescore(self.store, *rules, campaign=campaign, articles=articles)

    def estimated(self, campaign: str | None = None) -> Estimated:
        """How the annotators of a campaign, or of all, err and differ."""
        from annotate.campaigns.estimates import estimated

        return estimated(self.store, self.scheme, self.disagreement(), campaign)
