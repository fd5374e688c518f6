"""An annotator's results on gold articles as a page: complete, self-contained, and harmless."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from annotate.consensus.against import against
from annotate.consensus.gold import Result, Standing
from annotate.core import Annotation, Article, Link
from annotate.report.gold import html, slips, to_json
from tests.support.scheme import mark, the_scheme

MAYOR = "Mayor <script>alert(1)</script>"
TEXT = f"Levee <b>hollow</b>\n\n{MAYOR} said the wall is safe. Nobody asked."
LEE = mark("s", "SOURCE", MAYOR, TEXT, identity="named_person")
SAFE = mark("a", "ASSERTION", "the wall is safe", TEXT, weight="central")
SAID = Link("attributed_to", "a", "s")
ARTICLE = Article("levee", TEXT, title="Levee <b>hollow</b>")
KEY = Annotation(
    "levee", "ruth", (LEE, SAFE), (SAID,), {"genre": "news", "note": "<i>the letter</i>"}, id="key"
)
READING = replace(KEY, annotator="<u>ada</u>", answers={"genre": "opinion"})
READING = replace(READING, marks=(LEE.with_attributes(identity="metonym"), SAFE), links=())


def standing(*readings: Annotation) -> Standing:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    return Standing(
        "<u>ada</u>",
        tuple(
            Result("<u>ada</u>", "hidden", ARTICLE, one, KEY, at, against(one, KEY, ARTICLE, the_scheme()))
            for one in readings
        ),
        pending=1,
    )


def test_every_difference_is_told_where_it_is() -> None:
    ada = standing(READING)
    said = html([ada], "spring", the_scheme())
    told = [one.what for one in slips(ada.results[0], the_scheme())]
    assert told == ["Source: Who is it", "Link: attributed to", "Genre"]
    assert "Metonym</bdi>; decided: <bdi>Named person" in said
    targets = set(re.findall(r'id="([^"]+)"', said))
    linked = set(re.findall(r'href="#([^"]+)"', said))
    assert len(linked) == 3  # the article, and the two that are about words in it
    assert linked <= targets


def test_nothing_in_it_runs_and_nothing_is_fetched() -> None:
    said = html([standing(READING)], "<spring>", the_scheme())
    assert "<script" not in said
    assert not re.search(r'(src|href)="(?!#)', said)
    escaped = (
        "&lt;spring&gt;",
        "&lt;u&gt;ada&lt;/u&gt;",
        "Levee &lt;b&gt;hollow",
        "&lt;i&gt;the letter",
    )
    assert all(one in said for one in escaped)


def test_whoever_did_as_was_decided_is_told_so() -> None:
    said = html([standing(KEY)], "spring", the_scheme())
    assert "100 % alike over 1 article, 1 not back yet." in said
    assert "No difference from the verdict." in said


def test_the_json_has_what_the_page_has() -> None:
    (result,) = to_json(standing(READING), the_scheme())["results"]
    assert {one["topic"]: (one["given"], one["decided"]) for one in result["differences"]} == {
        "SOURCE.identity": ("metonym", "named_person"),
        "attributed_to": ("not linked", f"linked to “{MAYOR}”"),
        "genre": ("opinion", "news"),
    }
    assert (result["purpose"], result["at"], result["verdict"]) == ("hidden", "2026-03-01T00:00:00Z", "key")
