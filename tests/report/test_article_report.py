"""What every form of an article's report says, and what none of them ever does."""

from __future__ import annotations

import json
import os
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from annotate.consensus.contest import Contest, Point
from annotate.core import Annotation, Article, Link, Span
from annotate.report import ArticleReport, article_report, words
from annotate.report.as_json import as_json
from annotate.report.html import html
from annotate.report.lines import WIDTH
from annotate.report.text import text
from tests.support.long_article import long_report, scored
from tests.support.scheme import mark, the_scheme

Reports = Mapping[str, ArticleReport]


@pytest.mark.parametrize("name", ["gossip-studio-split", "opinion-night-bells"])
def test_the_report_reads_like_this(name: str, reports: Reports, golden: Path) -> None:
    """With ANNOTATE_GOLDEN=write the files are written anew, for a person to read in the diff."""
    file, said = golden / f"{name}.txt", text(reports[name], the_scheme())
    if os.environ.get("ANNOTATE_GOLDEN") == "write":
        file.write_text(said, "utf-8")
    assert said == file.read_text("utf-8")


def test_the_first_screen_answers_in_the_order_in_which_an_editor_asks(reports: Reports) -> None:
    report = reports["gossip-studio-split"]
    for said in (text(report, the_scheme()), page_text(html(report, the_scheme()))):
        flat = " ".join(said.split())
        asked = (
            report.claims,
            "90 % interval",
            "Held down by",
            "What would change it most",
            words.DISCLAIMER,
        )
        places = [flat.lower().index(one.lower()) for one in asked]
        assert places == sorted(places)


@pytest.mark.parametrize(
    ("no_source", "unnamed", "named", "said"),
    [
        (0, 0, 0, "No claim is marked as one that this article rests on."),
        (1, 0, 0, "Of the one claim this article rests on, 1 names no source, 0 rest on unnamed"),
        (2, 1, 1, "2 name no source, 1 rests on unnamed sources alone and 1 is attributed"),
        (0, 0, 3, "0 name no source, 0 rest on unnamed sources alone and 3 are attributed"),
    ],
)  # fmt: skip
def test_the_claims_in_words(no_source: int, unnamed: int, named: int, said: str) -> None:
    from annotate.score import Central

    ids = [tuple("x" * number) for number in (no_source, unnamed, named)]
    assert said in words.claims(Central(*ids))


@pytest.mark.parametrize(
    ("annotators", "origin", "said"),
    [
        (1, "consensus", "1 reader, provisional"),
        (2, "consensus", "2 readers"),
        (1, "verdict", "1 reader, decided by an adjudicator"),
        (2, "verdict", "2 readers, decided by an adjudicator"),
    ],
)
def test_who_read_it_and_whether_it_was_decided(
    annotators: int, origin: str, said: str, reports: Reports
) -> None:
    score = reports["gossip-studio-split"].score
    decided = replace(score, annotators=annotators, made_from=lambda: replace(score.reading, origin=origin))
    assert words.readers(decided) == said


def test_a_score_that_a_gate_holds_is_told_by_what_the_gate_is_about() -> None:
    score = long_report().score
    (gate,) = score.gates
    assert score.held_by == gate.name
    assert words.note(score) == f"held by a gate: {gate.reason}"
    assert words.interval(score) == "held at 49 by a gate, so without an interval"
    assert gate.name not in text(long_report(), the_scheme())


def test_every_report_names_what_is_missing_where_there_is_no_number(reports: Reports) -> None:
    for name, report in reports.items():
        if report.score.score is None:
            assert "No number, for want of" in text(report, the_scheme()), name
            assert all(one in " ".join(text(report, the_scheme()).split()) for one in report.score.missing)


def test_a_speaker_is_called_by_the_mention_that_names_them(reports: Reports) -> None:
    names = [one.name for one in reports["investigation-levee"].score.ledger.speakers]
    assert names[0].endswith("Adébáyò-Lind")
    assert "the engineer who led the survey" not in names


def test_lines_fit_the_terminal(reports: Reports) -> None:
    for report in reports.values():
        assert max(len(line) for line in text(report, the_scheme()).splitlines()) <= WIDTH


def test_json_holds_the_score_and_cuts_the_words(reports: Reports) -> None:
    report = reports["gossip-studio-split"]
    out = json.loads(json.dumps(as_json(report, the_scheme())))
    assert out["score"]["score"] == report.score.score
    assert out["claims"]["total"] == report.score.ledger.central.total
    assert {note["text"] for note in out["margin"]} == {
        one.span.cut(report.article.text) for one in report.score.reading.labelled("ASSERTION")
    }


def test_hostile_text_stays_text() -> None:
    said = html(hostile(), the_scheme())
    assert "<script" not in said.lower()
    assert "onerror" not in re.sub(r"&lt;.*?&gt;", "", said)
    assert "&lt;script&gt;" in said


def test_the_page_allows_nothing_but_its_own_style() -> None:
    said = html(hostile(), the_scheme())
    style = re.search(r"<style>(.*?)</style>", said, re.DOTALL)
    assert style is not None
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"default-src &#39;none&#39;; style-src &#39;sha256-{digest}&#39;; base-uri" in said
    assert not re.search(r'(src|href)="(?!#)', said)
    assert "style=" not in said


