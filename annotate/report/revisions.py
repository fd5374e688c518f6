"""What changed in an article's sourcing from text to text, in sentences, JSON and CSV."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from annotate.core.codec import rfc3339
from annotate.report import words
from annotate.report.dates import moment
from annotate.report.lines import fill
from annotate.report.rows import written
from annotate.score import Score
from annotate.score.echoes import Source
from annotate.score.revisions import Answered, Change, Revised

_EDGES = " ,.;:“”\"‘’'"
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth")

ABOUT = (
    "This compares what the texts print. A time is when the newer text was stored here: it was changed "
    "before that. Why it was changed is not known."
)
_MACHINE = (
    "read by the machine alone: it misses sources and finds some that are none, "
    "so look at the texts themselves"
)


def heading(one: Revised) -> str:
    """`From revision 1 to 2, stored 1 March 2026, 14:02 UTC`."""
    return f"From revision {one.old.revision} to {one.new.revision}, stored {moment(one.at)}"


def tally(found: Sequence[Revised]) -> str:
    """`1 source removed, 2 claims added`, over all texts of an article; in the order of the first of each."""
    counts = Counter[str](change.what for one in found for change in one.changes)
    counts.update("answer changed" for one in found for _ in one.answers)
    if not counts:
        return "nothing"
    machine = " (by machine)" if any(one.machine for one in found) else ""
    said = [f"{number} {what if number == 1 else _many(what)}" for what, number in counts.items()]
    return f"{', '.join(said)}{machine}"


def _many(what: str) -> str:
    thing, became = what.split(" ", 1)
    return f"{thing}s {became}"


def read_by(one: Revised) -> str:
    """Whose reading it rests on, and the score before and after where there is one."""
    if one.machine:
        return _MACHINE
    return f"read by people: {_score(one.before)} before, {_score(one.after)} after"


def said(change: Change) -> str:
    """One change as a sentence."""
    claim = f"“{words.clip(change.claim.strip(_EDGES), 120)}”"
    about = f"the central claim {claim}" if change.central else f"the claim {claim}"
    source, other = _source(change.source), _source(change.other)
    left = "; no source is given in the text now" if change.left == 0 else ""
    sentence = {
        "claim removed": f"{about} was removed",
        "claim added": f"{about} is new, {_sources(change.left)}",
        "source removed": f"{_which(change)} of {about} was removed: {source}{left}",
        "source added": f"a source of {about} was added: {source}",
        "source named": f"a source of {about} was named: {source} became {other}",
        "source no longer named": f"a source of {about} is no longer named: {source} became {other}",
    }[change.what]
    return sentence[0].upper() + sentence[1:]


def said_of(answer: Answered) -> str:
    """One answer that is another one now, as a sentence."""
    if answer.question == "accused":
        whom = (
            "Somebody is accused of a wrongful act now" if answer.after == "yes" else "Nobody is accused now"
        )
        return f"{whom}: that was otherwise before"
    before, after = (_ANSWERS[answer.question].get(one, one) for one in (answer.before, answer.after))
    return f"{_ABOUT_ARTICLE[answer.question]}: {before} before, {after} now"


_ABOUT_ARTICLE = {"reply": "The reply of whoever is accused", "headline": "The headline"}
_ANSWERS = {
    "reply": {
        "quoted": "quoted",
        "declined": "declined, and the text says so",
        "prior_position": "only what they said earlier",
        "none": "no sign in the text that one was sought",
        "not_applicable": "nobody was accused",
    },
    "headline": {
        "matches": "in keeping with the text",
        "drops_the_source": "without the source that the text gives",
        "surer_than_the_text": "surer than the text",
        "other": "at odds with the text in another way",
        "none": "none",
    },
}


def text(id_: str, found: Sequence[Revised]) -> str:
    """The report for the terminal; ends with a newline."""
    return "\n".join(_lines(id_, found)) + "\n"


def _lines(id_: str, found: Sequence[Revised]) -> Iterator[str]:
    if not found:
        yield f"{id_} has one text: there is nothing to compare"
        return
    for one in found:
        yield from (heading(one), fill(f"({read_by(one)})"))
        for change in one.changes:
            yield fill(said(change), initial_indent="  · ", subsequent_indent="    ")
        for answer in one.answers:
            yield fill(said_of(answer), initial_indent="  · ", subsequent_indent="    ")
        if not (one.changes or one.answers):
            yield "  · nothing changed in its claims and their sources"
        yield ""
    yield fill(ABOUT)


def as_json(id_: str, found: Sequence[Revised]) -> dict[str, Any]:
    """One object: `article` and `revisions`, from the first text on."""
    return {"article": id_, "revisions": [_revised(one) for one in found]}


def _revised(one: Revised) -> dict[str, Any]:
    return {
        "from": one.old.revision,
        "to": one.new.revision,
        "at": rfc3339(one.at),
        "machine": one.machine,
        "before": one.before.score,
        "after": one.after.score,
        "changes": [_change(change) for change in one.changes],
        "answers": [{**asdict(answer), "said": said_of(answer)} for answer in one.answers],
    }


def _change(one: Change) -> dict[str, Any]:
    return {
        "what": one.what,
        "said": said(one),
        "claim": one.claim,
        "central": one.central,
        "source": one.source and one.source.words,
        "became": one.other and one.other.words,
        "left": one.left,
    }


def as_csv(found: Sequence[Revised]) -> str:
    """A row a change or an answer; safe for a spreadsheet."""
    head = ("from", "to", "at", "machine", "what", "claim", "central", "source", "became", "left")
    rows = (
        (one.old.revision, one.new.revision, rfc3339(one.at), one.machine, *cells)
        for one in found
        for cells in _cells(one)
    )
    return written([head, *rows])


def _cells(one: Revised) -> Iterator[tuple[object, ...]]:
    for change in one.changes:
        yield tuple(value for name, value in _change(change).items() if name != "said")
    for answer in one.answers:
        yield (f"{answer.question} changed", None, None, answer.before, answer.after, None)


def _which(change: Change) -> str:
    """`The second source`, or `the only source`."""
    if change.of == 1:
        return "the only source"
    place = _ORDINALS[change.place] if change.place < len(_ORDINALS) else f"{change.place}th"
    return f"the {place} of {change.of} sources"


def _source(one: Source | None) -> str:
    return "" if one is None else f"“{words.clip(one.words.strip(_EDGES), 80)}”"


def _sources(number: int) -> str:
    return {0: words.NO_SOURCE, 1: "with one source"}.get(number, f"with {number} sources")


def _score(one: Score) -> str:
    return "no number" if one.score is None else f"{one.score} of 100"
