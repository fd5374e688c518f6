"""What annotators write to the lead reaches the lead, and nothing else."""

from __future__ import annotations

import pytest

from annotate.campaigns.show import show
from annotate.scheme.controls import FLAG
from tests.support.bench import Bench, region

pytestmark = pytest.mark.studio

MAYOR = region("s", "SOURCE", "Mayor Ada Lee")
BAD = region("s", "NOBODY", "Mayor Ada Lee")


def flag(*said: str) -> dict:
    return {"id": "f", "from_name": FLAG, "to_name": "text", "type": "textarea", "value": {"text": [*said]}}


def flags(bench: Bench) -> list[tuple[str, str, str]]:
    return [(one.article, one.annotator, one.note) for one in show(bench.store, bench.name).flags]


@pytest.mark.parametrize("result", [MAYOR, BAD], ids=["taken", "quarantined"])
def test_a_flag_is_heard_whatever_becomes_of_the_annotation(bench, result):
    bench.create("a", "b")
    bench.load()
    bench.annotate("a", result, flag("Is this libel?\n", "Ask the lawyers."))
    swept = bench.sync()
    assert "a: ada flags to the lead: Is this libel?\n\nAsk the lawyers." in swept.notes
    assert swept.dropped == 0
    (shown,) = show(bench.store, bench.name).to_json()["flags"]
    assert (shown["article"], shown["annotator"]) == ("a", "ada")
    assert shown["at"].endswith("Z")
    assert not [note for note in bench.sync().notes if "flags" in note]


def test_a_flag_is_no_part_of_the_annotation(bench):
    bench.create("a")
    bench.load()
    number = bench.annotate("a", MAYOR)
    assert bench.sync().new == 1
    bench.accounts["ada"].patch(f"/api/annotations/{number}/", {"result": [MAYOR, flag("Look at this.")]})
    swept = bench.sync()
    assert (swept.changed, swept.unchanged) == (0, 1)
    assert flags(bench) == [("a", "ada", "Look at this.")]
    assert dict(bench.current("a")[0].answers) == {}


@pytest.mark.parametrize("said", [[], ["  "]])
def test_an_annotator_takes_it_back(bench, said):
    bench.create("a")
    bench.load()
    number = bench.annotate("a", flag("Look at this."))
    bench.sync()
    bench.accounts["ada"].patch(f"/api/annotations/{number}/", {"result": [flag(*said)]})
    assert bench.sync().notes == ()
    assert flags(bench) == []