def test_a_note_tells_the_chain_from_the_claim_over_the_cue_to_the_source(reports: Reports) -> None:
    report = reports["gossip-studio-split"]
    note = next(one for one in report.notes.values() if one.number == 4)
    assert (note.what, note.cues) == ("fact", ("“claims”, distancing",))
    assert [report.score.reading.by_id[id_].label for id_ in note.chain] == ["SOURCE", "CUE"]
    assert "← <bdi>“claims”, distancing</bdi> ← <span" in html(report, the_scheme())


def test_pointing_at_a_claim_lights_up_all_that_belongs_to_it_without_a_script(reports: Reports) -> None:
    page = html(reports["gossip-studio-split"], the_scheme())
    for number in range(1, 29):
        assert f":has(.n{number}:is(:hover,:focus,:focus-within))" in page
        assert f'href="#note-{number}"' in page
        assert f'href="#claim-{number}"' in page
        assert page.count(f'id="claim-{number}"') == page.count(f'id="note-{number}"') == 1


def test_what_no_source_is_given_for_is_not_told_by_colour_alone(reports: Reports) -> None:
    report = reports["gossip-studio-split"]
    page = html(report, the_scheme())
    without = [one for one in report.notes.values() if not one.who]
    assert page.count("∅</a>") == len(without) == 13
    assert page.count(f', {words.NO_SOURCE}"') == len(without)


def test_somebodys_motive_that_nobody_vouches_for_has_a_note_of_its_own(reports: Reports) -> None:
    report = reports["gossip-studio-split"]
    assert [one.number for one in report.notes.values() if one.motive] == [7, 22]
    assert html(report, the_scheme()).count("somebody’s motive") == 2


def test_the_ledger_says_who_how_often_named_or_not_which_side_and_why_unnamed(reports: Reports) -> None:
    by_name = {one.name: one for one in reports["investigation-levee"].sources}
    named = by_name["Marek Olsen, the deputy director"]
    assert (named.identity, named.standing, named.reason) == ("named person", "side 1", None)
    assert len(named.claims) == 4
    assert by_name["Two colleagues"].reason == "specific reason"
    assert by_name["a clerk in that office"].reason == "no reason printed"
    claims = [number for one in by_name.values() for number in one.claims]
    assert set(claims) <= {one.number for one in reports["investigation-levee"].notes.values()}


def test_what_readers_differ_on_is_told_where_it_touches_a_central_claim(reports: Reports) -> None:
    report = reports["gossip-studio-split"]
    where = (
        Point("SOURCE.identity", Span(0, 4), "It’s", {"metonym": ("ada",), "named_org": ("bob",)}),
        Point("ASSERTION edges", Span(0, 9), "It’s over", {"“a”": ("ada",), "“b”": ("bob",)}),
    )
    differ = replace(report, contest=Contest(where, (where[0],)))
    said = " ".join(text(differ, the_scheme()).split())
    assert "Source: Who is it, “It’s” ada: Metonym; bob: Named organisation" in said
    assert "on 2 things elsewhere, edges of marks among them" in said
    assert "Metonym</bdi> <span" in html(differ, the_scheme())
    (told,) = as_json(differ, the_scheme())["differing"]["central"]
    assert told["choices"] == [
        {"choice": "Metonym", "annotators": ["ada"]},
        {"choice": "Named organisation", "annotators": ["bob"]},
    ]


def test_once_it_was_decided_nothing_is_told_of_what_readers_differed_on(reports: Reports) -> None:
    report = reports["gossip-studio-split"]
    where = Point("SOURCE", Span(0, 4), "It’s", {"not marked": ("ada",), "SOURCE": ("bob",)})
    decided = replace(report.score, made_from=lambda: replace(report.score.reading, origin="verdict"))
    for of, shown in ((report.score, 1), (decided, 0)):
        made = article_report(of, report.article, the_scheme(), contest=Contest((where,)))
        assert made.contest.differences == shown


def test_a_long_article_is_a_page_of_at_most_200_kilobytes() -> None:
    """As long as what `load` still takes unasked, with a claim, a cue and a source in every sentence."""
    report = long_report()
    assert len(report.article.text) > 24_000
    assert len(report.notes) > 150
    assert len(html(report, the_scheme()).encode()) <= 200_000


def hostile() -> ArticleReport:
    """A report on an article that would like to run something."""
    title, mayor = "<script>alert(1)</script>", 'Mayor <img src=x onerror="alert(2)">'
    body = f'{mayor} said \u202eevil\u202c "it is safe".'
    article = Article(
        "a", f"{title}\n\n{body}", (Span(0, 25), Span(27, 27 + len(body))), title, outlet="<b>x</b>"
    )
    reading = Annotation(
        "a", "ada",
        marks=(
            mark("s", "SOURCE", mayor, article.text, identity="named_person"),
            mark("a", "ASSERTION", '"it is safe"', article.text, weight="central"),
        ),
        links=(Link("attributed_to", "a", "s"),),
        answers={"genre": "news", "accused": "no", "reply": "not_applicable"},
        text_sha256=article.sha256,
    )  # fmt: skip
    return article_report(scored(reading, article), article, the_scheme())


def page_text(page: str) -> str:
    """What a page says, without its tags."""
    return re.sub(r"<[^>]+>", " ", re.sub(r"<(style|svg).*?</\1>", "", page, flags=re.DOTALL))
