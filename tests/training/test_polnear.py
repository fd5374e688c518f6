"""The corpus's own files as lines of gold; the article here is ours."""

import json

import pytest

from annotate.cli import run
from annotate.core.errors import UsageError
from annotate.training.polnear import row, rows

TEXT = "“It rained,” Ada Lee and the mayor said, “all night.” Others laughed.\n\nRead more."
ANN = """\
T1\tSource 13 20\tAda Lee
T2\tSource 25 34\tthe mayor
T3\tCue 35 39\tsaid
T4\tContent 41 45;46 53;0 12\t“all night.” “It rained,”
T5\tAttribution 35 39\tsaid
E1\tAttribution:T5 Content:T4 Cue:T3 Source:T1 Source2:T2
T6\tDiscard 71 81\tRead more.
A1\tNested E1
"""


def test_spans_and_links_are_those_of_the_file():
    found = row("wire_2016-01-01_rain", TEXT, ANN)
    marked = {span["id"]: [TEXT[start:end] for start, end in span["parts"]] for span in found["spans"]}
    assert marked == {
        "T1": ["Ada Lee"],
        "T2": ["the mayor"],
        "T3": ["said"],
        "T4": ["“It rained,”", "“all night.”"],
        "T6": ["Read more."],
    }
    assert [tuple(link.values()) for link in found["links"]] == [
        ("attributed_to", "T4", "T1"),
        ("attributed_to", "T4", "T2"),
        ("cued_by", "T4", "T3"),
    ]
    assert found["publisher"] == "wire"


def corpus(folder, standoff=ANN):
    for name in ("text", "attributions"):
        (folder / "data" / "train" / name).mkdir(parents=True)
    (folder / "data" / "train" / "text" / "wire_rain.txt").write_text(TEXT, "utf-8")
    for annotator in ("b2", "a1"):
        path = folder / "data" / "train" / "attributions" / f"wire_rain_{annotator}.ann"
        path.write_text(standoff, "utf-8")
    return folder


def test_of_several_annotators_the_first_is_read(tmp_path):
    assert [(one["id"], one["annotator"]) for one in rows(corpus(tmp_path), "train")] == [("wire_rain", "a1")]


def test_the_command_writes_a_line_an_article(tmp_path):
    out = tmp_path / "polnear.jsonl"
    assert run(["detect", "prepare", "polnear", str(corpus(tmp_path / "c")), "--out", str(out)]) == 0
    (line,) = out.read_text("utf-8").splitlines()
    assert json.loads(line)["id"] == "wire_rain"


def test_a_folder_without_the_corpus_is_refused(tmp_path):
    with pytest.raises(UsageError, match="there is no test/text"):
        list(rows(tmp_path, "test"))


def test_a_broken_file_is_named(tmp_path):
    with pytest.raises(UsageError, match=r"wire_rain_a1\.ann is no standoff file"):
        list(rows(corpus(tmp_path, "T1\tSource here\tx"), "train"))
