"""`annotate articles add`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from annotate.cli.app import App
from annotate.cli.output import counted, emit, emit_table, format_option, say
from annotate.core.errors import Refused, UsageError

if TYPE_CHECKING:
    from annotate.intake.add import Added

SOME_LEFT_OUT = Refused.exit_code
_EXAMPLES = 3
"""Sources named for each reason."""
_REASONS = 20
"""Lines of a summary."""


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option("--id", "id_", help="The article's id; only where SOURCE is one article.")
@click.option("--revise", is_flag=True, help="Take another text under a known id as its new revision.")
@click.option("--outlet", help="The outlet, where the source does not say.")
@click.option(
    "--column", "columns", multiple=True, metavar="FIELD=NAME", help="Which column of a CSV holds a field."
)
@format_option
def add(
    sources: tuple[str, ...],
    id_: str | None,
    revise: bool,
    outlet: str | None,
    columns: tuple[str, ...],
    format_: str,
) -> int:
    """Add articles. SOURCE is an address, a feed, a sitemap, a file, a folder, or - for standard input.

    Files are known by their suffix: .txt, .html, .pdf, .docx, .eml, .jsonl, .csv, .tsv, .warc, .warc.gz,
    .rss, .atom, .xml (a feed or a sitemap), .urls (an address a line); others are read as plain text.
    Addresses are fetched as robots.txt allows, eight hosts at once and each host one page at a time; private
    ones only where ANNOTATE_INTAKE_ALLOW names them. What cannot be taken is refused with its reason and the
    rest goes on; then the exit code is 5.
    """
    from annotate.cli.fetching import fetching
    from annotate.cli.progress import progress
    from annotate.intake.add import adding
    from annotate.intake.answers import Remembering
    from annotate.intake.readers.base import Means

    app = App()
    with app.writing("articles add"), progress("articles") as far:
        fetch = Remembering(fetching(app))
        using = Means(fetch, dict(map(_column, columns)), far.expect, far.guess)
        found = adding(
            app.store, list(sources), id=id_, revise=revise, outlet=outlet, means=using,
            outlets=app.outlets(), answers=fetch.answers,
        )  # fmt: skip
        added: list[Added] = []
        try:
            for one in found:
                added.append(one)
                far.step()
        except KeyboardInterrupt:
            tell(added)
            raise

    def text() -> None:
        emit_table(
            ("Status", "Article", "Revision", "From", "Why"),
            [(one.status, one.id, one.revision, one.source, one.why) for one in added],
            right=("Revision",),
        )

    emit(format_, [one.to_json() for one in added], text)
    return tell(added)


def tell(added: Sequence[Added]) -> int:
    """Says in a few lines what became of the articles; the exit code."""
    for line in summary(added):
        say(line)
    return SOME_LEFT_OUT if any(one.status == "refused" for one in added) else 0


def summary(added: Sequence[Added]) -> Iterator[str]:
    """How many of each status; then each reason with how many and which, the commonest first."""
    statuses = Counter(one.status for one in added)
    refused = statuses.pop("refused", 0)
    kinds = ", ".join(f"{number} {status}" for status, number in statuses.items())
    taken = counted(sum(statuses.values()), "article")
    yield f"{taken} taken{f' ({kinds})' if kinds else ''}, {refused} refused"
    if alike := sum(bool(one.near_duplicates) for one in added):
        yield f"{counted(alike, 'article')} much like another one, each kept: see annotate articles stories"
    sources: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for one in added:
        if one.reason:
            sources[one.status, one.reason].append(one.source)
    ordered = sorted(sources.items(), key=lambda item: -len(item[1]))
    for (status, reason), found in ordered[:_REASONS]:
        more = f" and {len(found) - _EXAMPLES} more" if len(found) > _EXAMPLES else ""
        yield f"  {len(found)} {status}: {reason}: {', '.join(found[:_EXAMPLES])}{more}"
    if len(ordered) > _REASONS:
        yield f"  and {len(ordered) - _REASONS} more reasons, each beside its article"


def _column(said: str) -> tuple[str, str]:
    from annotate.intake.readers.table import FIELDS

    field, _, name = said.partition("=")
    if field not in FIELDS or not name:
        raise UsageError(f"--column {said}: not FIELD=NAME", f"FIELD is one of {', '.join(FIELDS)}")
    return field, name
