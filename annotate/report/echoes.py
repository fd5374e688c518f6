"""What many articles say in nearly the same words, and who stands behind it, in words, JSON and CSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from annotate.core.codec import rfc3339
from annotate.report import words
from annotate.report.lines import fill
from annotate.report.rows import written
from annotate.score.echoes import Echo, Echoing, Origin, Said

SHOWN = 20
"""Clusters that the terminal shows; the other forms have them all."""

LISTED = 100
"""Clusters on a page, which then has about a megabyte; CSV and JSON have them all."""

ABOUT = (
    "Claims stand together where they say the same in nearly the same words; one that was put otherwise is "
    "not found. An unnamed source with the same words in several articles is counted once: whether it is the "
    "same person cannot be known. That many articles say something makes it neither better nor worse "
    "sourced than its sources are."
)
_UNNAMED = {
    "unnamed_described": "unnamed",
    "unnamed_bare": "unnamed",
    "vague_collective": "nobody in particular",
    "other_media": "another outlet",
    "": "identity not chosen",
}


def sentence(one: Echo) -> str:
    """`11 articles of 6 outlets, one unnamed source: “a senior official”.`"""
    articles, outlets = len(one.articles), len(one.outlets)
    spread = f"{articles} articles" + (f" of {outlets} outlets" if outlets > 1 else "")
    if not one.origins:
        if one.circle:
            return f"{spread}, and no source but each other."
        return f"{spread}, and {words.NO_SOURCE} of any."
    if len(one.origins) == 1:
        (only,) = one.origins
        return f"{spread}, {kind(only)}: “{words.clip(only.words, 80)}”."
    unnamed = sum(origin.unnamed for origin in one.origins)
    return f"{spread}, {len(one.origins)} sources, {unnamed} of them unnamed."


def kind(one: Origin) -> str:
    """`one unnamed source`, `one named source`, …"""
    if one.identity == "other_media":
        return "one source, another outlet"
    return "one unnamed source" if one.unnamed else "one named source"


def details(one: Echo) -> Iterator[str]:
    """What stands below the sentence: several origins, who names no source, and who cites whom."""
    if len(one.origins) > 1:
        for origin in one.origins:
            about = _UNNAMED.get(origin.identity, "named")
            yield f"“{words.clip(origin.words, 80)}” ({about}): {counted(origin.articles)}"
    if one.unsourced and one.origins:
        yield f"{words.NO_SOURCE}: {counted(one.unsourced)}"
    for citing, cited in one.citations:
        yield f"{citing} cites {cited}"
    if one.circle:
        yield f"they cite each other for it: {words.listed(one.circle)}"


def counted(articles: tuple[str, ...]) -> str:
    return "1 article" if len(articles) == 1 else f"{len(articles)} articles"


def summary(found: Echoing) -> str:
    """What was compared, and by whom it was read."""
    read = f"{found.people:,} article{'' if found.people == 1 else 's'} read by people"
    machine = f" and {found.machine:,} by the machine alone" if found.machine else ""
    left = f" Too short to be compared: {found.short:,}." if found.short else ""
    return (
        f"Claims in more than one article: {len(found.echoes):,}, of {found.claims:,} claims in "
        f"{read}{machine}.{left}"
    )


def circle(names: tuple[str, ...], found: Echoing) -> str:
    """Who cites whom in a circle, with how many articles."""
    parts = [
        f"{citing} cites {cited} ({counted(articles)})"
        for (citing, cited), articles in found.citations.items()
        if citing in names and cited in names
    ]
    return "; ".join(parts)


def text(found: Echoing) -> str:
    """The report for the terminal; ends with a newline."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Echoing) -> Iterator[str]:
    yield fill(summary(found))
    for number, one in enumerate(found.echoes[:SHOWN], 1):
        yield ""
        yield fill(f"{number}. “{words.clip(one.said[0].words, 200)}”", subsequent_indent="   ")
        yield fill(sentence(one), initial_indent="   ", subsequent_indent="   ")
        for line in details(one):
            yield fill(line, initial_indent="   · ", subsequent_indent="     ")
        for said in one.said:
            day = f"{said.published:%Y-%m-%d}" if said.published else "no date   "
            machine = "  (by machine)" if said.machine else ""
            yield f"     {day}  {said.outlet or '–'}  {said.article}{machine}"
    if len(found.echoes) > SHOWN:
        yield from ("", f"{len(found.echoes) - SHOWN} more: --format csv, json or html has them all")
    if found.circles:
        yield from ("", "Outlets that cite each other, for whatever claims")
        yield from (fill(circle(one, found), initial_indent="  ") for one in found.circles)
    yield from ("", fill(ABOUT))


def as_json(found: Echoing) -> dict[str, Any]:
    """One object; `echoes` those of most articles first, `said` the earliest first."""
    return {
        "claims": found.claims,
        "short": found.short,
        "people": found.people,
        "machine": found.machine,
        "echoes": [_echo(one) for one in found.echoes],
        "citations": [
            {"outlet": citing, "cites": cited, "articles": list(articles)}
            for (citing, cited), articles in found.citations.items()
        ],
        "circles": [list(one) for one in found.circles],
    }


def _echo(one: Echo) -> dict[str, Any]:
    return {
        "sentence": sentence(one),
        "articles": list(one.articles),
        "outlets": list(one.outlets),
        "origins": [
            {
                "identity": origin.identity or None,
                "words": origin.words,
                "unnamed": origin.unnamed,
                "articles": list(origin.articles),
            }
            for origin in one.origins
        ],
        "unsourced": list(one.unsourced),
        "citations": [{"outlet": citing, "cites": cited} for citing, cited in one.citations],
        "circle": list(one.circle),
        "said": [_said(said) for said in one.said],
    }


def _said(one: Said) -> dict[str, Any]:
    return {
        "article": one.article,
        "outlet": one.outlet,
        "published": rfc3339(one.published),
        "mark": one.mark,
        "words": one.words,
        "sources": [
            {"identity": source.identity or None, "words": source.words, "through": list(source.through)}
            for source in one.sources
        ],
        "machine": one.machine,
    }


def as_csv(found: Echoing) -> str:
    """A row a claim, the claims of a cluster together under its number; safe for a spreadsheet."""
    head = ("echo", "article", "outlet", "published", "mark", "words", "sources", "machine", "sentence")
    rows = (
        (
            *(number, said.article, said.outlet, rfc3339(said.published), said.mark, said.words),
            "; ".join(source.words for source in said.sources),
            said.machine,
            sentence(one),
        )
        for number, one in enumerate(found.echoes, 1)
        for said in one.said
    )
    return written([head, *rows])
