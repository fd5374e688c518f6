"""`annotate articles dispute`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from annotate.cli.app import App
from annotate.cli.output import emit, emit_table, format_option, minute, say
from annotate.core.codec import rfc3339
from annotate.core.errors import UsageError

if TYPE_CHECKING:
    from annotate.core import Annotation, Article, Mark
    from annotate.store import Dispute


@click.command("dispute")
@click.argument("id_", metavar="ID")
@click.argument("mark", required=False)
@click.option("--why", metavar="TEXT", help="What is said against the mark; its report shows it.")
@format_option
def command(id_: str, mark: str | None, why: str | None, format_: str) -> None:
    """Flag MARK of the reading of article ID as disputed, so that it is decided again.

    MARK is the mark's id, or a claim's number in the report. The article goes on the work list of `annotate
    adjudicate`, before all others, also where it has been decided: the next verdict on this text settles it.
    Without MARK it lists the marks and what is disputed.
    """
    app = App()
    article, reading = _read(app, id_)
    if mark is None:
        _show(article, reading, _disputes(app, article), format_)
        return
    if not why or not why.strip():
        raise UsageError("a dispute needs a reason", "say it with --why TEXT")
    found = _found(reading, mark)
    _note(app, article, found, why.strip())
    say(f"disputed: {found.label} “{found.span.cut(article.text)}”")
    say("decide it at the adjudication desk: annotate adjudicate CAMPAIGN")


def _read(app: App, id_: str) -> tuple[Article, Annotation]:
    """The article's newest text, and the reading that its report shows."""
    from annotate.store import Articles

    (score,) = app.scores(articles=[id_])
    with app.store.session(read_only=True) as session:
        article = Articles(session).get(id_, score.article_revision)
    if article is None or not score.reading.marks:
        raise UsageError(f"nobody has marked article {id_!r} yet", "a dispute is about a mark of its report")
    return article, score.reading


def _found(reading: Annotation, name: str) -> Mark:
    """The mark of that id, else the claim of that number in the report's margin."""
    claims = reading.labelled("ASSERTION")
    if name in reading.by_id:
        return reading.by_id[name]
    if name.isdecimal() and 0 < int(name) <= len(claims):
        return claims[int(name) - 1]
    raise UsageError(f"no mark {name!r}", f"see: annotate articles dispute {reading.article}")


def _note(app: App, article: Article, mark: Mark, why: str) -> None:
    from annotate.store import Dispute, Disputes

    with app.writing("articles dispute"), app.store.session() as session:
        Disputes(session).note(Dispute(article.id, article.revision, mark.label, mark.span, why))


def _disputes(app: App, article: Article) -> tuple[Dispute, ...]:
    from annotate.store import Disputes

    with app.store.session(read_only=True) as session:
        return Disputes(session).of(article.id, article.revision)


def _show(article: Article, reading: Annotation, disputes: tuple[Dispute, ...], format_: str) -> None:
    about = {(one.label, one.span): one for one in disputes}
    number = {mark.id: at for at, mark in enumerate(reading.labelled("ASSERTION"), 1)}
    rows = [(one, about.get((one.label, one.span))) for one in reading.ordered]

    def text() -> None:
        emit_table(
            ("Mark", "Claim", "Label", "Words", "Disputed", "Settled", "Why"),
            [
                (
                    *(one.id, number.get(one.id), one.label, one.span.cut(article.text)),
                    *((minute(said.at), minute(said.settled), said.why) if said else ("", "", "")),
                )
                for one, said in rows
            ],
            right=("Claim",),
        )

    data = [
        {
            "mark": one.id,
            "claim": number.get(one.id),
            "label": one.label,
            "start": one.span.start,
            "end": one.span.end,
            "text": one.span.cut(article.text),
            "disputed": None
            if said is None
            else {"why": said.why, "at": rfc3339(said.at), "settled": rfc3339(said.settled)},
        }
        for one, said in rows
    ]
    emit(format_, data, text)
