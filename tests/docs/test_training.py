"""The examples of training in docs/data.md, run as they stand: each learns what it was shown."""

import re
from pathlib import Path
from typing import Any

import pytest

from annotate.cli import run
from tests.support.samples import make_home

PAGE = Path(__file__).parents[2] / "docs" / "data.md"
SECTION = PAGE.read_text("utf-8").partition("## Ready for training")[2].partition("\n## ")[0]
SPACY, CONLL = re.findall(r"^```python\n(.*?)^```", SECTION, re.MULTILINE | re.DOTALL)


@pytest.fixture
def exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the section's own commands make of the samples."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ANNOTATE_HOME", str(tmp_path / "home"))
    make_home("ruth")
    for command in re.findall(r"^\$ annotate (.*)$", SECTION, re.MULTILINE):
        assert run(command.split()) == 0
    return tmp_path


def executed(example: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(example, names)  # noqa: S102 - it is our own page
    return names


@pytest.mark.slow
def test_spacy_learns_spans(exported: Path) -> None:
    names = executed(SPACY)
    assert names["nlp"].evaluate(names["examples"])["spans_sc_f"] > 0.1


def test_a_tagger_learns_tags(exported: Path) -> None:
    names = executed(CONLL)
    gold = [pair for sentence in names["sentences"] for pair in sentence]
    tagged = [
        pair
        for sentence in names["sentences"]
        for pair in names["tagger"].tag([form for form, _ in sentence])
    ]
    cues = [(was, is_) for (_, was), (_, is_) in zip(gold, tagged, strict=True) if was != "O"]
    assert len(cues) > 50
    assert sum(was == is_ for was, is_ in cues) > 0.7 * len(cues)
