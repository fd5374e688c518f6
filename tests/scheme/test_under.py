"""What another version of the scheme makes of an annotation."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.core import Article, Link
from annotate.scheme import Scheme
from annotate.scheme.codec import meaning, to_data
from annotate.scheme.model import parse_scheme
from annotate.scheme.under import under
from tests.support.generated import annotations, articles
from tests.support.scheme import mark, reading, the_scheme

TEXT = "Mayor Ada Lee said it may rain."
READ = reading(
    mark("s", "SOURCE", "Mayor Ada Lee", TEXT, identity="named_person"),
    mark("a", "ASSERTION", "it may rain", TEXT, kind="prediction"),
    mark("h", "HEDGE", "may", TEXT),
    links=(Link("attributed_to", "a", "s"), Link("hedged_by", "a", "h")),
    genre="news",
)


def version(name: str = "2", **changed: Any) -> Scheme:
    return replace(the_scheme(), version=name, **changed)


def without_label(name: str) -> Scheme:
    scheme = the_scheme()
    links = tuple(one for one in scheme.links if name not in (one.from_label, one.to_label))
    return version(labels=tuple(one for one in scheme.labels if one.name != name), links=links)


def edited(edit: Any) -> Scheme:
    """A version whose data `edit` changed in place."""
    data = json.loads(json.dumps(to_data(version())))
    edit(data)
    return parse_scheme(data)


def attribute(data: Any, label: str, name: str) -> Any:
    (row,) = [one for one in data["label"] if one["name"] == label]
    return next(one for one in row["attribute"] if one["name"] == name)


def renamed(label: str, name: str) -> Scheme:
    (row,) = [place for place, one in enumerate(the_scheme().labels) if one.name == label]
    return edited(lambda data: data["label"][row].update(name=name))


def default(value: str) -> Scheme:
    return edited(lambda data: attribute(data, "HEDGE", "type").update(default=value))


def test_a_scheme_is_the_same_once_it_was_data() -> None:
    assert parse_scheme(json.loads(json.dumps(to_data(the_scheme())))) == the_scheme()


@pytest.mark.parametrize(
    ("edit", "same"),
    [
        (lambda data: data["label"][0].update(hint="other words"), True),
        (lambda data: data["label"][0].update(key="x", colour="#000000", text="Claim"), True),
        (lambda data: data["label"][0]["attribute"][0].update(layout="inline"), True),
        (lambda data: data["label"][0].update(name="CLAIM"), False),
        (lambda data: data["label"][0]["attribute"][0].update(default=None), False),
        (lambda data: data["label"][0]["attribute"][0]["values"].pop(), False),
        (lambda data: data["link"].pop(), False),
        (lambda data: data["answer"][0].update(optional=True), False),
    ],
)
def test_looks_may_change_within_a_version_and_meaning_may_not(edit: Any, same: bool) -> None:
    assert (meaning(to_data(edited(edit))) == meaning(to_data(version()))) == same


@given(st.data())
def test_under_its_own_version_an_annotation_is_what_it_was(data: st.DataObject) -> None:
    article: Article = data.draw(articles)
    made = data.draw(annotations(article, the_scheme()))
    checked = under(made, article.text, the_scheme(), version())
    assert (checked.annotation, checked.dropped) == (made, ())


@pytest.mark.parametrize(
    ("now", "left", "lost"),
    [
        (version(), "sah", []),
        (without_label("HEDGE"), "sa", ["mark h", "hedged_by a to h"]),
        (without_label("SOURCE"), "ah", ["mark s", "attributed_to a to s"]),
        (
            renamed("ASSERTION", "CLAIM"),
            "sh",
            ["mark a", "attributed_to", "hedged_by"],
        ),
        (
            edited(lambda data: attribute(data, "ASSERTION", "kind").update(values=[])),
            "sah",
            ["attribute a.kind"],
        ),
        (edited(lambda data: data["answer"].clear()), "sah", ["answer genre"]),
    ],
)
def test_what_has_no_place_is_left_out_and_named(now: Scheme, left: str, lost: list[str]) -> None:
    checked = under(READ, TEXT, the_scheme(), now)
    assert "".join(sorted(one.id for one in checked.annotation.marks)) == "".join(sorted(left))
    said = [str(one) for one in checked.dropped]
    assert len(said) == len(lost)
    for one, begins in zip(said, lost, strict=True):
        assert one.startswith(begins)


def test_an_orphan_is_named_with_its_label_and_its_words() -> None:
    (orphan, _) = under(READ, TEXT, the_scheme(), without_label("HEDGE")).dropped
    assert str(orphan) == "mark h (HEDGE 22-25 'may'): scheme 2 has no label 'HEDGE'"


def test_what_was_unset_goes_on_meaning_what_it_meant() -> None:
    now = default("appearance")
    (hedge,) = under(READ, TEXT, the_scheme(), now).annotation.labelled("HEDGE")
    assert hedge.get("type") == "possibility"
    (unknown,) = under(READ, TEXT, None, now).annotation.labelled("HEDGE")
    assert unknown.get("type") is None
