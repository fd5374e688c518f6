"""A desk that a person can open, and what comes back from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from annotate.core import Annotation, Article
from annotate.resources import shipped
from annotate.studio import credentials
from annotate.studio.load import Job, load_desk
from tests.support.bench import Bench, article, bench
from tests.support.scheme import reading, the_scheme

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.support.editor import Editor

__all__ = ["bench"]

EMAIL = "ada@annotate.localhost"


@dataclass(frozen=True)
class Desk:
    """Ada at the labelling page of one article, and the campaign behind her."""

    bench: Bench
    editor: Editor

    def lay(self, text: str, premarks: Annotation | None = None, depth: str = "full") -> Article:
        """Puts an article on the desk, with these pre-marks or with none, and opens it as she does."""
        marks = premarks or reading()
        self.bench.create("bridge", text=text, depth=depth)
        made = replace(marks, article="bridge", scheme=the_scheme().version)
        job = Job(
            self.bench.store, self.bench.owner, self.bench.desk(), the_scheme(),
            lambda _: made, "rules", "rules", lambda _: False,
        )  # fmt: skip
        assert load_desk(job, tasks=0).sent == 1
        self.open(text, len(marks.marks))
        return article("bridge", text)

    def open(self, text: str, marks: int) -> None:
        self.editor.open(self.bench.desk().url)
        self.editor.wait_for(text.split("\n\n")[0], marks=marks)

    def arrived(self) -> Annotation:
        """What a sweep brings into the database: this one annotation, and all of it."""
        swept = self.bench.sync()
        assert (swept.new, swept.quarantined, swept.dropped) == (1, 0, 0)
        (annotation,) = self.bench.current("bridge")
        assert (annotation.annotator, annotation.signed_in_as) == ("ada", EMAIL)
        return annotation


def by_words(annotation: Annotation, text: str) -> Mapping[str, str]:
    """The words under each mark, and its id."""
    return {mark.span.cut(text): mark.id for mark in annotation.marks}


@pytest.fixture
def desk(page: Page, bench: Bench) -> Desk:
    """Ada, signed in."""
    from tests.support.editor import Editor, sign_in  # playwright only where it is used

    guidelines = shipped("config", "guidelines.md").read_text("utf-8")
    password = credentials.load(bench.served.running.credentials_file)[EMAIL]
    sign_in(page, bench.served.url, EMAIL, password)
    return Desk(replace(bench, guidelines=guidelines), Editor(page))
