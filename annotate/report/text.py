"""The report for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.report import words
from annotate.report.article import ArticleReport, Lift, possible
from annotate.report.dates import day, moment
from annotate.report.differing import differing
from annotate.report.ledger import rows
from annotate.report.lines import fill
from annotate.report.response import disputed
from annotate.scheme import Scheme


def text(report: ArticleReport, scheme: Scheme) -> str:
    """The whole report, lines of at most 88 characters; ends with a newline."""
    return "\n".join(_lines(report, scheme)) + "\n"


def _lines(report: ArticleReport, scheme: Scheme) -> Iterator[str]:
    score, article = report.score, report.article
    yield from (fill(words.heading(article)), _about(report), "", fill(report.claims), "")
    number = "" if score.score is None else f" · {score.score} of 100 · {words.interval(score)}"
    yield f"{words.band(score).upper()}{number}"
    yield f"{words.readers(score)} · rubric {score.rubric} · scheme {score.scheme}"
    if score.low is not None:
        yield f"interval drawn from {words.drawn_from(score)}"
    yield from _block("No number, for want of", score.missing)
    yield from _block("Held down by", [_held(one.reason, one.points, one.quote) for one in report.held_down])
    yield from _block("What would change it most", [_lift(one) for one in report.lifts])
    yield from ("", fill(words.DISCLAIMER))
    yield from _response(report)
    if score.criteria:
        yield from ("", "Criteria")
        for one in score.criteria:
            value = (
                "not applicable" if one.value is None else f"{one.points:5.1f} of {possible(score, one):4.1f}"
            )
            head = f"  {one.name:<14}{value:<16}"
            yield fill(head + one.reason, subsequent_indent=" " * len(head))
    yield from _sources(report)
    yield from _differing(report, scheme)
    if len(score.readers) > 1:
        yield from ("", "Each reader alone")
        for reader in score.readers:
            yield f"  {reader.annotator:<14}{'no number' if reader.score is None else reader.score}"
    yield from ("", "Beside the score, and no part of it")
    for what, count in rows(score.ledger):
        yield f"  {what:<46}{count:>4}"
    yield from _margin(report)
    yield from ("", f"article {article.id}, revision {article.revision}", f"text {article.sha256}")
    yield f"reading {score.reading_sha256}"


def _sources(report: ArticleReport) -> Iterator[str]:
    if report.sources:
        yield from ("", "Who speaks, with how many claims")
    for one in report.sources:
        said = f"{len(one.claims):>4}  “{one.name}” — {one.identity}, {one.standing.lower()}"
        yield fill(f"{said}, {one.reason}" if one.reason else said, subsequent_indent="      ")


def _differing(report: ArticleReport, scheme: Scheme) -> Iterator[str]:
    if not report.contest.differences:
        return
    found = differing(report.contest, scheme)
    yield from ("", "Where readers differ, around the claims that the article rests on")
    for one in found:
        yield fill(f"{one.what}, “{one.words}” {one.said}", initial_indent="  · ", subsequent_indent="    ")
    elsewhere = report.contest.differences - len(found)
    yield f"  · on {elsewhere} thing{'' if elsewhere == 1 else 's'} elsewhere, edges of marks among them"


def _about(report: ArticleReport) -> str:
    article = report.article
    published = moment(article.published) if article.published else "no date known"
    return " · ".join(part for part in (article.outlet, published) if part)


def _lift(one: Lift) -> str:
    said = f"{one.action} (+{one.points})"
    return f"{said}\n{one.subject}" if one.subject else said


def _held(reason: str, points: int, quote: str | None) -> str:
    return f"{reason} (−{points})" + (f"\n“{quote}”" if quote else "")


def _block(title: str, items: tuple[str, ...] | list[str]) -> Iterator[str]:
    if items:
        yield from ("", title)
    for item in items:
        first, *more = item.split("\n")
        yield fill(first, initial_indent="  · ", subsequent_indent="    ")
        yield from map(_inset, more)


def _inset(line: str) -> str:
    return fill(line, initial_indent="    ", subsequent_indent="    ")


def _response(report: ArticleReport) -> Iterator[str]:
    yield from ("", f"Reply of the outlet: {report.response.said}")
    for step in report.response.steps:
        if step.text:
            yield fill(f"{step.step} on {day(step.day)}:", initial_indent="  ")
            yield from map(_inset, step.text.splitlines())
    yield from _block("Disputed", [disputed(one, report.article) for one in report.response.disputes])


def _margin(report: ArticleReport) -> Iterator[str]:
    yield from ("", "Claim by claim (* the article rests on it)")
    for paragraph in report.paragraphs:
        for note in paragraph.notes:
            said = words.clip(note.mark.span.cut(report.article.text), 160)
            star = "*" if note.central else " "
            yield fill(f"{note.number:>3}{star} {said}", subsequent_indent="     ")
            for line in note.lines:
                yield fill(line, initial_indent="       ", subsequent_indent="       ")
