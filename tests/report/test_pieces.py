from hypothesis import given
from hypothesis import strategies as st

from annotate.core import Mark, Span
from annotate.report.pieces import pieces

TEXT = "Officials said the dam 🌊 would hold, reportedly."
WHOLE = Span(0, len(TEXT))
spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 20)).map(
    lambda t: Span(t[0], min(t[0] + t[1], len(TEXT)))
)
marks = st.lists(spans, max_size=8).map(
    lambda all_: [Mark(f"m{n}", "HEDGE", span) for n, span in enumerate(all_)]
)


def test_crossing_marks_share_the_piece_where_they_cross() -> None:
    one, other = Mark("one", "ASSERTION", Span(15, 24)), Mark("other", "HEDGE", Span(19, 30))
    cut = [(piece.text, [mark.id for mark in piece.marks]) for piece in pieces(TEXT, WHOLE, [one, other])]
    assert cut == [
        ("Officials said ", []),
        ("the ", ["one"]),
        ("dam 🌊", ["other", "one"]),
        (" would", ["other"]),
        (" hold, reportedly.", []),
    ]


@given(marks)
def test_the_pieces_together_are_the_paragraph_and_each_mark_ends_once(drawn: list[Mark]) -> None:
    cut = pieces(TEXT, WHOLE, drawn)
    assert "".join(piece.text for piece in cut) == TEXT
    assert sorted(mark.id for piece in cut for mark in piece.ends) == sorted(mark.id for mark in drawn)
    for mark in drawn:
        assert "".join(piece.text for piece in cut if mark in piece.marks) == mark.span.cut(TEXT)
