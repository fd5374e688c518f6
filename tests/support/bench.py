"""A campaign on the real Label Studio, with the annotators' own hands on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from annotate.campaigns.create import Request, create
from annotate.campaigns.load import load
from annotate.campaigns.people import parse_annotators
from annotate.core import Annotation, Article, Span
from annotate.detect import Detector, Lexicon, load_lexicon
from annotate.resources import shipped
from annotate.score import Disagreement, load_disagreement
from annotate.store import Annotations, Articles, Campaigns, Desk, Desks, Quarantine, Store, Tasks
from annotate.store import open_store as _open
from annotate.studio.client import Studio
from annotate.studio.load import Loaded
from annotate.studio.swept import Swept
from annotate.studio.sync import sync
from annotate.studio.wire import submission
from tests.support.scheme import the_scheme
from tests.support.studio import Served

TEXT = "Rain again\n\nMayor Ada Lee said it may rain 😀. Critics scoff.\n\nOthers denied that it would."


@cache
def the_detector() -> Detector:
    """Rules alone, which need no time to be read in."""
    return Detector(the_lexicon(), the_scheme())


@cache
def the_lexicon() -> Lexicon:
    return load_lexicon(shipped("config", "lexicon"))


@cache
def the_disagreement() -> Disagreement:
    return load_disagreement(shipped("config", "rubrics", "disagreement.toml"))


def article(id_: str, text: str = TEXT) -> Article:
    paragraphs = Article(id_, text).paragraphs
    return Article(id_, text, sentences=paragraphs, title=text.split("\n\n")[0], outlet="The Test")


def region(id_: str, label: str, words: str, text: str = TEXT, **more: Any) -> dict[str, Any]:
    start = text.index(words)
    value = {"start": start, "end": start + len(words), "text": words, "labels": [label]}
    return {"id": id_, "from_name": "label", "to_name": "text", "type": "labels", "value": value, **more}


@dataclass
class Bench:
    """A campaign of this test's own; `name` is in its projects' titles."""

    name: str
    store: Store
    served: Served
    accounts: Mapping[str, Studio]
    guidelines: str = "# Rules"

    @property
    def owner(self) -> Studio:
        return self.served.client

    def create(self, *ids: str, annotators: str = "ada", text: str = TEXT, **asked: Any) -> None:
        with self.store.session() as session:
            for id_ in ids:
                Articles(session).add(article(id_, text), given=text)
        request = Request(self.name, parse_annotators(annotators), articles=ids, **asked)
        known = self.served.running.credentials_file
        create(self.store, self.owner, the_scheme(), self.guidelines, request, credentials_file=known)

    def load(
        self, studio: Studio | None = None, detector: Detector | None = None, **asked: Any
    ) -> list[Loaded]:
        known = {"disagreement": the_disagreement(), **asked}
        marking = detector or the_detector()
        return load(self.store, studio or self.owner, the_scheme(), marking, self.name, **known)

    def sync(self, studio: Studio | None = None, **asked: Any) -> Swept:
        return sync(self.store, studio or self.owner, the_scheme(), self.name, **asked)

    def desk(self, slug: str = "ada") -> Desk:
        with self.store.session(read_only=True) as session:
            desk = Desks(session).get(self.name, slug)
        assert desk is not None
        return desk

    def task(self, article_id: str, slug: str = "ada") -> int:
        with self.store.session(read_only=True) as session:
            of_desk = Tasks(session).of_desk(self.desk(slug))
        (found,) = [one.task for one in of_desk if one.article == article_id and one.state == "present"]
        return found

    def remote_tasks(self, slug: str = "ada") -> list[str]:
        """The articles that the desk shows in Label Studio, in its order."""
        params = {"project": self.desk(slug).project, "page_size": 1000}
        return [task["data"]["article_id"] for task in self.owner.get("/api/tasks/", params)["tasks"]]

    def annotate(self, article_id: str, *results: dict[str, Any], slug: str = "ada", **more: Any) -> int:
        """The annotator submits; the number of the annotation in Label Studio."""
        path = f"/api/tasks/{self.task(article_id, slug)}/annotations/"
        return int(self.accounts[slug].post(path, {"result": list(results), **more})["id"])

    def submit(self, annotation: Annotation, text: str = TEXT) -> int:
        slug = annotation.annotator
        path = f"/api/tasks/{self.task(annotation.article, slug)}/annotations/"
        return int(self.accounts[slug].post(path, submission(annotation, text, the_scheme()))["id"])

    def current(self, article_id: str) -> list[Annotation]:
        with self.store.session(read_only=True) as session:
            return Annotations(session).current(article_id, self.name)

    def quarantine(self) -> list[str]:
        with self.store.session(read_only=True) as session:
            return [one.reason for one in Quarantine(session).all() if one.campaign == self.name]

    def states(self, slug: str = "ada") -> dict[str, str]:
        with self.store.session(read_only=True) as session:
            return {one.article: one.state for one in Campaigns(session).assignments(self.name, slug)}

    def spans(self, article_id: str) -> set[tuple[str, Span]]:
        (one,) = self.current(article_id)
        return {(mark.label, mark.span) for mark in one.marks}


@pytest.fixture
def bench(
    sqlite_url: str, studio: Served, accounts: Mapping[str, Studio], project_name: str
) -> Iterator[Bench]:
    """On SQLite."""
    store = _open(sqlite_url)
    yield Bench(project_name, store, studio, accounts)
    store.dispose()


@pytest.fixture
def bench_on_both(store: Store, studio: Served, accounts: Mapping[str, Studio], project_name: str) -> Bench:
    """On each of our two databases."""
    return Bench(project_name, store, studio, accounts)
