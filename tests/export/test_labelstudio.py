"""Label Studio's JSON: imported by the real server as it is, and read back from there unchanged."""

import io
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given, settings

from annotate.core import Annotation, Link, Mark, Span
from annotate.core.codec import body
from annotate.export.writers.base import Item, Manner
from annotate.export.writers.labelstudio import write
from annotate.scheme import render
from annotate.studio.wire import incoming
from tests.support.exports import ARTICLE, HARD, RUTH, SCHEME, items, written
from tests.support.studio import Served

Json = dict[str, Any]


def tasks(some: Sequence[Item]) -> list[Json]:
    return list(json.loads(written("labelstudio", some)[""]))


def said(annotation: Annotation) -> Json:
    """What an annotator decided, as far as the format carries it: no link that nobody drew."""
    drawn = tuple(link for link in annotation.links if link.origin is None)
    marks = tuple(replace(mark, confidence=None) for mark in annotation.marks)
    return body(replace(annotation, marks=marks, links=drawn))


def come_back(payload: Json, item: Item) -> Annotation:
    read = incoming(payload, item.article, SCHEME, annotator="x", campaign="c", signed_in_as=None)
    assert not read.dropped
    return read.annotation


@settings(max_examples=50, deadline=None)
@given(items())
@example(HARD)
def test_what_is_written_is_read_back_as_it_was(some: Sequence[Item]) -> None:
    for made, item in zip(tasks(some), some, strict=True):
        assert made["data"]["text"] == item.article.text
        assert made["data"]["annotator"] == item.annotation.annotator
        (annotation,) = made["annotations"]
        assert said(come_back(annotation, item)) == said(item.annotation)


@pytest.mark.studio
def test_label_studio_takes_the_file_as_it_is_and_gives_it_back(studio: Served, project_name: str) -> None:
    some = HARD
    sent = tasks(some)
    project = studio.client.post("/api/projects/", {"title": project_name, "label_config": render(SCHEME)})[
        "id"
    ]
    studio.client.post(f"/api/projects/{project}/import", sent)
    kept = studio.client.get(f"/api/projects/{project}/export", {"exportType": "JSON"})
    got = {task["data"]["annotation_id"]: task for task in kept}
    assert [got[item.annotation.id]["data"] for item in some] == [task["data"] for task in sent]
    for item, task in zip(some, sent, strict=True):
        (annotation,) = got[item.annotation.id]["annotations"]
        assert annotation["result"] == task["annotations"][0]["result"]
        assert said(come_back(annotation, item)) == said(item.annotation)
        assert come_back(annotation, item).seconds == item.annotation.seconds


@pytest.mark.studio
def test_label_studio_takes_what_a_machine_made_as_a_prediction(studio: Served, project_name: str) -> None:
    machine = Item(replace(RUTH, origin="machine", annotator="rules"), ARTICLE)
    (sent,) = tasks([machine])
    assert "annotations" not in sent
    project = studio.client.post("/api/projects/", {"title": project_name, "label_config": render(SCHEME)})[
        "id"
    ]
    studio.client.post(f"/api/projects/{project}/import", [sent])
    (prediction,) = studio.client.get("/api/predictions/", {"project": project})
    assert prediction["model_version"] == "rules"
    assert prediction["result"] == sent["predictions"][0]["result"]


def test_what_the_scheme_does_not_allow_is_left_out_and_counted() -> None:
    odd = Mark("1", "TONE", Span(0, 4))
    bent = Mark("2", "CUE", Span(5, 11), {"stance": "loud"})
    some = [
        Item(Annotation("a", "x", (odd,), id="1"), ARTICLE),
        Item(Annotation("a", "x", (bent,), (Link("via", "2", "9"),), id="2"), ARTICLE),
    ]
    out = io.BytesIO()
    assert write(some, out, Manner(SCHEME)) == {
        "an annotation that the scheme does not allow": 1,
        "attribute: 'loud' is none of distancing, endorsing, mental, neutral": 1,
        "via: one end is no mark of this annotation": 1,
    }
    (task,) = json.loads(out.getvalue())
    assert [one["type"] for one in task["annotations"][0]["result"]] == ["labels"]
