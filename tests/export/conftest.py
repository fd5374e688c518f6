"""A database with every kind of annotation in it, and one with nothing."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from annotate.core import Annotation, Article
from annotate.intake.sentences import split
from annotate.store import Annotations, Articles, Campaign, Campaigns, Remote, Store, open_store
from tests.support.exports import ARTICLE, HALF, NOON, RUTH, SCHEME

SECOND = ARTICLE.text + "\n\nIt will reopen."


def later(annotation: Annotation, **changes: object) -> Annotation:
    return replace(annotation, **{"updated_at": NOON + timedelta(hours=1), "text_sha256": "", **changes})


@pytest.fixture
def full(store: Store) -> Store:
    """Changed, superseded, withdrawn, verdicts, empty, of old texts: four stand, of two texts of `quay`."""
    first = replace(RUTH, article="quay", id="", text_sha256="", created_at=HALF, updated_at=HALF)
    with store.session() as session:
        articles, annotations = Articles(session), Annotations(session)
        for text in (ARTICLE.text, SECOND):
            article = Article("quay", text, split(text), ARTICLE.title, outlet=ARTICLE.outlet)
            articles.add(article, given=text)
        articles.add(Article("gone", "It is gone."), given="It is gone.")
        Campaigns(session).create(Campaign("spring", SCHEME.version))
        remote = Remote("one", 7, HALF)
        annotations.save(first, remote)
        annotations.save(later(first, answers={"genre": "analysis"}), remote)
        annotations.save(later(first, marks=(), links=(), answers={}), Remote("one", 8, HALF))
        annotations.save(later(first, annotator="omar", article_revision=2))
        annotations.save(later(first, annotator="lead", origin="verdict", answers={}))
        annotations.save(Annotation("quay", "omar", created_at=HALF))
        withdrawn = annotations.save(Annotation("gone", "ruth", answers={"genre": "news"}, created_at=HALF))
        annotations.withdraw(withdrawn.id)
        articles.remove("gone")
    return store


@pytest.fixture
def empty(sqlite_template: Path, tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'empty.sqlite')}")
    yield opened
    opened.dispose()
