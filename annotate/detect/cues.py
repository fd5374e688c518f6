"""Words that attribute: where they stand in a passage, and in which construction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotate.detect.grammar import (
    AUXILIARIES,
    BE,
    NEGATIONS,
    POSSESSIVES,
    is_adverb,
    is_finite,
    word_set,
)
from annotate.detect.lexicon import Lexicon, Phrases
from annotate.detect.passage import Passage
from annotate.detect.usage import as_saying, before, fits, shape_of, that_near
from annotate.detect.verbs import Verb

PASSING_ON = word_set(
    """
    reported relayed described disclosed revealed confirmed shared recounted conveyed detailed provided
    """
)
"""Participles by which an analysis or account comes from somebody else."""
THAT = frozenset({"that"})


@dataclass(frozen=True)
class Cue:
    """A candidate cue: tokens `start` to `end` (exclusive), `head` the word that was found.

    `shape` is finite, ing, passive, by (a passive that names its source),
    phrase (before a source), noun, adverb, impersonal (it is said that) or conduit
    (an account, reported by others, says).
    """

    start: int
    head: int
    end: int
    shape: str
    stance: str
    frames: frozenset[str] = frozenset()
    lemma: str = ""
    link: str = ""
    """The word by which a noun takes its content: a preposition, that, to."""


def find_cues(passage: Passage, lexicon: Lexicon) -> list[Cue]:
    """All candidates outside full quotations, in order, none overlapping another."""
    idioms = blocked(passage, lexicon.false_friends)
    found: list[Cue] = []
    at = 0
    while at < len(passage.tokens):
        cue = None
        if passage.quote_at[at] is None and at not in idioms and passage.tokens[at].is_word:
            cue = _cue_at(passage, at, lexicon)
        if cue is not None and not (found and cue.start < found[-1].end):
            found.append(cue)
            at = cue.end
        else:
            at += 1
    return found


def match(passage: Passage, at: int, phrases: Phrases) -> tuple[int, str] | None:
    """The longest phrase that begins at a token: the index behind it, and its value."""
    for words, value in phrases.get(passage.tokens[at].low, ()):
        end = at + len(words)
        if end <= len(passage.tokens) and all(passage.low(at + i) == word for i, word in enumerate(words)):
            return end, value
    return None


def blocked(passage: Passage, phrases: Phrases) -> frozenset[int]:
    """The words of phrases in which a word that attributes elsewhere attributes nothing."""
    hits = ((at, match(passage, at, phrases)) for at in range(len(passage.tokens)))
    return frozenset(index for at, hit in hits if hit for index in range(at, hit[0]))


def _cue_at(passage: Passage, at: int, lexicon: Lexicon) -> Cue | None:
    low = passage.tokens[at].low
    if low in lexicon.phrases and (hit := match(passage, at, lexicon.phrases)):
        return Cue(at, at, hit[0], "phrase", hit[1])
    if low in lexicon.reportive:
        return Cue(at, at, at + 1, "adverb", "distancing")
    if low == "it" and (cue := _impersonal(passage, at, lexicon)):
        return cue
    if low in lexicon.passives and passage.low(at + 1) != "by" and (cue := _passive(passage, at, lexicon)):
        return cue
    if low in lexicon.verbs and (cue := _verb(passage, at, lexicon)):
        return cue
    if low in lexicon.adjectives and (cue := _adjective(passage, at, lexicon.adjectives[low])):
        return cue
    return _noun(passage, at, lexicon) if low in lexicon.nominal else None


def _impersonal(passage: Passage, at: int, lexicon: Lexicon) -> Cue | None:
    """It is believed that …, it was reported on Monday that …: nobody says it."""
    index = at + 1
    while passage.low(index) in AUXILIARIES or is_adverb(passage.low(index)):
        index += 1
    said = passage.low(index) in lexicon.impersonal and passage.low(index - 1) in BE | {"been"}
    wide = said or (is_adverb(passage.low(index - 1)) and passage.low(index) in lexicon.impersonal)
    if not wide or index == at + 1:
        return None
    that = passage.low(index + 1) == "that" or that_near(passage, index + 1)
    return Cue(at, index, index + 1, "impersonal", "distancing", THAT) if that else None


def _adjective(passage: Passage, at: int, stance: str) -> Cue | None:
    """Farmers are worried that …: who is so holds what follows; "it is clear that" has no holder."""
    be = before(passage, at)
    if passage.low(at + 1) != "that" or passage.low(be) not in BE:
        return None
    start = _group(passage, be + 1)
    return (
        None if passage.low(start - 1) in ("it", "there") else Cue(start, at, at + 1, "finite", stance, THAT)
    )


def _passive(passage: Passage, at: int, lexicon: Lexicon) -> Cue | None:
    be = before(passage, at)
    if passage.low(be) not in BE:
        return None
    if passage.low(be) in ("'s",) and passage.tokens[be - 1].text[:1].isupper():
        return None
    for rest in lexicon.passives.get(passage.low(at), ()):
        if all(passage.low(at + 1 + i) == word.removeprefix("+") for i, word in enumerate(rest)):
            keep = sum(not word.startswith("+") for word in rest)
            return Cue(_group(passage, be), at, at + 1 + keep, "passive", "distancing")
    return None


def _group(passage: Passage, at: int) -> int:
    """The first word of the verb group that ends at `at`: auxiliaries, negations, adverbs among them."""
    start = at
    index = at
    while index > 0:
        low = passage.low(index - 1)
        if low in AUXILIARIES and low != "'s":
            start = index - 1
        elif low in NEGATIONS or (is_adverb(low) and low not in ("even",)):
            if index - 2 < 0 or passage.low(index - 2) == ",":
                break
        else:
            break
        index -= 1
    return start


def _verb(passage: Passage, at: int, lexicon: Lexicon) -> Cue | None:
    low = passage.tokens[at].low
    if low in PASSING_ON and passage.low(at - 1) == "," and passage.low(at + 1) == "by":
        return Cue(at, at, at + 1, "conduit", "neutral")
    for verb in lexicon.verbs[low]:
        end = _with_particles(passage, at, verb)
        if end is None or (verb.lemma in ("quote", "cite") and as_saying(passage, end)):
            continue
        shape = shape_of(passage, at, end, verb)
        if shape == "by" and low in lexicon.people:
            return None
        if shape == "by":
            return Cue(_group(passage, before(passage, at)), at, end, "by", verb.stance, verb.frames)
        if shape and fits(passage, end, verb, shape):
            start = at if shape == "ing" else _start(passage, at)
            return Cue(start, at, end, shape, verb.stance, verb.frames, verb.lemma)
    return None


def _start(passage: Passage, at: int) -> int:
    start = _group(passage, at)
    first = start
    while first > 0 and is_adverb(passage.low(first - 1)) and passage.low(first - 2) != ",":
        if first - 1 == passage.sentence_of(at)[0]:
            break
        first -= 1
    return first


def _with_particles(passage: Passage, at: int, verb: Verb) -> int | None:
    end = at + 1 + len(verb.particles)
    return end if all(passage.low(at + 1 + i) == p for i, p in enumerate(verb.particles)) else None


def _noun(passage: Passage, at: int, lexicon: Lexicon) -> Cue | None:
    after = passage.low(at + 1)
    for link, stance, held in lexicon.nominal[passage.tokens[at].low]:
        if (
            (after != link and not (link == "that" and _that_held(passage, at + 1)))
            or _said_before(passage, at, lexicon)
            or (held and not _has_holder(passage, at))
        ):
            continue
        end = at + 1 if link in ("that", "to") else at + 2
        return Cue(at, at, end, "noun", stance, link=link)
    return None


def _that_held(passage: Passage, at: int) -> bool:
    """Whether only who holds it stands before "that": concern among officials that."""
    if passage.low(at) not in ("among", "in", "within", "inside", "by"):
        return False
    that = next((index for index in range(at, at + 8) if passage.low(index) == "that"), None)
    return that is not None and not any(is_finite(passage.low(index)) for index in range(at, that))


def _has_holder(passage: Passage, at: int) -> bool:
    return any(passage.low(index) in POSSESSIVES | {"'s", "'"} for index in range(max(0, at - 3), at))


def _said_before(passage: Passage, at: int, lexicon: Lexicon) -> bool:
    """Whether a word of saying governs the noun (expressed concern that): then that word is the cue."""
    first = max(0, at - 4)
    return any(
        verb.frames & {"np", "clause"}
        for index in range(first, at)
        for verb in lexicon.verbs.get(passage.low(index), ())
        if not verb.particles
    )


def nominal_start(passage: Passage, cue: Cue) -> int:
    """There is concern that: the cue begins with "there" where nobody holds it."""
    first = max(0, cue.head - 5)
    there = next((i for i in range(first, cue.head) if passage.low(i) == "there"), None)
    return cue.start if there is None or passage.low(there + 1) not in BE | {"'s"} else there


def nominal_stance(passage: Passage, cue: Cue) -> str:
    """A concern that nobody holds (there is concern that) is told at a distance."""
    window: Iterator[str] = (passage.low(index) for index in range(max(0, cue.head - 5), cue.head))
    return "distancing" if "there" in window else cue.stance
