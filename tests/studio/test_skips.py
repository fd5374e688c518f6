"""Why an article was skipped, from what the page was told then."""

import pytest

from annotate.studio.skips import why


def typed(name: str, *said: str) -> dict[str, object]:
    return {"from_name": name, "type": "textarea", "value": {"text": list(said)}}


@pytest.mark.parametrize(
    ("skips", "said"),
    [
        ([], None),
        ([{"result": []}], None),
        ([{"result": [typed("cannot_be_labelled", "not in English")]}], "not in English"),
        ([{"result": [typed("note", "hm"), typed("cannot_be_labelled", "a quiz")]}], "a quiz"),
        ([{"result": [typed("note", "hm", "well")]}], "hm\nwell"),
        ([{"result": [typed("note", "first")]}, {"result": [typed("note", "then")]}], "then"),
        ([{"result": [typed("note", "  ")]}], None),
        ([{"result": "nonsense"}, 7], None),
        ([{"result": [7, {"from_name": "note"}]}], None),
    ],
)
def test_why(skips: list[object], said: str | None) -> None:
    assert why(skips) == said
