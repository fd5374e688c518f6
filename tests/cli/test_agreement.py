"""`annotate agreement` on the sample annotations, as a lead would call it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotate.cli import run
from annotate.store import Campaign, Campaigns, open_store
from tests.support.samples import make_home

STATISTIC = {"value", "low", "high", "n"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the sample articles and both annotators' readings of them."""
    home = tmp_path_factory.mktemp("agreement") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANNOTATE_HOME", str(home))
        make_home("ruth", "omar")
    return home


@pytest.fixture
def lead(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs the command; its exit code, its data and its talk."""
    monkeypatch.setenv("ANNOTATE_HOME", str(home))

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(["agreement", *arguments])
        return (code, *capsys.readouterr())

    return call


def statistics(found: Any) -> list[dict[str, Any]]:
    if isinstance(found, dict):
        own = [found] if found.keys() == STATISTIC else []
        return own + [one for part in found.values() for one in statistics(part)]
    return [one for part in found for one in statistics(part)] if isinstance(found, list) else []


def test_the_shape_is_the_contract_s(lead: Any) -> None:
    code, out, _ = lead("imports", "--format", "json")
    assert code == 0
    found = json.loads(out)
    assert found["annotators"] == ["omar", "ruth"]
    (pair,) = found["pairs"]
    assert (pair["a"], pair["b"], pair["articles"]) == ("omar", "ruth", 14)
    assert pair["by_label"].keys() == found["alpha_u"].keys() == {
        "ASSERTION", "SOURCE", "CUE", "HEDGE", "NOISE",
    }  # fmt: skip
    assert all(one.keys() == {"exact_f1", "overlap_f1", "iou50_f1"} for one in pair["by_label"].values())
    assert {"SOURCE.identity", "ASSERTION.kind", "ASSERTION.kind_group", "genre"} <= found["alpha"].keys()
    assert pair["links_f1"].keys() == STATISTIC
    every = statistics(found)
    assert len(every) > 50
    assert all(one["low"] <= one["value"] <= one["high"] for one in every if one["low"] is not None)


def test_the_samples_differ_as_two_honest_annotators_do(lead: Any) -> None:
    found = json.loads(lead("imports", "--format", "json")[1])
    assert 0.8 < found["pairs"][0]["by_label"]["ASSERTION"]["exact_f1"]["value"] < 0.95
    assert 0.85 < found["alpha"]["SOURCE.identity"]["value"] < 0.98
    assert 0.85 < found["alpha_u"]["SOURCE"]["value"] < 0.98
    assert found["alpha"]["SOURCE.identity"]["low"] < found["alpha"]["SOURCE.identity"]["value"]


def test_it_says_the_same_again(lead: Any) -> None:
    assert lead("imports", "--worst") == lead("imports", "--worst")


def test_the_worst_stands_side_by_side_in_words(lead: Any) -> None:
    code, out, _ = lead("imports", "--worst", "--top", "2")
    assert code == 0
    assert "scoop-island-ferries (central): “Under the draft" in out
    passage = out.partition("scoop-island-ferries (central): ")[2]
    assert passage.splitlines()[1].split() == ["What", "Words", "omar", "ruth"]
    assert "Lines of the guidelines that cost most" in out
    found = json.loads(lead("imports", "--worst", "--top", "2", "--format", "json")[1])["worst"]
    assert {name: len(rows) for name, rows in found.items()} == {
        "articles": 2, "passages": 2, "confusions": 2, "sections": 2, "lines": 2,
    }  # fmt: skip
    text = found["passages"][0]
    assert text["differences"][0].keys() >= {"topic", "where", "words", "one", "other"}


@pytest.mark.parametrize(
    ("by", "line"),
    [("pair", "omar · ruth"), ("article", "wire-coal-piers"), ("value", "SOURCE.identity: named_person")],
)
def test_figures_for_each_of_a_kind(lead: Any, by: str, line: str) -> None:
    code, out, _ = lead("imports", "--by", by)
    assert code == 0
    table = out.partition(f"\nBy {by}")[2]
    assert line in table


def test_an_unknown_campaign_is_a_usage_error(lead: Any) -> None:
    code, _, err = lead("nowhere")
    assert code == 2
    assert "annotate campaign list" in err


def test_a_campaign_counts_its_own_readings_and_what_it_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ANNOTATE_HOME", str(tmp_path / "home"))
    assert run(["init"]) == 0
    store = open_store(f"sqlite:///{tmp_path / 'home' / 'annotate.db'}")
    with store.session() as session:
        Campaigns(session).create(Campaign("spring", scheme="1", depth="central"))
    store.dispose()
    lines = [
        line("ada", "spring"),
        line("bob", "spring"),
        line("cem", None),
        line("dan", "spring", unable="cut off"),
    ]
    (tmp_path / "read.jsonl").write_text("\n".join(lines))
    assert run(["annotations", "import", str(tmp_path / "read.jsonl")]) == 0
    capsys.readouterr()
    assert run(["agreement", "spring", "--format", "json"]) == 0
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert (found["annotators"], found["articles"]) == (["ada", "bob"], 1)
    assert found["alpha_u"].keys() == {"ASSERTION", "SOURCE"}
    assert found["alpha_u"]["SOURCE"] == {"value": 1.0, "low": None, "high": None, "n": 2}
    assert "1 reading left out: the annotator could not label the article" in err


def line(annotator: str, campaign: str | None, unable: str = "") -> str:
    """An import line of one source in one sentence."""
    marks = [] if unable else [{"id": "m", "label": "SOURCE", "start": 10, "end": 13}]
    answers = {"cannot_be_labelled": unable} if unable else {}
    return json.dumps(
        {"article": "a", "article_text": "It rains, Lee said.", "campaign": campaign, "annotator": annotator,
         "marks": marks, "links": [], "answers": answers}
    )  # fmt: skip


def test_where_nobody_read_twice_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ANNOTATE_HOME", str(tmp_path / "home"))
    assert run(["init"]) == 0
    assert run(["agreement", "imports"]) == 0
    assert "nobody: 0 articles read by two or more" in capsys.readouterr().out
    (tmp_path / "one.jsonl").write_text(
        json.dumps(
            {"article": "a", "article_text": "It rains.", "annotator": "ada", "marks": [], "links": []}
        )
    )
    assert run(["annotations", "import", str(tmp_path / "one.jsonl")]) == 0
    capsys.readouterr()
    assert run(["agreement", "imports", "--worst"]) == 0
    assert "no article has two readings" in capsys.readouterr().err
