"""The derivatives against small differences, and training's way forward against that of marking."""

from dataclasses import replace

import numpy as np
import pytest

from annotate.detect.model.crf import chains
from annotate.detect.model.features import COLUMNS, SIZES, Rows
from annotate.detect.model.network import emissions
from annotate.training.begin import begin
from annotate.training.gradient import Dropped, backward, forward
from annotate.training.loss import loss
from annotate.training.options import Options
from annotate.training.step import Example, Sum, by_table

OPTIONS = Options(width=12, dilations=(1, 2, 1))
LENGTHS = np.array([7, 1, 4], np.int32)


def network():
    """A small one; its sizes raised, so that differences are seen."""
    random = np.random.default_rng(3)
    weights = begin(random.normal(0, 1, (9, 6)).astype(np.float32), OPTIONS)
    return replace(weights, step=random.normal(0, 1, (7, 7)).astype(np.float32))


def made():
    random = np.random.default_rng(4)
    starts = np.array([0, 8, 10], np.int32)
    sizes = [10, 50, 50, 50, *SIZES.values()]
    columns = np.stack([random.integers(0, size, 15) for size in sizes], axis=1).astype(np.int32)
    assert columns.shape[1] == len(COLUMNS)
    return Example(Rows(columns, starts, LENGTHS), random.integers(0, 7, 15).astype(np.int8))


def kept(weights, rows, share=1.0):
    random = np.random.default_rng(5)
    wide = weights.mix.shape[2]

    def factors(size):
        return ((random.random((rows, size)) < share) / share).astype(np.float32)

    return Dropped(factors(weights.enter.shape[0]), [factors(wide) for _ in weights.dilations], factors(wide))


def value(weights, example, dropped):
    known = forward(weights, example.rows.columns, dropped)
    return loss(known.scores, weights.step, example.laid, example.tags)[0]


def test_forward_is_that_of_marking():
    weights, example = network(), made()
    known = forward(weights, example.rows.columns, kept(weights, 15))
    np.testing.assert_allclose(known.scores, emissions(weights, example.rows.columns), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("name", [name for name, _ in network().arrays()])
def test_the_gradient_is_the_slope(name):
    weights, example = network(), made()
    dropped = kept(weights, 15, share=0.8)
    known = forward(weights, example.rows.columns, dropped)
    _, d_scores, d_step = loss(known.scores, weights.step, example.laid, example.tags)
    dense, looked_up = backward(weights, known, dropped, d_scores)
    dense["step"] = d_step
    tables = by_table(weights, Sum(0.0, dense, [example.rows.columns], [looked_up]))
    random = np.random.default_rng(6)
    array = getattr(weights, name)
    if name in tables:
        gradient = np.zeros((array.reshape(-1, array.shape[-1])).shape, np.float32)
        rows, values = tables[name]
        gradient[rows] = values
        gradient = gradient.reshape(array.shape)
    else:
        gradient = dense[name]
    along = random.normal(0, 1, array.shape).astype(np.float32)
    small = 1e-2 / np.sqrt(array.size)
    ahead, behind = (
        value(replace(weights, **{name: array + sign * np.float32(small) * along}), example, dropped)
        for sign in (1, -1)
    )
    assert float((gradient * along).sum()) == pytest.approx(
        (ahead - behind) / (2 * small), rel=0.03, abs=0.02
    )


def test_paragraphs_of_any_length_have_a_loss():
    weights, example = network(), made()
    laid = chains(example.rows.starts, example.rows.lengths)
    found = loss(np.zeros((15, 7), np.float32), np.zeros_like(weights.step), laid, example.tags)
    assert found[0] == pytest.approx(LENGTHS.sum() * np.log(7), rel=1e-4)
