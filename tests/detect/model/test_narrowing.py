"""Where an unsure assertion is cut: a row for each condition, given the scores of tags at some words."""

import pytest

from annotate.detect.model.narrowing import narrowed
from tests.detect.model.test_joining import emitted, read, spans

CREW = "Lee said it was safe and praised the crew."
RAIN = "It rained and it was safe, Lee said."
TWO = "Lee said it was safe. He left early."
WHOLE = "it was safe and praised the crew"
RAINED = "c said | a It rained and it was safe@0.01"
BOTH = f"c said | a {WHOLE}@0.01"
LEFT = "it was safe. He left early"
SAFE = "2 B-A 8|3 I-A 8|4 I-A 8|5 O 8"


@pytest.mark.parametrize(
    ("text", "marked", "scores", "left"),
    [
        (RAIN, RAINED, "0 B-A 8|1 I-A 8|2 O 8|3 B-A 8|4 I-A 9|5 I-A 8", {"it was safe"}),
        (RAIN, RAINED, "0 B-A 8|1 I-A 9|2 O 8", {"It rained and it was safe"}),
        (CREW, f"a {WHOLE}@0.01", SAFE, {"it was safe"}),
        (CREW, f"c said | a {WHOLE}@0.45", "2 B-A 8|3 I-A 8|4 I-A 8|5 I-A 2|6 I-A -8", {WHOLE}),
        (CREW, BOTH, "2 B-A 8|3 O 8|8 I-A 9", {WHOLE}),
        (CREW, BOTH, "2 B-A 8|3 I-A 8|4 I-A 2.64|5 O 8", {"it was safe"}),
        (CREW, BOTH, f"{SAFE}|6 B-C 6|6 B-A 6|7 B-A 5|7 I-A 6|8 I-A 6", {"it was safe", "the crew"}),
        (CREW, BOTH, f"{SAFE}|6 B-C 0.4|7 B-A 6|8 I-A 6", {"it was safe"}),
        (CREW, BOTH, f"{SAFE}|6 B-C 6|7 B-A 0.4|8 I-A 1.8", {"it was safe"}),
        (TWO, f"c said | a {LEFT}@0.01", "2 B-A 8|3 I-A 8|4 I-A 8|5 I-A 8|6 I-A 8|7 O 8", {LEFT}),
    ],
    ids=[
        "beside a cue behind", "not at its own end", "without a cue", "hardly likelier",
        "without its surest word",
        "the likeliest", "beside another's cue", "no cue behind", "no words behind", "within its sentence",
    ],
)  # fmt: skip
def test_an_unsure_assertion_is_cut_to_what_is_likelier(text, marked, scores, left):
    one = read(text)
    names = {"B-A": "B-ASSERTION", "I-A": "I-ASSERTION", "B-C": "B-CUE", "O": "O"}
    rows = [row.split() for row in scores.split("|")]
    known = emitted(one, [(int(at), names[tag], float(score)) for at, tag, score in rows])
    found = narrowed(one, spans(one, text, marked), known, 0)
    assert {one.cut(*range_).cut(text) for label, range_ in found if label == "ASSERTION"} == left
