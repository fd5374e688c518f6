"""A desk on a Label Studio of the benchmark's own, with as many articles as are asked for."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import platformdirs

from annotate.campaigns.create import Request, create
from annotate.core import Annotation, Article
from annotate.detect import Detector, detect, load_lexicon
from annotate.intake.articles import make_article
from annotate.intake.readers.base import Incoming
from annotate.resources import shipped
from annotate.scheme import load_scheme
from annotate.score import load_disagreement
from annotate.store import Annotator, Articles, Desk, Desks, Store, create_store
from annotate.studio import environment, server
from annotate.studio.client import Studio
from annotate.studio.tasks import data
from annotate.studio.wire import prediction
from bench.ratio import timed

BATCH = 100
MARKED = 40
"""Marks that the detector finds in each article."""
SCHEME = load_scheme(shipped("config", "scheme.toml"))
DISAGREEMENT = load_disagreement(shipped("config", "rubrics", "disagreement.toml"))
LEXICON = load_lexicon(shipped("config", "lexicon"))
DETECTOR = Detector(LEXICON, SCHEME)
WHO = ("Ada Lee", "Omar Haddad", "Ruth Stone", "Karl Weber", "Nina Petrova")

Payload = dict[str, Any]


@dataclass(frozen=True)
class Served:
    """A running Label Studio and a database of ours with `count` articles in it."""

    studio: Studio
    store: Store
    credentials: Path

    def desk(self, name: str) -> Desk:
        """The one desk of a new campaign with all articles."""
        with self.store.session(read_only=True) as session:
            ids = tuple(Articles(session).ids())
        request = Request(name, (Annotator("ada"),), articles=ids)
        create(self.store, self.studio, SCHEME, "# Rules", request, credentials_file=self.credentials)
        with self.store.session(read_only=True) as session:
            found = Desks(session).get(name, "ada")
        assert found is not None
        return found

    def articles(self) -> list[Article]:
        with self.store.session(read_only=True) as session:
            return list(Articles(session).all())

    def send(self, desk: Desk, tasks: Iterable[Payload]) -> float:
        """POSTs the tasks to the desk, a batch at a time; the seconds of that, without making them."""
        rest, seconds = iter(tasks), 0.0
        while batch := list(islice(rest, BATCH)):
            seconds += timed(partial(self.post, desk, batch))
        return seconds

    def post(self, desk: Desk, batch: list[Payload]) -> None:
        self.studio.post(f"/api/projects/{desk.project}/import", batch, {"return_task_ids": "true"})


@contextmanager
def served(count: int) -> Iterator[Served]:
    """A new home with `count` articles, its Label Studio running for as long as the block lasts."""
    python = environment.ensure(
        platformdirs.user_cache_path("annotate") / "label-studio",
        shipped("config", "label-studio.lock"),
        print,
    )
    with tempfile.TemporaryDirectory(prefix="annotate-bench-") as place:
        folder = Path(place, "studio")
        store = create_store(f"sqlite:///{place}/annotate.db")
        keep(store, written(count))
        running = server.start(folder, python)
        try:
            with running.studio() as studio:
                yield Served(studio, store, running.credentials_file)
        finally:
            server.stop(folder)
            store.dispose()


def keep(store: Store, articles: Iterable[dict[str, str]]) -> None:
    """Stores the articles without comparing each with all others, as intake does: they are all alike."""
    with store.session() as session:
        for one in articles:
            Articles(session).add(
                make_article(Incoming("bench", one["text"], one["id"], title=one["title"]))[0],
                given=one["text"],
            )


def written(count: int) -> Iterator[dict[str, str]]:
    """Articles of ten claims, in each of which the detector marks who says what, how, and how surely."""
    for number in range(count):
        random = Random(number)  # noqa: S311 - no secret
        claims = [
            f"Mayor {random.choice(WHO)} said the river may rise by {random.randint(2, 90)} feet near "
            f"mill {mill}, and {random.randint(2, 90)} families would have to leave."
            for mill in range(MARKED // 4)
        ]
        title = f"Flood number {number}"
        yield {"id": f"flood-{number}", "title": title, "text": "\n\n".join([title, *claims])}


def premarked(article: Article) -> Annotation:
    found = detect(article, LEXICON, SCHEME)
    assert len(found.marks) == MARKED
    return found


def task(article: Article) -> Payload:
    """The task that a load sends."""
    made = prediction(premarked(article), article.text, SCHEME, model_version=DETECTOR.name)
    return {"data": data(article), "predictions": [made]}


def annotated(article: Article) -> Payload:
    """The same, with the pre-marks submitted as they are."""
    made = task(article)
    (given,) = made["predictions"]
    return {**made, "annotations": [{"result": given["result"], "ground_truth": False}]}
