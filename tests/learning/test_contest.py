"""A model replaces another where it is better on nearly every resample of the articles held back."""

import pytest

from annotate.detect.model.tags import LABELS
from annotate.learning.contest import contest


def marked(*right):
    """Articles with ten marks of each label, of which so many were found, and nothing else."""
    return [dict.fromkeys(LABELS, (n, n, n, 10)) for n in right]


@pytest.mark.parametrize(
    ("before", "after", "ahead", "won"),
    [
        pytest.param([5] * 10, [6] * 10, True, True, id="a little better on every article"),
        pytest.param([5] * 10, [4] * 10, False, False, id="worse on every article"),
        pytest.param([5] * 10, [5] * 10, False, False, id="a tie keeps the old one"),
        pytest.param([5] * 10, [10] + [5] * 9, True, False, id="better on one article of ten is chance"),
        pytest.param([5] * 10, [4] * 4 + [7] * 6, True, True, id="better on most, and by more"),
        pytest.param([5] * 10, [4] * 5 + [6] * 5, False, False, id="as often worse as better"),
        pytest.param([5] * 4, [9] * 4, True, False, id="four articles tell nothing"),
        pytest.param([0] * 10, [0] * 10, False, False, id="neither finds anything"),
    ],
)
def test_which_of_two_models_is_used(before, after, ahead, won):
    found = contest(marked(*before), marked(*after))
    assert (found.ahead.value > 0.001) == ahead
    assert found.won == won


def test_the_same_contest_is_as_sure_each_time():
    before, after = marked(5, 6, 7, 5, 4, 6), marked(6, 5, 9, 4, 5, 7)
    one = contest(before, after)
    assert one == contest(before, after)
    assert one.ahead.low < one.ahead.value < one.ahead.high
    assert 0.5 < one.sure < 1


def test_articles_are_drawn_with_both_models_marks():
    """Articles differ far more than the models do: only a paired comparison sees that one is ahead."""
    found = contest(marked(1, 9, 2, 8, 3, 7), marked(2, 10, 3, 9, 4, 8))
    assert found.sure == 1
    assert found.ahead.low > 0
