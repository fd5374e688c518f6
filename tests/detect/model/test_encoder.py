"""A fine-tuned encoder as a model: what it is given, and that everything takes it."""

import json
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.cli import run
from annotate.core.errors import UsageError
from annotate.detect import Detector, load_model
from annotate.detect.model import Model, save_model
from annotate.detect.model.encoder import scores_of, window, windows, words_of
from annotate.detect.model.features import features
from annotate.detect.model.pieces import LONGEST, pieces_of
from annotate.detect.model.tags import TAGS
from annotate.detect.model.words import Vocabulary
from annotate.detect.passage import passage
from tests.support.bench import the_lexicon
from tests.support.graphs import PIECES, believing, by_piece, graph_of, written
from tests.support.notation import article
from tests.support.scheme import the_scheme

KNOWN = {piece: number for number, piece in enumerate(PIECES)}
TEXT = "Mayor Ada Lee said the bridge was safe.\n\nIt was built in 1931."


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("the", ["the"]),
        ("The", ["the"]),
        ("thé", ["the"]),
        ("unsafely", ["un", "##safe", "##ly"]),
        ("the-bridge.", ["the", "[UNK]", "bridge", "."]),
        ("safely", ["[UNK]"]),
        ("", ["[UNK]"]),
        ("the" * 40, ["[UNK]"]),
        ("..." * 40, ["."] * LONGEST),
    ],
)
def test_a_word_is_cut_into_the_longest_pieces_that_are_known(word, pieces):
    assert [PIECES[number] for number in pieces_of(word, KNOWN)] == pieces


@pytest.mark.parametrize(
    ("sizes", "lengths", "expected"),
    [
        ([], [], []),
        ([1, 1], [2], [(0, 2)]),
        ([4, 1, 4, 1], [2, 2], [(0, 4)]),
        ([5, 1, 4, 1], [2, 2], [(0, 2), (2, 4)]),
        ([1, 1, 5, 1, 4, 1], [2, 2, 2], [(0, 4), (4, 6)]),
        ([4, 4, 4, 1], [4], [(0, 2), (2, 4)]),
        ([4, 4, 4, 1, 4, 1], [4, 2], [(0, 2), (2, 6)]),
        ([1, 4, 4, 4, 1], [1, 4], [(0, 1), (1, 3), (3, 5)]),
        ([1, 1], [1, 1], [(0, 2)]),
    ],
)
def test_windows_are_whole_passages_where_they_fit_in_ten_pieces(sizes, lengths, expected):
    assert list(windows(sizes, lengths, 10)) == expected


@given(st.lists(st.lists(st.integers(1, LONGEST), min_size=1, max_size=9), max_size=9), st.integers(16, 64))
def test_windows_lose_nothing_and_never_grow(passages, most):
    sizes = [size for one in passages for size in one]
    found = list(windows(sizes, [len(one) for one in passages], most))
    assert [row for window_ in found for row in range(*window_)] == list(range(len(sizes)))
    assert all(0 < sum(sizes[start:end]) <= most for start, end in found)


def rows(text, encoder):
    spans = article(text).paragraphs
    read = [passage(text, span, [span]) for span in spans]
    return read, features(read, [[] for _ in read], Vocabulary(())), list(words_of(encoder, read))


def test_a_window_says_where_words_begin_and_end():
    encoder = by_piece({})
    _, made, words = rows("The unsafely bridge", encoder)
    given_ = window(encoder, words, made.columns)
    assert [PIECES[number] for number in given_.pieces] == [
        "[CLS]", "the", "un", "##safe", "##ly", "bridge", "[SEP]",
    ]  # fmt: skip
    assert given_.first.tolist() == [1, 2, 5, 6]
    assert given_.last.tolist() == [1, 4, 5, 6]
    assert given_.told[:, 0].tolist() == [0, 3, 2, 2, 2, 2, 0]
    assert given_.told[:, 3].tolist() == [0, 3, 0, 0, 0, 0, 4]


def test_scores_do_not_hang_on_where_windows_end():
    known = dict(zip(PIECES, np.eye(len(PIECES), len(TAGS)), strict=True))
    wide, narrow = by_piece(known, 10_000), by_piece(known, 18)
    read, made, _ = rows("the the.\n\nthe\n\n" + "unsafely . " * 40, wide)
    assert np.array_equal(scores_of(wide, made.columns, read), scores_of(narrow, made.columns, read))


