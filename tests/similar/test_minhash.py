"""Near-duplicates: what is alike, and that what is alike is found."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from annotate.similar.minhash import BANDS, ROWS, bands, candidates, estimate, missed, signature, signatures
from annotate.similar.runs import runs, similarity

WORDS = [f"w{n}" for n in range(400)]


def rewritten(words: list[str], share: float, random: Random) -> list[str]:
    """The words with that share of their runs another."""
    kept = round(len(words) * (1 - share))
    return words[:kept] + [f"other{random.random()}" for _ in words[kept:]]


def test_near_duplicates_are_found_as_often_as_it_is_said() -> None:
    """200 pairs of similarity 0.4, of which the banding may miss 1.5 % (three standard errors: 4 %)."""
    random, found = Random(7), 0  # noqa: S311 - no secret
    for _ in range(200):
        words = [f"{random.random()}" for _ in range(300)]
        texts = (" ".join(words), " ".join(rewritten(words, 3 / 7, random)))
        alike = similarity(*map(runs, texts))
        assert 0.38 < alike < 0.42
        rows = b"".join(signature(runs(text)) for text in texts)
        found += list(candidates(signatures(rows), 0.4)) == [(0, 1)]
    assert missed(0.4) == pytest.approx(0.0145, abs=0.001)
    assert found >= 192


def test_of_unlike_texts_few_are_looked_at() -> None:
    random = Random(3)  # noqa: S311 - no secret
    rows = b"".join(signature(runs(" ".join(random.choices(WORDS, k=300)))) for _ in range(100))
    assert len(list(candidates(signatures(rows), 0.4))) < 10


def test_many_copies_take_no_square_of_time() -> None:
    rows = signature(runs("the same report on each site, word for word")) * 2000
    pairs = list(candidates(signatures(rows), 0.4))
    assert len(pairs) < 3 * 2000
    assert {row for pair in pairs for row in pair} == set(range(2000))


def test_a_signature_does_not_go_by_the_order_of_a_set() -> None:
    own = runs(" ".join(WORDS))
    assert signature(own) == signature(sorted(own, reverse=True))
    assert signatures(signature(own)).dtype == np.uint32
    assert signatures(signature(own)).shape == (1, BANDS * ROWS)


def test_a_band_has_the_same_key_wherever_it_stands_alike() -> None:
    row = signature(runs(" ".join(WORDS)))
    keys = bands(row)
    assert len(set(keys)) == BANDS
    assert bands(row) == keys
    assert all(-(2**63) <= key < 2**63 for key in keys)
    assert len(set(bands(bytes(len(row))))) == BANDS  # the same numbers in another band are another key


def test_the_estimate_is_near_the_similarity() -> None:
    words = [f"w{n}" for n in range(900)]
    texts = [runs(" ".join(words)), runs(" ".join(rewritten(words, 0.2, Random(5))))]  # noqa: S311 - no secret
    one, other = map(signature, texts)
    assert estimate(one, other) == pytest.approx(similarity(*texts), abs=0.15)
    assert estimate(one, one) == 1
