import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.core import Span

spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 50), st.integers(1, 50))


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 4)])
def test_a_span_is_never_empty(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="0 <= start < end"):
        Span(start, end)


@pytest.mark.parametrize(
    ("one", "other", "shared", "contains", "crosses"),
    [
        (Span(0, 4), Span(4, 8), 0, False, False),
        (Span(0, 5), Span(4, 8), 1, False, True),
        (Span(0, 9), Span(4, 8), 4, True, False),
        (Span(4, 8), Span(4, 8), 4, True, False),
    ],
)
def test_how_two_spans_lie(one: Span, other: Span, shared: int, contains: bool, crosses: bool) -> None:
    assert (one.shared(other), one.contains(other), one.crosses(other)) == (shared, contains, crosses)


def test_a_span_counts_code_points() -> None:
    assert Span(5, 7).cut("said 🇺🇦 twice") == "🇺🇦"


@given(spans, spans)
def test_iou_is_symmetric_and_one_only_for_the_same_span(one: Span, other: Span) -> None:
    assert one.iou(other) == other.iou(one)
    assert (one.iou(other) == 1) == (one == other)
