"""What in a payload was refused, found again for whoever decides."""

from __future__ import annotations

import json
from typing import Any

import pytest

from annotate.store.offence import in_text, part, span

REGION = {"id": "r", "value": {"start": 4, "end": 9}}
MARK = {"id": "m", "start": 4, "end": 9}
UNNAMED = {"start": 0, "end": 1}


@pytest.mark.parametrize(
    ("payload", "place", "found"),
    [
        ({"result": [1, REGION]}, "/result/1", REGION),
        ({"result": [1, REGION]}, "#r", REGION),
        ({"marks": [MARK]}, "#m", MARK),
        ({"marks": [MARK, UNNAMED]}, "#m2", UNNAMED),
        ({"a/b": {"~": 3}}, "/a~1b/~0", 3),
        ({"result": [1]}, "/result/7", None),
        ({"result": [1]}, "/result/x", None),
        ({"result": 5}, "#r", None),
        ([], "#r", None),
        ({"result": [1]}, "", None),
    ],
)
def test_a_place_names_a_part(payload: Any, place: str, found: Any) -> None:
    assert part(json.dumps(payload).encode(), place) == found


@pytest.mark.parametrize("payload", [b"", b"\xff", b"{", b"[" * 100_000])
def test_what_is_no_json_has_no_parts(payload: bytes) -> None:
    assert part(payload, "/marks/0") is None


@pytest.mark.parametrize(
    ("found", "stated"),
    [
        (REGION, (4, 9)),
        (MARK, (4, 9)),
        ({"value": {"start": 4.0, "end": 9}}, None),
        ({"value": 3}, None),
        ({}, None),
        ("x", None),
        (None, None),
    ],
)
def test_a_span_is_read_as_it_is_stated(found: Any, stated: Any) -> None:
    assert span(found) == stated


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (4, 8, "…The ⟦quay⟧ is closed.…"),
        (4, 4, "…The ⟦⟧quay is closed.…"),
        (8, 4, "…The ⟦quay⟧ is closed.…"),
        (-9, 3, "…⟦The⟧ quay is closed.…"),
        (4, 10**30, "…The ⟦quay is closed.⟧…"),
        (10**30, 10**31, "…The quay is closed.⟦⟧…"),
    ],
)
def test_a_slice_is_shown_as_near_as_the_span_allows(start: int, end: int, shown: str) -> None:
    assert in_text("The quay is closed.", start, end) == shown
