"""A network's marks as the scheme has them, for people to correct: it learnt another cut from its corpus.

There, wishes, refusals and states told by the writer are attributions (the firm wants, would not name, has
asked), and a source has its relative clause, its age and the comma behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotate.detect.attribution import Attribution
from annotate.detect.cues import blocked
from annotate.detect.found import Found, Sure
from annotate.detect.grammar import AUXILIARIES, BE, RELATIVES
from annotate.detect.lexicon import Lexicon
from annotate.detect.model.adding import LEAST
from annotate.detect.model.misread import is_misread, says
from annotate.detect.model.trimming import only_points_back, trimmed
from annotate.detect.participles import SHOWING
from annotate.detect.passage import Passage
from annotate.detect.sources import Range, touch

CONCEDING = frozenset({"while", "although", "though", "if", "even", "when"})
"""Behind "that", what opens a clause on which the main one follows."""


def fitted(one: Passage, found: Found, ruled: Sequence[Attribution], lexicon: Lexicon) -> Found:
    """Without what is no attribution to the scheme, edges as it has them.

    A cue that the rules mark just so is at least as sure as they are. A source is sought in the sentence of
    its cue alone: where the network has none there, or a clause for one, the rules' attribution stands; so it
    does where nobody says it, and where the network has a cue and nothing that is said with it.
    """
    agreed = {each.cue: each.confidence for each in ruled}
    idioms = blocked(one, lexicon.false_friends)
    kept: list[Attribution] = []
    for each in found.attributions:
        same = [other for other in ruled if touch(other.cue, each.cue)]
        if not is_misread(one, each, bool(same), lexicon, idioms):
            sure = max(each.confidence, agreed.get(each.cue, 0.0))
            each = trimmed(one, _held(one, replace(each, confidence=sure), same), ruled)
            kept += _better(one, each, same, found.attributions)
    kept += _said_after_all(one, found.alone, kept, ruled)
    mute = {one.sentence_of(cue[0]) for cue in _cues(found.alone) if not says(one, cue, lexicon, idioms)}
    alone = _quoted_alone(one, found.alone).items()
    return Found(kept, {key: sure for key, sure in alone if one.sentence_of(key[1][0]) not in mute})


def _better(
    one: Passage, each: Attribution, same: Sequence[Attribution], found: Sequence[Attribution]
) -> Iterator[Attribution]:
    """The network's attribution; the rules' where nobody says it, or where it has no clause."""
    nobody = next((other for other in same if _is_agentless(one, other)), None)
    if nobody is not None:
        yield replace(nobody, contents=tuple(_from(each, nobody.cue[0], *it) for it in nobody.contents))
    elif each.contents:
        yield replace(each, contents=tuple(_whole(one, content, same) for content in each.contents))
    else:
        yield from (_as_marked(other, found) for other in same if not only_points_back(one, other))


def _whole(one: Passage, content: Range, same: Sequence[Attribution]) -> Range:
    """That while he smiles: a clause that ends before its main one goes on as far as the rules'."""
    opens = one.low(content[0]) == "that" and one.low(content[0] + 1) in CONCEDING
    ends = [end for other in same for start, end in other.contents if start == content[0]]
    return (content[0], max(content[1], *ends)) if opens and ends and one.low(content[1]) == "," else content


def _from(each: Attribution, cue: int, start: int, end: int) -> Range:
    """What nobody says from where the network has it begin, where that is before the cue."""
    return min([start, *(first for first, _ in each.contents if first < cue)]), end


def _as_marked(each: Attribution, found: Sequence[Attribution]) -> Attribution:
    """With the network's edges of what both mark, the rules as another speaker's."""
    marked = {content[0]: content for other in found for content in other.contents}
    return replace(each, contents=tuple(marked.get(content[0], content) for content in each.contents))


def _is_agentless(one: Passage, ruled: Attribution) -> bool:
    """Whether nobody says it: is said to, it is believed that, there is concern that."""
    return ruled.source is None and not ruled.lemma and any(one.low(at) in BE for at in range(*ruled.cue))


def _held(one: Passage, each: Attribution, same: Sequence[Attribution]) -> Attribution:
    """With a source of its own sentence: the network's, else the rules' reading of that cue, else none."""
    if each.lemma in SHOWING and one.low(each.cue[0]).endswith("ing"):
        read = same[0].source if same else each.source
        return each if read and each.source and touch(read, each.source) else replace(each, source=read)
    near = each.source is not None and one.sentence_of(each.source[0]) == one.sentence_of(each.cue[0])
    if each.source is not None and near and not _is_clause(one, each.source):
        read = next((other.source for other in same if other.source), None)
        return replace(each, source=read) if read and _stands_for(one, each.source, each.cue) else each
    return next((other for other in same if other.source), replace(each, source=None))


def _is_clause(one: Passage, source: Range) -> bool:
    """Whether a verb stands in a source, outside any relative clause: readers are logged and one of them."""
    for at in range(*source):
        if one.low(at) in RELATIVES:
            return False
        if one.low(at) in AUXILIARIES and one.low(at) not in ("'s", "may", "will", "can"):
            return True
    return False


def _stands_for(one: Passage, source: Range, cue: Range) -> bool:
    """Whether a source is a mere "who", or of a clause that ends before the cue: which he read, shows."""
    bare = source[1] - source[0] == 1 and one.low(source[0]) in RELATIVES
    opens = one.low(source[0] - 1) in RELATIVES or one.low(source[0]) in RELATIVES
    return bare or (opens and any(one.low(at) == "," for at in range(source[1], cue[0])))


def _said_after_all(
    one: Passage, alone: Sure, kept: Sequence[Attribution], ruled: Sequence[Attribution]
) -> list[Attribution]:
    """The rules' attribution of each cue with which the network finds nothing said."""
    known = {each.cue for each in kept}
    return [
        each
        for each in ruled
        if each.confidence >= LEAST
        and each.cue not in known
        and any(touch(each.cue, cue) for cue in _cues(alone))
        and not only_points_back(one, each)
    ]


def _cues(alone: Sure) -> list[Range]:
    return [range_ for label, range_ in alone if label == "CUE"]


def _quoted_alone(one: Passage, alone: Sure) -> Sure:
    """What stands alone: assertions in quotation marks or beside a source of their sentence."""
    held = {one.sentence_of(start) for label, (start, _) in alone if label == "SOURCE"}
    return {
        (label, range_): sure
        for (label, range_), sure in alone.items()
        if (label, one.low(range_[0])) not in (("SOURCE", "who"), ("SOURCE", "which"))
        if label != "ASSERTION" or one.quote_at[range_[0]] or one.sentence_of(range_[0]) in held
    }
