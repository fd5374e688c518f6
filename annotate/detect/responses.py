"""Which claim a speaker answers (denied, rejected, replied): drawn only where the text shows which."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from annotate.core import Article, Span
from annotate.detect.central import stems
from annotate.detect.draft import Draft, Key

REACTING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ial)|dismiss\w*|reject\w*|rebut\w*|refut\w*|disput\w*|contest\w*"
    r"|contradict\w*|respond\w*|repl(?:y|ies|ied|ying)|counter(?:s|ed|ing)?|retort\w*|hits? back)\b",
    re.IGNORECASE,
)
REPLYING = re.compile(
    r"(?:(?:has|have|had) )?(?:responds?|responded|repl(?:y|ies|ied)|counter(?:s|ed)?|retort(?:s|ed)?)\W*",
    re.IGNORECASE,
)
"""Cues that answer what was said right before, in whatever words; not "responded to", "did not respond"."""
DENYING = re.compile(r"\bden(?:y|ies|ied|ying)\b", re.IGNORECASE)
OF_ONESELF = re.compile(
    r"(?:that )?(?:he|she|they) .*|\w+ing\b.*|(?:the|any|all) \w+(?: \w+)?", re.IGNORECASE
)
"""What somebody denies of himself: that he had ordered it, forging deeds, the fraud."""
_CLAIM = (
    r"(?:(?:the|this|that|these|those|all|any|such|its|his|her|their) )*(?:claim|accusation|allegation|charge"
    r"|report|criticism|suggestion|finding|complaint|announcement|assertion|account|version|rumou?r)s?"
)
_FALSE = (
    r"(?:untrue|false|baseless|unfounded|groundless|absurd|nonsense|wrong|ridiculous|ludicrous|incorrect"
    r"|inaccurate|lies?|fabricated|invention|fairy tale)"
)
POINTING = re.compile(rf"(?:{_CLAIM}|it|this|that|wrongdoing)(?: as .*)?", re.IGNORECASE)
"""Words that only point back to what was claimed before, and what they call it: the report as a tale."""
CONTRADICTING = re.compile(
    rf"(?:that )?{_CLAIM}\W.*\b{_FALSE}\b.*|(?:it|this|that)(?:['’]s| is| was)(?: \w+){{0,2}} {_FALSE}",
    re.IGNORECASE,
)
"""That claim was false; the charge “a lie”; that is simply untrue: said with any cue."""
ASKED = re.compile(
    rf"\basked about (?:{_CLAIM}|it|this|that),|\bin (?:response|reply|answer), ", re.IGNORECASE
)
TURNED_TO = re.compile(r"\b(?:responding|replying) to ([^,]+),", re.IGNORECASE)
"""What stands between the beginning of a sentence and its cue where the speaker was told of the claim."""
DECIDING = re.compile(r"\b(?:judges?|courts?|jury|jurors|tribunal|justices?|magistrates?)\b", re.IGNORECASE)
"""Who rejects charges as an act."""
NEAR, NEXT, ACCUSED = 3, 1, 6
"""Paragraph breaks that may lie between a claim and its answer; the second where words only point back, the
third where the claim begins with the name of who denies it."""
OPENING = 3
"""Words with which a claim names whom it is about."""
MOST = 60
"""Claims before an answer that are looked at: a paragraph without end must not cost without end."""
SHARED, BESIDE = 2, 1
"""Word stems that an answer shares with its claim, where it does not just point back; the second for one in
the same paragraph or the one before."""


def link_responses(draft: Draft, article: Article) -> None:
    """Draws responds_to from each assertion of a reaction to the claim that it answers."""
    speakers = _speakers(draft)
    assertions = draft.labelled("ASSERTION")
    cued = {one: cue for kind, one, cue in draft.links if kind == "cued_by"}
    for key, cue in sorted(cued.items()):
        if speakers.get(key):
            before = list(_before(key, cue, assertions, speakers, article.text))
            answered = _answered(key, cue, before, speakers, article)
            if answered is not None:
                draft.link("responds_to", key, answered)


def _answered(
    key: Key, cue: Key, before: Sequence[Key], speakers: Mapping[Key, set[Key]], article: Article
) -> Key | None:
    """What is pointed at, was said right before, shares most words, or begins with the name of who denies."""
    text = article.text
    words, verb = key[1].cut(text).strip("“”\"',. "), cue[1].cut(text)
    last = next((one for one in before if speakers.get(one)), None)
    last = last if last and _breaks(last, key, text) <= NEXT else None
    if CONTRADICTING.fullmatch(words) or (last and _turns_to(cue, speakers[last], article)):
        return last
    if not REACTING.search(verb):
        return None
    if POINTING.fullmatch(words):
        return None if any(DECIDING.search(one[1].cut(text)) for one in speakers[key]) else last
    found = _sharing(key, [one for one in before if _breaks(one, key, text) <= NEAR], text)
    if found is None and DENYING.search(verb) and OF_ONESELF.fullmatch(words):
        return _accusing(before, speakers, min(speakers[key]), text)
    return found or (last if REPLYING.fullmatch(verb) else None)


def _breaks(one: Key, key: Key, text: str) -> int:
    return text.count("\n\n", one[1].end, key[1].start)


def _accusing(before: Sequence[Key], speakers: Mapping[Key, set[Key]], denier: Key, text: str) -> Key | None:
    """The nearest claim of somebody else that begins with who denies, by name or by office."""
    names = {part.strip().split(" ")[-1].lower() for part in re.split(r",| of | for ", denier[1].cut(text))}
    for one in before:
        opening = re.split(r"[^\w’'-]+", one[1].cut(text).lower().removeprefix("that ").strip("“\"‘' "))[
            :OPENING
        ]
        if speakers.get(one) and names & set(opening):
            return one
    return None


def _turns_to(cue: Key, told_by: set[Key], article: Article) -> bool:
    """Whether the sentence of a cue says that its speaker was told of the claim: Asked about this, …"""
    number = bisect_right(article.sentences, cue[1].start, key=lambda one: one.start) - 1
    lead = article.text[article.sentences[number].start : cue[1].start] if number >= 0 else ""
    turned = TURNED_TO.search(lead)
    names = {word for one in told_by for word in one[1].cut(article.text).lower().split()}
    return bool(ASKED.search(lead) or (turned and turned[1].lower().split()[-1] in names))


def _sharing(key: Key, before: Sequence[Key], text: str) -> Key | None:
    """The claim that shares most words, where it shares enough."""
    mine = stems(key[1].cut(text))
    shared = {one: len(mine & stems(one[1].cut(text))) for one in before}
    best = max(before, key=lambda one: shared[one], default=None)
    if best is None:
        return None
    beside = _breaks(best, key, text) <= NEXT
    return best if shared[best] >= (BESIDE if beside else SHARED) else None


def _before(
    key: Key, cue: Key, assertions: Sequence[Key], speakers: Mapping[Key, set[Key]], text: str
) -> Iterator[Key]:
    """What others, or the writer, claimed not far before; nearest first."""
    mine, end = speakers[key], min(key[1].start, cue[1].start)
    at = bisect_left(assertions, ("ASSERTION", Span(end, end + 1)))
    for number in range(at - 1, max(at - 1 - MOST, -1), -1):
        one = assertions[number]
        if _breaks(one, key, text) > ACCUSED:
            return
        if one[1].end <= end and not speakers.get(one, set()) & mine:
            yield one


def _speakers(draft: Draft) -> dict[Key, set[Key]]:
    """The sources of each assertion; of several mentions of one speaker the first stands for all."""
    first: dict[Key, Key] = {}
    for one, other in sorted((one, other) for kind, one, other in draft.links if kind == "same_source"):
        first[one] = first.get(other, other)
    out: dict[Key, set[Key]] = {}
    for kind, one, other in draft.links:
        if kind == "attributed_to":
            out.setdefault(one, set()).add(first.get(other, other))
    return out
