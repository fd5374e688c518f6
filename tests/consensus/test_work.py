"""What annotators have done, in figures: annotators of known skill and pace, and one led by the machine."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate.consensus.agreement import Read
from annotate.consensus.work import Done, Premarked, Work, key_of, measured, premarked
from annotate.core import Annotation, Article, Mark
from tests.support.scheme import mark, the_scheme
from tests.support.simulated import Simulated, read_by, truths

TEXT = "The quay is closed, Ada Lee said. It may open in May, officials say."
ARTICLE = Article("a", TEXT)
LEE = mark("s1", "SOURCE", "Ada Lee", TEXT, identity="named_person", standing="side_1")
CLOSED = mark("a1", "ASSERTION", "The quay is closed", TEXT)

MACHINE = Simulated("machine", 0.7)
CAREFUL, LED = Simulated("ada", 0.95), Simulated("bob", 0.95, following=0.8)
HASTY = Simulated("cem", 0.75, laziness=0.25, pace=0.5)
TRUE = list(truths(12))


def done_by(*people: Simulated, true: list[Read] | None = None) -> list[Done]:
    out = []
    for one, (truth,) in ((one, one.readings) for one in (true or TRUE)):
        shown = MACHINE.read(truth)
        readings = [person.read(truth, shown) for person in people]
        keys = [key_of(reading, readings, None, one.article, the_scheme()) for reading in readings]
        out += [Done(one.article, reading, key, shown) for reading, key in zip(readings, keys, strict=True)]
    return out


def by_name(*people: Simulated) -> dict[str, Work]:
    return {one.annotator: one for one in measured(done_by(*people), the_scheme())}


def test_the_hasty_one_is_fast_and_less_like_the_others() -> None:
    found = by_name(CAREFUL, Simulated("dan", 0.95), HASTY)
    hasty, careful = found["cem"], found["ada"]
    assert (hasty.articles, hasty.compared, hasty.few) == (12, 12, False)
    assert hasty.seconds is not None
    assert careful.seconds is not None
    assert hasty.seconds < 0.7 * careful.seconds
    assert hasty.by_topic["SOURCE"].value == pytest.approx(2 * 0.75 / 1.75, abs=0.08)
    assert careful.alike.low is not None
    assert hasty.alike.high is not None
    assert hasty.alike.high < careful.alike.low
    assert (hasty.words, hasty.marks_there) == (careful.words, 24)


def test_who_leaves_wrong_marks_as_they_are_is_led_by_the_machine() -> None:
    found = by_name(CAREFUL, LED, Simulated("dan", 0.95))
    careful, led = found["ada"].premarks, found["bob"].premarks
    assert careful.shown == led.shown == 12 * 24
    assert led.kept_wrong / led.wrong > 0.7
    assert careful.kept_wrong / careful.wrong < 0.15
    assert led.kept_right / led.right > 0.85
    assert led.untouched > careful.untouched


@pytest.mark.parametrize(
    ("kept", "key", "expected"),
    [
        ([LEE], [LEE], Premarked(shown=1, untouched=1, right=1, kept_right=1)),
        ([], [LEE], Premarked(shown=1, right=1)),
        ([LEE], [], Premarked(shown=1, untouched=1, wrong=1, kept_wrong=1)),
        ([LEE], [LEE.with_attributes(identity="metonym")], Premarked(1, 1, 0, 1, 0, 1)),
        # Which number a side has says nothing.
        ([LEE], [LEE.with_attributes(standing="side_2")], Premarked(1, 1, 1, 0, 1, 0)),
        ([LEE], None, Premarked(shown=1, untouched=1)),
    ],
)
def test_what_became_of_a_pre_mark(kept: list[Mark], key: list[Mark] | None, expected: Premarked) -> None:
    own = tuple(replace(one, origin="prediction") for one in kept)
    one = Done(
        ARTICLE,
        Annotation("a", "ada", own),
        None if key is None else Annotation("a", "key", tuple(key)),
        Annotation("a", "machine", (LEE,)),
    )
    assert premarked(one, the_scheme()) == expected


def test_a_mark_that_was_touched_or_made_by_hand_is_not_left_as_it_was() -> None:
    for origin in ("prediction-changed", "manual", None):
        reading = Annotation("a", "ada", (replace(LEE, origin=origin),))
        found = premarked(Done(ARTICLE, reading, None, Annotation("a", "m", (LEE,))), the_scheme())
        assert (found.shown, found.untouched) == (1, 0)


def test_the_key_is_what_the_others_say_or_the_verdict() -> None:
    ada, bob = Annotation("a", "ada", (LEE, CLOSED)), Annotation("a", "bob", (LEE,))
    assert key_of(ada, [ada], None, ARTICLE, the_scheme()) is None
    others = key_of(ada, [ada, bob], None, ARTICLE, the_scheme())
    assert others is not None
    assert [one.label for one in others.marks] == ["SOURCE"]
    verdict = Annotation("a", "lead", (CLOSED,), origin="verdict")
    decided = key_of(ada, [ada, bob], verdict, ARTICLE, the_scheme())
    assert decided is not None
    assert [one.label for one in decided.marks] == ["ASSERTION"]


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        ([60, 60], (None, 0)),
        ([60, 70, 80], (70, 0)),
        # Over lunch.
        ([60, 70, 80, 4000], (70, 1)),
        ([60, 70, 80, None], (70, 0)),
    ],
)
def test_timers_that_ran_on_are_left_out(seconds: list[int | None], expected: tuple[float, int]) -> None:
    done = [
        Done(ARTICLE, Annotation("a", "ada", (LEE,), seconds=s, id=str(n)), None, None)
        for n, s in enumerate(seconds)
    ]
    (found,) = measured(done, the_scheme())
    assert (found.seconds, found.inflated) == expected
    assert (found.marks_an_hour is None) == (expected[0] is None)
    assert found.marks_an_hour is None or found.marks_an_hour == pytest.approx(3600 / 70, rel=0.01)


def test_little_to_compare_is_said_to_be_little() -> None:
    found = measured(done_by(CAREFUL, HASTY, true=TRUE[:4]), the_scheme())
    assert [one.few for one in found] == [True, True]
    assert [one.alike.low for one in found] == [None, None]


def test_what_one_never_chose_and_others_did() -> None:
    done = done_by(CAREFUL, HASTY)
    without = [
        replace(d, reading=_without_stance(d.reading)) if d.reading.annotator == "cem" else d for d in done
    ]
    found = {one.annotator: one.never_used for one in measured(without, the_scheme())}
    assert found == {"ada": (), "cem": ("CUE.stance",)}
    nobody = [replace(d, reading=_without_stance(d.reading)) for d in done]
    assert [one.never_used for one in measured(nobody, the_scheme())] == [(), ()]


def _without_stance(reading: Annotation) -> Annotation:
    bare = (replace(m, attributes={}) if m.label == "CUE" else m for m in reading.marks)
    return replace(reading, marks=tuple(bare))


def test_who_gets_worse_drifts() -> None:
    early = read_by([CAREFUL, Simulated("cem", 0.95)], TRUE[:6])
    late = read_by([CAREFUL, Simulated("cem", 0.5)], TRUE[6:])
    done = [
        Done(one.article, reading, key_of(reading, one.readings, None, one.article, the_scheme()), None)
        for one in (*early, *late)
        for reading in one.readings
    ]
    cem = measured(done, the_scheme())[1]
    assert cem.course.drift is not None
    assert cem.course.drift < -0.1
