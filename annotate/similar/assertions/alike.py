"""Whether two statements say the same in nearly the same words, by aligning them word by word."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from annotate.similar.assertions.words import OF, PLACING, SMALL, Words, same_word

ALIKE = 0.7
"""The share of both statements' words that must be aligned."""

Run = tuple[str, ...]


def alike(one: Words, other: Words) -> bool:
    """Whether they are near-identical.

    They are where the same numbers and the same small words that turn a statement (not, may, more, knew)
    stand in both; where at least `ALIKE` of their words are aligned in order (Ratcliff and Obershelp, 1988)
    or are a detail that stands in another place (on Tuesday); and where at most one of them has words that
    carry meaning and that the other lacks. So a cut or an added detail is allowed. Another name, number,
    direction, a reversed order, or somebody's in the place of somebody are not, and neither is a synonym: it
    errs towards no.
    """
    if one.forms == other.forms:
        return True
    if one.telling != other.telling:
        return False
    aligned, gone, come = _aligned(one.forms, other.forms)
    moved = [run for run in gone if run[0] in PLACING and run in come]
    aligned += sum(map(len, moved))
    left, right = (_content(runs, moved) for runs in (gone, come))
    another = any(run[0] == OF and len(run) > 1 for run in (*gone, *come))
    return not another and not (left and right) and 2 * aligned >= ALIKE * (len(one.forms) + len(other.forms))


def _aligned(one: Run, other: Run) -> tuple[int, list[Run], list[Run]]:
    """How many words are aligned, and the runs that each has to itself."""
    aligned, gone, come = 0, list[Run](), list[Run]()
    for step, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        left, right = one[a:b], other[c:d]
        if step == "equal":
            aligned += b - a
            continue
        pairs = _inflected(left, right)
        aligned += len(pairs)
        gone.append(tuple(form for at, form in enumerate(left) if at not in pairs))
        come.append(tuple(form for at, form in enumerate(right) if at not in pairs.values()))
    return aligned, list(filter(None, gone)), list(filter(None, come))


def _inflected(left: Run, right: Run) -> dict[int, int]:
    """Places of words in one run to those of the same words in another form, in order."""
    pairs: dict[int, int] = {}
    start = 0
    for at, form in enumerate(left):
        if form not in SMALL:
            found = next((n for n in range(start, len(right)) if same_word(form, right[n])), None)
            if found is not None:
                pairs[at], start = found, found + 1
    return pairs


def _content(runs: Sequence[Run], moved: Sequence[Run]) -> list[str]:
    return [form for run in runs if run not in moved for form in run if form not in SMALL]
