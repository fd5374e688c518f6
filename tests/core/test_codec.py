import json
from datetime import UTC, datetime
from typing import Any

import pytest

from annotate.core import Annotation, Link, Mark, Span
from annotate.core.codec import canonical_json, content_sha256, from_json, parse_time, rfc3339, to_json
from annotate.core.errors import Refused

TEXT = "The mayor said the bridge was safe."
READING = Annotation(
    article="bridge",
    annotator="ruth",
    marks=(
        Mark("m1", "SOURCE", Span(0, 9), {"identity": "unnamed_described"}, origin="manual"),
        Mark("m2", "ASSERTION", Span(15, 34)),
    ),
    links=(Link("attributed_to", "m2", "m1"),),
    answers={"genre": "news", "impression": "3"},
    campaign="spring",
    scheme="1",
    created_at=datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
)


def test_an_annotation_comes_back_from_json_as_it_went() -> None:
    assert from_json(json.loads(canonical_json(to_json(READING, TEXT)))) == READING


def test_json_cuts_the_words_itself_and_counts_ratings_as_numbers() -> None:
    out = to_json(READING, TEXT)
    assert [mark["text"] for mark in out["marks"]] == ["The mayor", "the bridge was safe"]
    assert out["answers"] == {"genre": "news", "impression": 3}


def test_the_reserved_campaign_is_null_outside() -> None:
    alone = Annotation(article="bridge", annotator="ruth")
    assert to_json(alone, TEXT)["campaign"] is None
    assert from_json(to_json(alone, TEXT)).campaign == "imports"


def test_content_is_the_same_in_whatever_order_it_was_made() -> None:
    turned = Annotation(**{**vars_of(READING), "marks": READING.marks[::-1]})
    assert content_sha256(turned) == content_sha256(READING)
    other = Annotation(**{**vars_of(READING), "links": ()})
    assert content_sha256(other) != content_sha256(READING)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"article": ""}, "article is missing"),
        ({"annotator": 7}, "annotator is missing or not a text"),
        ({"marks": {}}, None),
        ({"marks": "all"}, "marks is not a list"),
        ({"marks": [{"label": "SOURCE", "start": 4, "end": 4}]}, "mark 0: a span needs"),
        ({"marks": [{"label": "SOURCE", "start": "0", "end": 4}]}, "not whole numbers"),
        ({"marks": [{"label": "SOURCE", "start": True, "end": 4}]}, "not whole numbers"),
        ({"links": [{"type": "via", "from": "m1"}]}, "link 0 needs type, from and to"),
        ({"answers": [1]}, "answers is not an object"),
        ({"created_at": "yesterday"}, "is not an RFC 3339 time"),
    ],
)
def test_what_is_not_of_the_contract_is_refused_with_a_reason(
    change: dict[str, Any], reason: str | None
) -> None:
    obj = {"article": "bridge", "annotator": "ruth", "marks": [], "links": [], **change}
    if reason is None:
        assert from_json(obj).marks == ()
    else:
        with pytest.raises(Refused, match=reason):
            from_json(obj)


@pytest.mark.parametrize(
    ("given", "out"),
    [
        ("2026-03-01T09:30:00Z", "2026-03-01T09:30:00Z"),
        ("2026-03-01T10:30:00.250000+01:00", "2026-03-01T09:30:00.250000Z"),
        ("2026-03-01T09:30:00", "2026-03-01T09:30:00Z"),
        (None, None),
    ],
)
def test_times_are_utc(given: str | None, out: str | None) -> None:
    assert rfc3339(parse_time(given)) == out


def vars_of(annotation: Annotation) -> dict[str, Any]:
    return {name: getattr(annotation, name) for name in annotation.__dataclass_fields__}


def test_links_that_differ_in_origin_alone_have_an_order() -> None:
    drawn, inferred = Link("cued_by", "a", "c"), Link("cued_by", "a", "c", "inferred")
    assert sorted([inferred, drawn]) == [drawn, inferred]
