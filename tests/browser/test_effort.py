"""What an article costs in clicks and keys: a plan's cost is what a browser counts when it is carried out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate.core import Annotation, Article, Mark
from annotate.detect import detect
from annotate.scheme import DEPTHS, at_depth, central_claims
from tests.browser.conftest import Desk
from tests.measure_effort import STARTS, samples, targets
from tests.support.bench import the_lexicon
from tests.support.editor import Editor
from tests.support.effort import Step, plan, total
from tests.support.scheme import the_scheme

pytestmark = [pytest.mark.browser, pytest.mark.studio, pytest.mark.slow]

PARAGRAPHS = 5


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("depth", DEPTHS)
def test_a_passage_costs_what_its_plan_says(depth: str, start: str, desk: Desk) -> None:
    article, target = passage("wire-coal-piers", "ruth")
    scheme, begun = at_depth(the_scheme(), depth), Annotation("bridge", "ada")
    if start == "pre-marks":
        begun = replace(detect(article, the_lexicon(), the_scheme()), article="bridge")
    if depth == "central":
        begun, target = central_claims(begun), central_claims(target)
    steps = plan(begun, target, scheme)

    desk.lay(article.text, begun, depth)
    desk.editor.hands.clear()
    for step in steps:
        carry_out(step, desk.editor, article.text, at_depth(the_scheme(), depth).label_by_name)
    desk.editor.submit()

    assert desk.editor.hands == total(steps)
    arrived = desk.arrived()
    assert plan(arrived, target, scheme) == []
    assert dict(arrived.answers) == dict(target.answers)


def passage(id_: str, annotator: str) -> tuple[Article, Annotation]:
    """The first paragraphs of a sample article, and what an annotator made of them."""
    article = next(one for one in samples() if one.id == id_)
    (target,) = [one for one in targets(id_) if one.annotator == annotator]
    end = article.paragraphs[PARAGRAPHS - 1].end
    marks = tuple(mark for mark in target.marks if mark.span.end <= end)
    ids = {mark.id for mark in marks}
    links = tuple(link for link in target.links if {link.from_id, link.to_id} <= ids)
    short = replace(
        article,
        text=article.text[:end],
        sentences=tuple(one for one in article.sentences if one.end <= end),
    )
    asked = {name: target.answers[name] for name in ("genre", "accused", "origin")}
    return short, replace(target, marks=marks, links=links, answers=asked)


def carry_out(step: Step, editor: Editor, text: str, labels: dict) -> None:
    if step.what == "answer":
        editor.answer(*step.chosen[0])
        return
    assert step.mark is not None
    words, nth = place(step.mark, text)
    if step.what == "draw":
        editor.mark(labels[step.mark.label].key, words, nth)
    elif step.what == "delete":
        editor.delete(words, nth)
    elif step.what == "choose":
        editor.select(words, nth)
        for key, answer in step.chosen:
            editor.press(key, answer)
    elif step.what == "link" and step.other is not None and not step.label:
        other, other_nth = place(step.other, text)
        editor.link(words, other, (nth, other_nth))
    else:
        pytest.fail(f"the passage needs a {step.what}, which other tests try")


def place(mark: Mark, text: str) -> tuple[str, int]:
    """The words of a mark, and which of the places with these words it is."""
    words = mark.span.cut(text)
    nth = sum(text.startswith(words, at) for at in range(mark.span.start))
    return words, nth
