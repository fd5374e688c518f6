"""The shipped model: read from its file, marking as it should."""

import json
from pathlib import Path

import numpy as np
import pytest

from annotate.core.errors import UsageError
from annotate.detect import Detector, detect, load_model
from annotate.detect.model import save_model
from annotate.resources import shipped
from tests.support.bench import the_lexicon
from tests.support.notation import article
from tests.support.scheme import the_scheme

FILE = shipped("models", "default.npz")
MODEL = load_model(FILE)
BEST = Detector(the_lexicon(), the_scheme(), MODEL)
MOST_BYTES = 10_000_000

SPLIT = "“The bridge,” Ann Lee said on Monday, “is safe.”"
WHOLE = "Mayor Ada Lee said the bridge was safe.\n\nIt was built in 1931."


def test_it_is_small_enough_to_ship():
    assert FILE.stat().st_size <= MOST_BYTES


def test_it_says_who_says_what():
    found = BEST.detect(article(WHOLE))
    marked = {(one.label, one.span.cut(WHOLE)) for one in found.marks}
    assert {("SOURCE", "Mayor Ada Lee"), ("CUE", "said"), ("ASSERTION", "the bridge was safe")} <= marked
    assert {link.type for link in found.links} == {"attributed_to", "cued_by"}


def test_marks_carry_a_probability_and_rules_fill_them():
    found = BEST.detect(article(WHOLE))
    source = next(one for one in found.marks if one.label == "SOURCE")
    assert source.attributes["identity"] == "named_person"
    assert all(one.confidence is not None and 0 <= one.confidence <= 1 for one in found.marks)


def test_the_writers_own_claims_stay():
    found = BEST.detect(article(WHOLE))
    linked = {link.from_id for link in found.links}
    own = [one.span.cut(WHOLE) for one in found.labelled("ASSERTION") if one.id not in linked]
    assert own == ["It was built in 1931"]


@pytest.mark.parametrize("text", ["😀", "”", "—\n\n—", "word " * 4000, "“a" * 50, "A.\n\n\n\nB said so."])
def test_odd_texts_are_marked_without_a_fault(text):
    BEST.detect(article(text))


def test_the_same_text_gets_the_same_marks():
    assert BEST.detect(article(SPLIT)) == BEST.detect(article(SPLIT))


def test_without_a_model_the_rules_mark_alone():
    alone = Detector(the_lexicon(), the_scheme())
    assert alone.name == "rules"
    assert alone.detect(article(WHOLE)) == detect(article(WHOLE), the_lexicon(), the_scheme())


def test_a_model_is_the_same_bytes_each_time(tmp_path):
    again = save_model(MODEL, tmp_path / "one.npz")
    save_model(again, tmp_path / "two.npz")
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    assert again.name == load_model(tmp_path / "two.npz").name


@pytest.mark.parametrize("content", [b"", b"no model", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_model_is_refused(tmp_path: Path, content):
    file = tmp_path / "other.npz"
    file.write_bytes(content)
    with pytest.raises(UsageError, match=r"no model can be read from .*other\.npz"):
        load_model(file)


def test_a_model_of_another_version_is_refused(tmp_path: Path):
    with np.load(FILE) as file:
        stored = {name: file[name] for name in file.files}
    head = json.loads(stored["head"].tobytes())
    stored["head"] = np.frombuffer(json.dumps({**head, "format": 0}).encode(), np.uint8)
    np.savez(tmp_path / "old.npz", **stored)
    with pytest.raises(UsageError, match="another version of the detector"):
        load_model(tmp_path / "old.npz")