def test_the_ends_of_a_passage_know_that_nothing_stands_beyond():
    step = np.zeros((len(TAGS), len(TAGS)), np.float32)
    step[0, 1], step[2, 0] = 3, 5
    encoder = replace(by_piece({}), step=step)
    read, made, _ = rows("the the the.\n\nthe", encoder)
    scores = scores_of(encoder, made.columns, read)
    separators = made.starts + made.lengths
    assert scores[:, 1].nonzero()[0].tolist() == [0, separators[0] + 1]
    assert np.delete(scores[:, 2], separators).tolist() == [0, 0, 0, 5, 5]


@pytest.fixture
def file(tmp_path):
    return written(believing(), tmp_path / "tiny.npz")


def test_it_marks_as_any_model_does(file):
    detector = Detector(the_lexicon(), the_scheme(), load_model(file))
    found = detector.detect(article(TEXT))
    marked = {(one.label, one.span.cut(TEXT)) for one in found.marks}
    assert {("SOURCE", "Mayor Ada Lee"), ("CUE", "said"), ("ASSERTION", "the bridge was safe")} <= marked
    assert detector.name.startswith("tiny ")


@pytest.mark.parametrize(
    "text", ["😀", "”", "—\n\n—", "word " * 4000, "“a" * 50, "A.\n\n\n\nB said so.", "a" * 9000]
)
def test_odd_texts_are_marked_without_a_fault(file, text):
    Detector(the_lexicon(), the_scheme(), load_model(file)).detect(article(text))


def test_it_is_the_same_bytes_each_time(file, tmp_path):
    save_model(load_model(file), tmp_path / "two.npz")
    assert file.read_bytes() == (tmp_path / "two.npz").read_bytes()


def gold(folder):
    at = TEXT.index("said")
    spans = [("SOURCE", 0, at - 1), ("CUE", at, at + 4), ("ASSERTION", at + 5, TEXT.index("."))]
    said = [{"label": label, "start": start, "end": end} for label, start, end in spans]
    row = {"id": "a", "text": TEXT, "spans": said}
    path = folder / "gold.jsonl"
    path.write_text(json.dumps({**row, "links": []}) + "\n", "utf-8")
    return str(path)


def test_detect_evaluate_calibrate_and_card_take_it(file, tmp_path, capsys):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    assert run(["detect", str(tmp_path / "a.txt"), "--model", str(file)]) == 0
    assert {one["label"] for one in json.loads(capsys.readouterr().out)["marks"]} >= {"SOURCE", "CUE"}
    assert run(["detect", "evaluate", gold(tmp_path), "--model", str(file), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["model"].startswith("tiny ")
    out = tmp_path / "calibrated.npz"
    assert run(["detect", "calibrate", gold(tmp_path), "--model", str(file), "--out", str(out)]) == 0
    assert run(["detect", "card", str(out)]) == 0
    assert "calibrated on" in capsys.readouterr().out
    assert load_model(out).name == load_model(file).name


def test_training_cannot_go_on_from_it(file, tmp_path, capsys):
    out = tmp_path / "out.npz"
    code = run(["detect", "train", gold(tmp_path), "--from", str(file), "--out", str(out)])
    told = capsys.readouterr().err
    assert (code, out.exists()) == (2, False)
    assert "it is a fine-tuned encoder" in told
    assert "--from shipped" in told


def test_without_onnxruntime_it_says_what_to_install(file, monkeypatch):
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(UsageError, match="needs the extra `encoder`") as caught:
        load_model(file)
    assert "annotate[encoder]" in caught.value.remedy


NONE = np.zeros((len(PIECES), len(TAGS)), np.float32)


@pytest.mark.parametrize(
    ("graph", "why"),
    [
        (b"", "damaged"),
        (b"no graph", "damaged"),
        (graph_of(NONE, NONE, tuple("abcd")), "must take pieces, told"),
    ],
)
def test_what_is_no_graph_of_this_kind_is_refused(graph, why, tmp_path):
    broken = Model(replace(believing(), graph=graph), Vocabulary(()), {})
    with pytest.raises(UsageError, match=f"no model can be read from .*{why}"):
        save_model(broken, tmp_path / "broken.npz")
