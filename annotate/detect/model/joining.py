"""From spans to who says what: each assertion to its cue, each cue to its source.

The cue nearest in its sentence, or else in the paragraph, then the source nearest to that cue: right for 99
of 100 spans that people marked in PolNeAR's training part; without regard to sentences it is 98.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotate.detect.attribution import Attribution
from annotate.detect.found import Found, Sure
from annotate.detect.lexicon import Lexicon
from annotate.detect.passage import Passage
from annotate.detect.sources import Range, nearest, touch

ALONE = 0.6
"""A source or cue with which nothing is said is left out when it is less probable than this."""


def joined(one: Passage, spans: Sure, ruled: Sequence[Attribution], lexicon: Lexicon) -> Found:
    """What a paragraph's spans make up: attributions in the order of their cues, and what is left.

    Stance and verb of a cue are those of the rules' cue on its words, where `ruled` has one.
    """
    cues, contents = _ranges(spans, "CUE"), _ranges(spans, "ASSERTION")
    if not cues or not contents:
        return Found((), spans if contents else _sure(spans))
    told: dict[Range, list[Range]] = {}
    for content in contents:
        told.setdefault(next_to(one, content, cues), []).append(content)
    found = [
        _attribution(one, cue, told[cue], spans, _meaning(one, cue, ruled, lexicon)) for cue in sorted(told)
    ]
    used = {("CUE", each.cue) for each in found} | {("SOURCE", each.source) for each in found}
    alone = {key: sure for key, sure in spans.items() if key[0] != "ASSERTION" and key not in used}
    return Found(found, _sure(alone))


def _sure(alone: Sure) -> Sure:
    return {key: sure for key, sure in alone.items() if sure >= ALONE}


def _attribution(
    one: Passage, cue: Range, parts: Sequence[Range], spans: Sure, meaning: tuple[str, str]
) -> Attribution:
    sources = _ranges(spans, "SOURCE")
    source = next_to(one, cue, sources) if sources else None
    pieces = around(one, parts, [cue, source])
    each = {
        piece: min(spans["ASSERTION", part] for part in parts if _inside(part, piece)) for piece in pieces
    }
    if source is not None:
        each[source] = spans["SOURCE", source]
    return Attribution(cue, source, tuple(pieces), meaning[0], spans["CUE", cue], meaning[1], each)


def next_to(one: Passage, range_: Range, others: Sequence[Range]) -> Range:
    """The nearest of those with no end of a sentence between; where there is none, the nearest."""
    beside = [other for other in others if _in_reach(one, *sorted((range_, other)))]
    return nearest(range_, beside or others)


def _in_reach(one: Passage, earlier: Range, later: Range) -> bool:
    return one.sentence_of(earlier[1] - 1) == one.sentence_of(later[0])


def _ranges(spans: Sure, wanted: str) -> list[Range]:
    return sorted(range_ for label, range_ in spans if label == wanted)


def around(one: Passage, parts: Sequence[Range], own: Iterable[Range | None]) -> list[Range]:
    """Parts of one sentence with nothing but their own source and cue between them are one assertion."""
    told = {at for range_ in own if range_ is not None for at in range(*range_)}
    pieces = [parts[0]]
    for part in parts[1:]:
        start, end = pieces[-1]
        between = [at for at in range(end, part[0]) if at not in told]
        if one.sentence_of(start) == one.sentence_of(part[1] - 1) and all(
            one.low(at) == "," for at in between
        ):
            pieces[-1] = (start, part[1])
        else:
            pieces.append(part)
    return pieces


def _inside(part: Range, piece: Range) -> bool:
    return piece[0] <= part[0] and part[1] <= piece[1]


def _meaning(one: Passage, cue: Range, ruled: Sequence[Attribution], lexicon: Lexicon) -> tuple[str, str]:
    """Stance and lemma of a cue: those of the rules' cue on its words, else of a verb among them."""
    for known in ruled:
        if touch(known.cue, cue):
            return known.stance, known.lemma
    for at in range(cue[1] - 1, cue[0] - 1, -1):
        for verb in lexicon.verbs.get(one.low(at), ()):
            if not verb.particles:
                return verb.stance, verb.lemma
    return "neutral", ""
