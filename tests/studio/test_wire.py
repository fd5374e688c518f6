"""What Label Studio's results mean, and that an annotation survives the way there and back."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.core import Annotation, Article, Link, Mark, Span
from annotate.core.codec import body
from annotate.core.errors import Refused
from annotate.resources import shipped
from annotate.scheme import load_scheme
from annotate.scheme.depth import at_depth
from annotate.studio.wire import incoming, prediction, submission
from tests.support.generated import annotations, articles

SCHEME = load_scheme(shipped("config", "scheme.toml"))
TEXT = "Rain again\n\nMayor Ada Lee said it may rain. Critics scoff.\n\nOthers denied that it would."
ARTICLE = Article(
    "rain",
    TEXT,
    (Span(0, 10), Span(12, 43), Span(44, 58), Span(60, 88)),
    title="Rain again",
)
START = {
    word: TEXT.index(word)
    for word in ("Mayor", "said", "it may rain", "may", "Critics", "Others", "it would")
}


def region(id_: str, label: str, start: object, end: object, **more: object) -> dict[str, object]:
    value = {"start": start, "end": end, "text": "never trusted", "labels": [label]}
    return {"id": id_, "from_name": "label", "to_name": "text", "type": "labels", "value": value, **more}


def at(id_: str, label: str, words: str, **more: object) -> dict[str, object]:
    start = TEXT.index(words)
    return region(id_, label, start, start + len(words), **more)


def choice(id_: object, control: str, *values: object) -> dict[str, object]:
    return {
        "id": id_,
        "from_name": control,
        "to_name": "text",
        "type": "choices",
        "value": {"choices": list(values)},
    }


def relation(one: object, other: object, **more: object) -> dict[str, object]:
    return {"type": "relation", "from_id": one, "to_id": other, "direction": "right", **more}


MAYOR = at("s", "SOURCE", "Mayor Ada Lee")
CRITICS = at("s2", "SOURCE", "Critics")
SAID = at("c", "CUE", "said")
CLAIM = at("a", "ASSERTION", "it may rain")
LATER = at("a2", "ASSERTION", "it would")
MAY = at("h", "HEDGE", "may")


def read(*results: object, **payload: object):
    return incoming(
        {"result": list(results), **payload},
        ARTICLE,
        SCHEME,
        annotator="ann",
        campaign="c",
        signed_in_as="ann@example.org",
    )


def links(*results: object) -> set[tuple[str, str, str]]:
    return {(k.type, k.from_id, k.to_id) for k in read(*results).annotation.links if k.origin is None}


def test_a_region_is_a_mark_with_its_id_its_choices_and_its_origin():
    found = read({**MAYOR, "origin": "prediction-changed"}, choice("s", "source_identity", "named_person"))
    assert found.annotation.marks == (
        Mark("s", "SOURCE", Span(12, 25), {"identity": "named_person"}, origin="prediction-changed"),
    )
    assert found.annotation.annotator == "ann"
    assert found.annotation.signed_in_as == "ann@example.org"
    assert found.annotation.text_sha256 == ARTICLE.sha256
    assert not found.dropped


def test_times_and_seconds_are_kept():
    found = read(
        lead_time=61.25, created_at="2026-03-01T10:00:00.5Z", updated_at="2026-03-01T12:00:00+01:00"
    ).annotation
    assert found.seconds == 61.25
    assert found.created_at.isoformat() == "2026-03-01T10:00:00.500000+00:00"
    assert found.updated_at.isoformat() == "2026-03-01T11:00:00+00:00"


@pytest.mark.parametrize("lead_time", [None, "12", True, -1, 1e300, float("nan")])
def test_a_timer_that_makes_no_sense_is_unknown(lead_time):
    assert read(lead_time=lead_time).annotation.seconds is None


@pytest.mark.parametrize(
    ("regions", "drawn", "expected"),
    [
        ([CLAIM, MAYOR], relation("a", "s"), ("attributed_to", "a", "s")),
        ([CLAIM, MAYOR], relation("s", "a"), ("attributed_to", "a", "s")),
        ([CLAIM, MAYOR], relation("s", "a", direction="left"), ("attributed_to", "a", "s")),
        ([CLAIM, MAYOR], relation("s", "a", direction="bi"), ("attributed_to", "a", "s")),
        ([CLAIM, MAYOR], relation("a", "s", labels=[]), ("attributed_to", "a", "s")),
        ([CLAIM, SAID], relation("c", "a"), ("cued_by", "a", "c")),
        ([CLAIM, MAY], relation("h", "a"), ("hedged_by", "a", "h")),
        ([MAYOR, CRITICS], relation("s", "s2"), ("same_source", "s2", "s")),
        ([CLAIM, LATER], relation("a", "a2", direction="bi"), ("same_claim", "a2", "a")),
        ([MAYOR, CRITICS], relation("s", "s2", labels=["via"]), ("via", "s", "s2")),
        ([MAYOR, CRITICS], relation("s", "s2", labels=["via"], direction="left"), ("via", "s2", "s")),
        ([CLAIM, LATER], relation("a2", "a", labels=["responds_to"]), ("responds_to", "a2", "a")),
    ],
)
def test_a_link_follows_from_its_two_ends_in_whichever_direction(regions, drawn, expected):
    assert expected in links(*regions, drawn)


@pytest.mark.parametrize(
    ("regions", "drawn", "reason"),
    [
        ([MAYOR, SAID], relation("s", "c"), "cannot join SOURCE to CUE"),
        ([CLAIM, MAYOR], relation("a", "s", labels=["via"]), "cannot join ASSERTION to SOURCE"),
        ([CLAIM, MAYOR], relation("a", "s", labels=["blames"]), "cannot join ASSERTION to SOURCE"),
        ([MAYOR, CRITICS], relation("s", "s2", labels=["via"], direction="bi"), "it points both ways"),
        ([CLAIM, MAYOR], relation("a", "s", direction="up"), "it points 'up'"),
        ([CLAIM, MAYOR], relation("a", "gone"), "one end is no mark of this annotation"),
        ([CLAIM], relation("a", "a"), "joins a mark to itself"),
        ([CLAIM], relation("a", None), "an end is not a text"),
        ([CLAIM, MAYOR], relation("a", "s", labels=[7]), "its labels are not texts"),
        (
            [CLAIM, MAYOR],
            choice("s", "assertion_kind", "fact"),
            "a question about ASSERTION, and this is SOURCE",
        ),
        ([MAYOR], choice("s", "source_identity", "named_person", "metonym"), "not exactly one choice"),
        ([MAYOR], choice("s", "source_identity", "nobody"), "'nobody' is none of"),
        ([MAYOR], choice("gone", "source_identity", "metonym"), "there is no such region"),
        ([], choice("x", "mood", "sour"), "the labelling page has no control 'mood'"),
        ([], choice("x", "genre", "news", "opinion"), "not of the shape of its control"),
        ([], choice("x", "genre", "poem"), "'poem' cannot be answered there"),
        ([], {"from_name": "impression", "type": "rating", "value": {"rating": 3.5}}, "not of the shape"),
        (
            [],
            {"from_name": "note", "type": "textarea", "value": {"text": ["half \ud800"]}},
            "not of the shape",
        ),
        ([MAYOR], at("twin", "SOURCE", "Mayor Ada Lee"), "the same span and label as s"),
        ([], {**MAYOR, "meta": {"text": ["who?"]}}, "notes on a region are not kept"),
    ],
)
def test_one_bad_part_is_dropped_with_its_reason_and_the_rest_stays(regions, drawn, reason):
    found = read(*regions, drawn)
    assert len(found.dropped) == 1
    assert reason in found.dropped[0].reason
    assert {mark.id for mark in found.annotation.marks} >= {str(one["id"]) for one in regions}


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (None, "not an object"),
        ({"result": {}}, "result is not a list"),
        ({"result": [7]}, "result 0 is not an object"),
        ({"result": [{"type": "labels"}]}, "cannot be an id"),
        ({"result": [{**MAYOR, "id": "nul\x00"}]}, "cannot be an id"),
        ({"result": [{**MAYOR, "value": None}]}, "the value is not an object"),
        ({"result": [region("s", "SOURCE", "1", 4)]}, "not whole numbers"),
        ({"result": [region("s", "SOURCE", True, 4)]}, "not whole numbers"),
        ({"result": [region("s", "SOURCE", 5, 5)]}, "0 <= start < end"),
        ({"result": [region("s", "SOURCE", -3, 5)]}, "0 <= start < end"),
        ({"result": [region("s", "SOURCE", 0, 10**30)]}, "the text ends at"),
        ({"result": [region("s", "SOURCE", 10, 12)]}, "covers only blanks"),
        ({"result": [region("s", "RUMOUR", 0, 4)]}, "has no label 'RUMOUR'"),
        ({"result": [region("s", "\udfff", 0, 4)]}, "not exactly one label"),
        ({"result": [MAYOR, MAYOR]}, "same id"),
        ({"result": [], "created_at": "yesterday"}, "not an RFC 3339 time"),
        ({"result": [], "created_at": "0001-01-01T00:00:00+23:00"}, "not an RFC 3339 time"),
    ],
)
def test_a_payload_that_cannot_be_taken_is_refused_with_the_reason(payload, reason):
    with pytest.raises(Refused, match=reason):
        incoming(payload, ARTICLE, SCHEME, annotator="ann", campaign="c", signed_in_as=None)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)
HOSTILE = st.fixed_dictionaries(
    {},
    optional={
        "id": JSON | st.sampled_from(["s", "a"]),
        "type": JSON | st.sampled_from(["labels", "choices", "relation"]),
        "from_name": JSON
        | st.sampled_from(["label", "source_identity", "genre", "impression", "note", "signs"]),
        "from_id": JSON | st.sampled_from(["s", "a"]),
        "to_id": JSON | st.sampled_from(["s", "a"]),
        "labels": JSON,
        "direction": JSON,
        "origin": JSON,
        "value": JSON
        | st.fixed_dictionaries(
            {}, optional=dict.fromkeys(("start", "end", "labels", "choices", "text"), JSON)
        ),
    },
)


@given(st.lists(HOSTILE | JSON, max_size=6), JSON, JSON)
def test_no_payload_whatever_its_shape_does_more_than_be_refused(results, lead_time, created_at):
    with suppress(Refused):
        found = read(MAYOR, CLAIM, *results, lead_time=lead_time, created_at=created_at)
        assert json.dumps(body(found.annotation), ensure_ascii=False).encode()
        assert all(str(one).encode() for one in found.dropped)


@given(st.data(), articles)
def test_there_and_back_changes_nothing(data, article):
    sent = data.draw(annotations(article, SCHEME))
    payload = json.loads(json.dumps(submission(replace(sent, seconds=3.0), article.text, SCHEME)))
    found = incoming(payload, article, SCHEME, annotator="ann", campaign="c", signed_in_as=None)
    drawn = replace(
        found.annotation, links=tuple(link for link in found.annotation.links if link.origin is None)
    )
    assert not found.dropped
    assert body(drawn) == body(sent)
    assert found.annotation.seconds == 3.0


@pytest.mark.parametrize(
    ("marks", "inferred"),
    [
        ([CLAIM, SAID], ("cued_by", "a", "c")),
        ([CLAIM, at("far", "ASSERTION", "scoff"), SAID], ("cued_by", "a", "c")),
        (
            [at("first", "ASSERTION", "Mayor"), CLAIM, SAID, CRITICS, relation("a", "s2")],
            ("cued_by", "a", "c"),
        ),
        ([CLAIM, at("near", "ASSERTION", "scoff"), at("c", "CUE", "Critics")], ("cued_by", "near", "c")),
        ([CLAIM, MAY], ("hedged_by", "a", "h")),
        ([at("outer", "ASSERTION", "said it may rain"), CLAIM, MAY], ("hedged_by", "a", "h")),
        ([LATER, at("c", "CUE", "denied")], ("cued_by", "a2", "c")),
    ],
)
def test_a_cue_or_hedge_that_nobody_linked_goes_to_the_nearest_assertion(marks, inferred):
    kind, assertion, mark = inferred
    assert Link(kind, assertion, mark, "inferred") in read(*marks).annotation.links


@pytest.mark.parametrize(
    "marks",
    [
        pytest.param([LATER, SAID], id="the nearest one is in another paragraph"),
        pytest.param(
            [CLAIM, at("far", "ASSERTION", "scoff"), SAID, relation("far", "c")], id="somebody drew it"
        ),
    ],
)
def test_nothing_is_inferred_where(marks):
    assert not [link for link in read(*marks).annotation.links if link.origin == "inferred"]


@pytest.mark.parametrize(
    ("results", "notes"),
    [
        ([CLAIM, SAID], ["'said' at 26 leads to no source"]),
        ([SAID], ["'said' at 26 leads to no source"]),
        ([CLAIM, SAID, MAYOR, relation("a", "s")], []),
        ([CLAIM, SAID, choice("c", "cue_stance", "distancing")], []),
    ],
)
def test_a_say_verb_without_a_source_is_reported(results, notes):
    assert list(read(*results).notes) == notes


def reading() -> Annotation:
    return Annotation(
        "rain",
        "machine",
        (
            Mark("m1", "ASSERTION", Span(31, 42), {"kind": "prediction"}, "prediction", 0.7),
            Mark("m2", "SOURCE", Span(12, 25), {"identity": "named_person"}, "prediction", 0.9),
            Mark("m3", "CUE", Span(26, 30), {}, "prediction", 0.9),
        ),
        (Link("attributed_to", "m1", "m2"), Link("cued_by", "m1", "m3")),
    )


def test_a_prediction_leaves_out_what_sync_infers_and_says_no_origin():
    made = prediction(reading(), TEXT, SCHEME, model_version="rules", score=0.25)
    assert (made["model_version"], made["score"]) == ("rules", 0.25)
    assert [one for one in made["result"] if one["type"] == "relation"] == [
        {"type": "relation", "from_id": "m1", "to_id": "m2", "direction": "right"}
    ]
    assert not any("origin" in one or "confidence" in one for one in made["result"])
    assert made["result"][0]["value"]["text"] == "it may rain"


def test_a_prediction_holds_what_the_depth_asks_for_and_no_more():
    made = prediction(reading(), TEXT, at_depth(SCHEME, "central"), model_version="rules")
    assert {one["from_name"] for one in made["result"] if "from_name" in one} == {
        "label",
        "assertion_kind",
        "source_identity",
    }


def test_a_prediction_that_does_not_fit_its_text_never_leaves():
    with pytest.raises(Refused, match="the text ends at"):
        prediction(reading(), TEXT[:30], SCHEME, model_version="rules")
