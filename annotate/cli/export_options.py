"""The options of `annotate export FORMAT`, and the choice that they make."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from annotate.export import Wanted

ITSELF = "jsonl"
"""The format that is imported again: it has what is stored and nothing that is made from it, unless asked."""

_TIME = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ"])
_OUT = "The file to write, or - for standard output; for a format of several files a new folder."
_HELP = {
    "campaign": "Only this campaign's.",
    "history": "Every content there was, not the current ones alone.",
    "annotator": "Only theirs; may be repeated.",
    "origin": "Only those made so, verdict being what was adjudicated; may be repeated.",
    "state": "Only contents in this state, not the current ones alone; may be repeated.",
    "since": "Only those saved then (UTC) or later.",
    "until": "Only those saved before then (UTC).",
    "label": "Of each only the marks of this label, and the links between such; may be repeated.",
    "adjudicated": "Only articles on which a verdict stands.",
    "min-agreement": "Only articles on whose marks at least two people agree with this F1, 0 to 1, or more.",
    "readings": "What each annotator read, the consensus merged from it, or both; default: {default}.",
    "release": "From a release, as it was frozen; its name or its folder.",
    "part": "Of a release only this part, such as train.",
    "spreadsheet": "For Excel and its like: a quote mark before each cell that it would run as a formula.",
}


def options(format_: str) -> list[click.Parameter]:
    """The options of one format."""
    several = [
        _option("annotator", multiple=True, metavar="SLUG"),
        _option("origin", multiple=True, type=click.Choice(["studio", "import", "machine", "verdict"])),
        _option("state", multiple=True, type=click.Choice(["current", "superseded", "withdrawn"])),
        _option("label", multiple=True, metavar="LABEL"),
    ]
    readings = click.Choice(["annotators", "consensus", "both"])
    found: list[click.Parameter] = [
        click.Option(["--out"], required=True, metavar="PATH", help=_OUT),
        _option("campaign"),
        _option("history", type=click.Choice(["all"])),
        *several,
        _option("since", type=_TIME, metavar="DATE"),
        _option("until", type=_TIME, metavar="DATE"),
        _option("adjudicated", is_flag=True),
        _option("min-agreement", type=click.FloatRange(0, 1), metavar="F1"),
        _option("readings", type=readings, help=_HELP["readings"].format(default=usual(format_))),
        _option("release", metavar="RELEASE"),
        _option("part", metavar="NAME"),
    ]
    return [*found, _option("spreadsheet", is_flag=True)] if format_ == "csv" else found


def usual(format_: str) -> str:
    """Whose readings a format has when nobody says: all there are, for disaggregated labels are data."""
    return "annotators" if format_ == ITSELF else "both"


def wanted(format_: str, said: dict[str, Any]) -> Wanted:
    """What the options choose."""
    from annotate.export import Wanted

    return Wanted(
        campaign=said["campaign"],
        history=said["history"] == "all",
        annotators=frozenset(said["annotator"]),
        origins=frozenset(said["origin"]),
        states=frozenset(said["state"]),
        since=_utc(said["since"]),
        until=_utc(said["until"]),
        labels=frozenset(said["label"]),
        adjudicated=said["adjudicated"],
        min_agreement=said["min_agreement"],
        readings=said["readings"] or usual(format_),
    )


def _option(name: str, **settings: Any) -> click.Option:  # noqa: ANN401 - what click takes
    return click.Option([f"--{name}"], **{"help": _HELP[name], **settings})


def _utc(moment: datetime | None) -> datetime | None:
    return moment and moment.replace(tzinfo=UTC)
