"""The home's models: kept, put in force, taken back."""

import json

import numpy as np
import pytest

from annotate.core.errors import UsageError
from annotate.learning.shelf import SHIPPED, in_force, keep, roll_back, use, versions
from annotate.training.options import Options
from annotate.training.train import first
from annotate.training.vectors import Vectors


def model(seed=1):
    array = np.random.default_rng(seed).normal(0, 1, (2, 4)).astype(np.float32)
    return first(Vectors(("said", "the"), array), Options(width=8, dilations=(1,), seed=seed))


@pytest.fixture
def shelf(tmp_path):
    """Two models on a shelf, the shipped one in force."""
    for seed in (1, 2):
        keep(tmp_path, model(seed))
    return tmp_path


def test_an_empty_shelf_leaves_the_shipped_model_in_force(tmp_path):
    assert (in_force(tmp_path), versions(tmp_path)) == (None, [])


def test_each_model_keeps_its_number_and_its_card(shelf):
    one, two = versions(shelf)
    assert (one.number, two.number) == (1, 2)
    assert one.card["sha256"] != two.card["sha256"]
    assert in_force(shelf) is None


def test_rolling_back_goes_through_what_was_in_force_before(shelf):
    for number in (1, 2, 2, SHIPPED, 1):
        use(shelf, number)
    assert [roll_back(shelf) for _ in range(4)] == [SHIPPED, 2, 1, SHIPPED]
    with pytest.raises(UsageError, match="no other model"):
        roll_back(shelf)


@pytest.mark.parametrize("number", [3, 99])
def test_what_is_not_on_the_shelf_cannot_be_used(shelf, number):
    with pytest.raises(UsageError, match=f"there is no model {number} "):
        use(shelf, number)


def test_a_model_whose_file_is_gone_can_be_taken_out_of_force(shelf):
    use(shelf, 2)
    versions(shelf)[1].path.unlink()
    with pytest.raises(UsageError, match=r"model 2 is in force, and its file .* is gone") as gone:
        in_force(shelf)
    assert "--use 0" in gone.value.remedy
    use(shelf, SHIPPED)
    assert in_force(shelf) is None


def test_a_damaged_model_is_not_put_in_force_and_does_not_hide_the_others(shelf):
    damaged = versions(shelf)[1].path
    damaged.write_bytes(b"hello")
    damaged.with_suffix(".json").unlink()
    with pytest.raises(UsageError, match="it is no model's file, or a damaged one"):
        use(shelf, 2)
    assert [(one.number, bool(one.card)) for one in versions(shelf)] == [(1, True), (2, False)]


def test_a_model_kept_by_a_process_that_was_killed_then_has_its_card(shelf):
    beside = versions(shelf)[1].path.with_suffix(".json")
    card = json.loads(beside.read_text())
    beside.unlink()
    assert versions(shelf)[1].card == card
