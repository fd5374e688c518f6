"""Sentences that every form of a report shares."""

from __future__ import annotations

from collections.abc import Sequence

from annotate.core import Article
from annotate.scheme import Scheme
from annotate.score import Central, Score, Speaker

DISCLAIMER = (
    "This describes the attribution printed in the text. It says nothing about whether the article is true, "
    "what the reporter knows, or why it was written this way."
)
NO_SOURCE = "no source is given in the text"


def heading(article: Article) -> str:
    """The article's title; where it has none, its first words."""
    return article.title or clip(article.text, 70)


def claims(central: Central) -> str:
    """Of the claims the article rests on: how many name no source, rest on unnamed ones, are attributed."""
    if not central.total:
        return "No claim is marked as one that this article rests on."
    parts = [
        (len(central.no_source), "names no source", "name no source"),
        (len(central.unnamed_only), "rests on unnamed sources alone", "rest on unnamed sources alone"),
        (len(central.named), "is attributed to a named source", "are attributed to a named source"),
    ]
    said = [f"{number} {one if number == 1 else many}" for number, one, many in parts]
    whole = "the one claim" if central.total == 1 else f"the {central.total} claims"
    return f"Of {whole} this article rests on, {said[0]}, {said[1]} and {said[2]}."


def band(score: Score) -> str:
    """`mixed`, or `no number` where there is none."""
    return score.band or "no number"


def interval(score: Score) -> str:
    """The 90 % interval in words; where a gate holds most draws, the gate stands in its place."""
    if score.score is None:
        return "no number is given"
    if score.low is None or score.high is None:
        return f"held at {score.score} by a gate, so without an interval" if score.held_by else "no interval"
    return f"90 % interval {score.low} to {score.high}"


def note(score: Score) -> str:
    """Why there is no number, or no interval; empty where there are both."""
    if score.missing:
        return f"for want of {'; '.join(score.missing)}"
    if score.held_by is None:
        return ""
    held = next((gate.reason for gate in score.gates if gate.name == score.held_by), "")
    return f"held by a gate: {held or score.held_by.replace('_', ' ')}"


def drawn_from(score: Score) -> str:
    """What an interval was drawn from: how readers disagree, and which readers those were."""
    known = score.disagreement
    return (
        "how readers disagree, by the shipped table"
        if known == "shipped"
        else f"how readers disagreed ({known})"
    )


def readers(score: Score) -> str:
    """How many people the reading rests on, and whether that is provisional or was decided."""
    people = "1 reader" if score.annotators == 1 else f"{score.annotators} readers"
    if score.reading.origin == "verdict":
        return f"{people}, decided by an adjudicator"
    return f"{people}, provisional" if score.annotators == 1 else people


def depth(name: str) -> str:
    """What is marked in a campaign of this depth."""
    return {"full": "everything is marked", "central": "the central claims alone are marked"}.get(name, name)


def speaker(one: Speaker, scheme: Scheme) -> str:
    """Who says it, how far named, and where they stand."""
    told = [chosen(scheme, "identity", one.identity) or "identity not chosen"]
    if one.identity in ("unnamed_described", "unnamed_bare"):
        told.append(
            {None: "no reason printed", "none": "no reason printed"}.get(one.reason, f"{one.reason} reason")
        )
    if one.standing:
        standing = chosen(scheme, "standing", one.standing)
        told.append("standing unclear" if one.standing == "unclear" else standing)
    return f"“{clip(one.name, 80)}” — {', '.join(told)}"


def clip(text: str, most: int = 220) -> str:
    """At most `most` characters, cut between words, on one line."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0] + " …"


def tight(text: str) -> str:
    """The text with its numbers and their per cent signs on one line."""
    return text.replace(" %", "\u00a0%")


def listed(words: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def chosen(scheme: Scheme, attribute: str, value: str | None) -> str:
    """What was chosen of a source, in the scheme's words; empty where nobody chose."""
    known = scheme.label_by_name["SOURCE"].attribute(attribute)
    values = known.values if known else ()
    return next((one.text.lower() for one in values if one.name == value), value or "")
