"""`annotate score --compare OLD NEW`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from annotate.cli.app import App
from annotate.cli.output import emit, emit_table, say


def compare(
    app: App, versions: tuple[str, str], campaign: str | None, articles: Sequence[str] | None, format_: str
) -> None:
    """Prints the articles that move, by how much and why, the one that moves most first."""
    from annotate.campaigns.compare import Compared, compared

    def change(one: Compared) -> int:
        return (one.new or 0) - (one.old or 0)

    old, new = (app.rubric(version) for version in versions)
    rules = (app.store, app.scheme, app.disagreement(), old, new)
    found = list(compared(*rules, campaign=campaign, articles=articles))
    found.sort(key=lambda one: (-one.moves, -abs(change(one)), one.article))
    moving = [one for one in found if one.moves]

    def table() -> None:
        rows = [
            (
                one.article,
                "–" if one.old is None else one.old,
                "–" if one.new is None else one.new,
                "" if one.old is None or one.new is None else f"{change(one):+d}",
                "; ".join(one.why),
            )
            for one in moving
        ]
        emit_table(("Article", f"By {old.version}", f"By {new.version}", "Change", "Why"), rows)

    def csv() -> str:
        from annotate.report.rows import written

        rows = ((one.article, one.old, one.new, one.moves, "; ".join(one.why)) for one in found)
        return written([("article", "old", "new", "moves", "why"), *rows])

    data = [{**asdict(one), "why": list(one.why), "moves": one.moves} for one in found]
    emit(format_, data, table, csv)
    say(f"{len(moving)} of {len(found)} articles move from rubric {old.version} to {new.version}")
