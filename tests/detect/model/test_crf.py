"""The tags that go best together, and how probable they are, against counting them all."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.detect.model.crf import best, chains, posterior, span_probability
from annotate.detect.model.tags import decode

K = 3
"""O, B and I of one label: few enough to count every sequence."""


def made(lengths, seed):
    """Emissions of an article's rows, its paragraphs one row apart, and scores of steps."""
    random = np.random.default_rng(seed)
    lengths = np.array(lengths, np.int32)
    starts = (np.cumsum(lengths + 1) - lengths - 1).astype(np.int32)
    rows = random.normal(0, 2, (int(lengths.sum()) + len(lengths), K)).astype(np.float32)
    return rows, random.normal(0, 2, (K, K)).astype(np.float32), chains(starts, lengths), starts


def every(rows, step):
    """Each sequence of tags with its score."""
    for tags in product(range(K), repeat=len(rows)):
        yield (
            tags,
            sum(float(rows[t, tag]) for t, tag in enumerate(tags))
            + sum(float(step[one, two]) for one, two in pairwise(tags)),
        )


PARAGRAPHS = st.lists(st.integers(0, 5), min_size=1, max_size=4)


@settings(deadline=None, max_examples=40)
@given(PARAGRAPHS, st.integers(0, 10**6))
def test_the_best_tags_are_the_best_of_all(lengths, seed):
    rows, step, laid, starts = made(lengths, seed)
    found = best(rows[laid.rows], step, laid)
    for paragraph, place in laid.place.items():
        here = rows[starts[paragraph] :][: lengths[paragraph]]
        assert tuple(found[: lengths[paragraph], place]) == max(every(here, step), key=lambda one: one[1])[0]


@settings(deadline=None, max_examples=40)
@given(PARAGRAPHS, st.integers(0, 10**6))
def test_probabilities_are_shares_of_all_sequences(lengths, seed):
    rows, step, laid, starts = made(lengths, seed)
    known = posterior(rows[laid.rows], step, laid)
    for paragraph, place in laid.place.items():
        length = lengths[paragraph]
        weighed = [(t, np.exp(score)) for t, score in every(rows[starts[paragraph] :][:length], step)]
        total = sum(weight for _, weight in weighed)
        assert known.log_total[place] == pytest.approx(np.log(total), rel=1e-4, abs=1e-4)
        for at, tag in product(range(length), range(K)):
            share = sum(weight for tags, weight in weighed if tags[at] == tag) / total
            assert known.tags[at, place, tag] == pytest.approx(share, abs=1e-4)
        for start, end in ((s, e) for s in range(length) for e in range(s + 1, length + 1)):
            share = sum(w for tags, w in weighed if begins(tags, start, end)) / total
            chance = span_probability(known, length, place, 1, (start, end))
            assert chance == pytest.approx(share, abs=1e-4)


def begins(tags, start, end):
    """Whether exactly these words are a span that opens with its B."""
    return tags[start] == 1 and ("SOURCE", (start, end)) in decode(tags)


def test_nothing_is_nothing():
    laid = chains(np.zeros(0, np.int32), np.zeros(0, np.int32))
    assert best(np.zeros((0, 0, K), np.float32), np.zeros((K, K), np.float32), laid).size == 0
