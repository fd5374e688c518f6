"""Desks that a person can open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from annotate.core import Annotation, Article
from annotate.resources import shipped
from annotate.scheme import render
from annotate.studio import credentials
from annotate.studio.client import Studio
from annotate.studio.instructions import instructions
from annotate.studio.projects import Wanted, ensure_project, project_url
from annotate.studio.wire import incoming, prediction
from tests.support.editor import sign_in
from tests.support.scheme import the_scheme

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.support.studio import Served

EMAIL = "ada@annotate.localhost"


@dataclass(frozen=True)
class Table:
    """One article on one desk."""

    studio: Studio
    article: Article
    url: str
    task: int

    @property
    def payload(self) -> Mapping[str, Any]:
        """The one annotation that was submitted."""
        (submitted,) = self.studio.get(f"/api/tasks/{self.task}")["annotations"]
        assert submitted["completed_by"]["email"] == EMAIL
        return submitted

    @property
    def annotation(self) -> Annotation:
        read = incoming(
            self.payload, self.article, the_scheme(), annotator="ada", campaign="c", signed_in_as=EMAIL
        )
        assert read.dropped == ()
        return read.annotation


Lay = Callable[[str, Annotation | None], Table]


@pytest.fixture
def lay(studio: Served, accounts: Mapping[str, Studio], project_name: str) -> Lay:
    """Puts a text, with or without pre-marks, on a desk of its own."""

    def put(text: str, premarks: Annotation | None = None) -> Table:
        guidelines = instructions(shipped("config", "guidelines.md").read_text("utf-8"), the_scheme())
        wanted = Wanted(project_name, project_name, render(the_scheme()), guidelines, "rules")
        project = ensure_project(studio.client, wanted)
        task: dict[str, Any] = {"data": {"text": text, "article_id": "bridge"}}
        if premarks is not None:
            task["predictions"] = [prediction(premarks, text, the_scheme(), model_version="rules")]
        made = studio.client.post(f"/api/projects/{project}/import?return_task_ids=true", [task])
        url = project_url(studio.client, project)
        return Table(studio.client, Article("bridge", text), url, int(made["task_ids"][0]))

    return put


@pytest.fixture
def signed_in(studio: Served, accounts: Mapping[str, Studio], page: Page) -> Iterator[Page]:
    """A page on which ada is signed in."""
    sign_in(page, studio.url, EMAIL, credentials.load(studio.running.credentials_file)[EMAIL])
    return page
