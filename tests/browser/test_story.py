"""One article, two annotators in two browsers, an adjudicator in a third: the whole way to the score."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from annotate.campaigns.adjudicate import Asked, adjudicate
from annotate.campaigns.agreement import readings
from annotate.campaigns.rescore import rescore
from annotate.campaigns.verdicts import Case, cases
from annotate.consensus.agreement import agreement
from annotate.core import Annotation
from annotate.resources import shipped
from annotate.score import Score, load_disagreement, load_rubric
from annotate.studio import credentials
from annotate.studio.load import Job, load_desk
from tests.browser.conftest import by_words
from tests.support.bench import Bench
from tests.support.browser import window
from tests.support.scheme import mark, reading, the_scheme

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.support.editor import Editor

pytestmark = [pytest.mark.browser, pytest.mark.studio, pytest.mark.slow]

HEADLINE = "Bridge cracks known for years"
CLAIM, OFFICIAL = "the city knew of the cracks", "A city official"
LATER, ENGINEER = "nobody had asked him", "Engineer Sam Otis"
TEXT = f"{HEADLINE}\n\n{OFFICIAL} said {CLAIM}.\n\n{ENGINEER} said {LATER}."
MARKS = (mark("s1", "SOURCE", OFFICIAL, TEXT), mark("s2", "SOURCE", ENGINEER, TEXT))
SOURCES = replace(reading(*MARKS), article="bridge")
WHY = "A city official without a name is no person that a reader could ask."

SignIn = Callable[[str], "Editor"]


@pytest.fixture
def sign_in(browser: Browser, bench: Bench) -> Iterator[SignIn]:
    """Opens a browser window of its own for each who signs in, all of them open at once."""
    from tests.support.editor import Editor
    from tests.support.editor import sign_in as as_person

    with ExitStack() as windows:

        def at(slug: str) -> Editor:
            page = windows.enter_context(window(browser))
            email = f"{slug}@annotate.localhost"
            password = credentials.load(bench.served.running.credentials_file)[email]
            as_person(page, bench.served.url, email, password)
            return Editor(page)

        yield at


def test_two_read_a_third_decides_and_the_score_is_of_what_was_decided(bench: Bench, sign_in: SignIn) -> None:
    bench = replace(bench, guidelines=shipped("config", "guidelines.md").read_text("utf-8"))
    bench.create("bridge", annotators="ada,ben", text=TEXT)
    for slug in ("ada", "ben"):
        lay(bench, slug)

    ada, ben = sign_in("ada"), sign_in("ben")
    ada.open(bench.desk("ada").url)
    ben.open(bench.desk("ben").url)
    ada.wait_for(HEADLINE, marks=2)
    label(ada, "Unnamed, described")
    ben.wait_for(HEADLINE, marks=2)  # nothing of hers
    label(ben, "Named person")
    ada.submit()
    ben.mark("1", LATER)
    ben.submit()

    swept = bench.sync()
    assert (swept.new, swept.quarantined, swept.dropped) == (2, 0, 0)
    hers, his = sorted(bench.current("bridge"), key=lambda one: one.annotator)
    assert (hers.signed_in_as, his.signed_in_as) == ("ada@annotate.localhost", "ben@annotate.localhost")
    assert [identity(one) for one in (hers, his)] == ["unnamed_described", "named_person"]
    assert LATER not in by_words(hers, TEXT)

    found = agreement(readings(bench.store, the_scheme(), bench.name).read, the_scheme())
    assert found.overall.by_label["SOURCE"]["exact_f1"].value == 1
    assert found.overall.by_label["ASSERTION"]["exact_f1"].value == pytest.approx(2 / 3)
    (open_,) = decided(bench)
    assert (open_.state, [one.topic for one in open_.contest.central]) == ("open", ["SOURCE.identity"])
    before = scored(bench)
    assert (before.reading.origin, identity(before.reading)) == ("consensus", "unnamed_described")

    decide(bench, sign_in)
    assert bench.sync().new == 1
    (case,) = decided(bench)
    assert case.state == "decided"
    assert case.verdict is not None
    assert (case.verdict.signed_in_as, case.verdict.reason) == ("adjudicator@annotate.localhost", WHY)
    after = scored(bench)
    assert (after.reading.origin, after.annotators) == ("verdict", 2)
    assert identity(after.reading) == "metonym"
    assert LATER in by_words(after.reading, TEXT)

    ada.page.reload()  # her own work is as she left it
    bench.sync(full=True)
    assert (
        identity(next(one for one in bench.current("bridge") if one.annotator == "ada"))
        == "unnamed_described"
    )


def lay(bench: Bench, slug: str) -> None:
    """Puts the article on a desk with both its sources pre-marked."""
    desk = bench.desk(slug)
    job = Job(
        bench.store, bench.owner, desk, the_scheme(), lambda _: SOURCES, "rules", "rules", lambda _: False
    )
    assert load_desk(job, tasks=0).sent == 1


def label(editor: Editor, identity: str) -> None:
    """The claim of the official, central; and who the official is, as this annotator sees it."""
    editor.select(OFFICIAL)
    editor.press({"Named person": "q", "Unnamed, described": "i"}[identity], identity)
    editor.mark("1", CLAIM)
    editor.select(CLAIM)
    editor.press("c", "Central")
    editor.link(CLAIM, OFFICIAL)


def decide(bench: Bench, sign_in: SignIn) -> None:
    """A third opens the article from the list, sees both readings, chooses a third answer, and says why."""
    known = bench.served.running.credentials_file
    table = load_disagreement(shipped("config", "rubrics", "disagreement.toml"))
    desk = adjudicate(
        bench.store, bench.owner, the_scheme(), bench.guidelines, table, bench.name, Asked(),
        credentials_file=known,
    ).desk  # fmt: skip
    ruth = sign_in("adjudicator")
    ruth.open_from_list(desk.url, "bridge")
    ruth.wait_for(HEADLINE, marks=4)
    assert {"ada", "ben", "reading"} <= ruth.readings()
    assert "ada: Unnamed, described; ben: Named person" in ruth.differences.inner_text()
    ruth.select(OFFICIAL)
    ruth.press("p", "Metonym")
    ruth.write("Why was it decided so?", WHY)
    ruth.submit()


def decided(bench: Bench) -> list[Case]:
    return cases(bench.store, the_scheme(), bench.name)


def identity(annotation: Annotation) -> str | None:
    return annotation.by_id[by_words(annotation, TEXT)[OFFICIAL]].get("identity")


def scored(bench: Bench) -> Score:
    rubric = load_rubric(shipped("config", "rubrics", "1.toml"))
    table = load_disagreement(shipped("config", "rubrics", "disagreement.toml"))
    (found,) = rescore(bench.store, the_scheme(), rubric, table, campaign=bench.name)
    return found
