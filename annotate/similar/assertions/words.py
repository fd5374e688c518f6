"""The words of a statement, as they are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile


def _listed(said: str) -> frozenset[str]:
    return frozenset(said.split())


_WORD = re.compile(r"\d+(?:[.,]\d+)*|per cent\b|\w+n['’]t\b|['’]s\b|\w+(?:['’](?!s\b)\w+)?|%", re.IGNORECASE)

_ROUND = _listed("hundred thousand million billion %")
_COUNTED = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
_NUMBERS = {name: str(at) for at, name in enumerate(re.findall(r"\w+", _COUNTED))} | {
    "percent": "%",
    "per cent": "%",
}

_SAME = {
    "would": "will", "might": "may", "could": "can", "cannot": "not", "can't": "not", "won't": "not",
    "n't": "not", "doesn't": "not", "didn't": "not", "don't": "not", "isn't": "not", "wasn't": "not",
    "aren't": "not", "weren't": "not", "hasn't": "not", "haven't": "not", "hadn't": "not",
    "wouldn't": "not", "shouldn't": "not", "couldn't": "not",
}  # fmt: skip
"""Forms that reported speech changes, and what a negation is whatever it hangs on."""

TELLING = _listed(
    "not no never none nobody nothing neither nor without hardly barely denied deny denies denial unlikely "
    "will may can should must likely possibly perhaps allegedly reportedly "
    "more less most least fewer above below over under up down before after almost nearly only half twice "
    "all every some few many several former alleged planned attempted failed refused against from "
    "know knew knows believe believed believes think thought thinks hope hoped hopes fear feared fears "
    "want wanted wants try tried tries plan plans promise promised threaten threatened "
    "ask asked offer offered expect expected"
)
"""Small words that turn a statement into another one."""

SMALL = TELLING | _listed(
    "a an and are as at be been being but by did do does for from had has have he her his i in into is it "
    "its of off on or our she so than that the their them they this these those to too was we were which who "
    "whom whose with you your there then also out about just still now very if when while where what how"
)
"""Words that a statement may gain, lose and change without saying something else, save for `TELLING`."""

OF = "'s"
"""What makes the word before it somebody's, so that what comes next is another thing."""

_ENDINGS = {"", *_listed("s es d ed e ing n en y ies ied")}

PLACING = _listed(
    "on in at for within during since after before from to near along through by with under over"
)
"""Words that a detail begins with which may stand in another place: on Tuesday, for six years."""


@dataclass(frozen=True)
class Words:
    """A statement's words: `forms` in their order, and the set of those that carry what it says."""

    forms: tuple[str, ...]
    content: frozenset[str]

    @property
    def telling(self) -> tuple[str, ...]:
        """The numbers, and the small words that turn a statement, in a fixed order."""
        return tuple(sorted(one for one in self.forms if one in TELLING or is_number(one)))


def words(text: str) -> Words:
    """The words of a statement; the same for the same words, however they are written."""
    forms = tuple(map(_form, _WORD.findall(text)))
    return Words(forms, frozenset(one for one in forms if one not in SMALL))


def is_number(form: str) -> bool:
    return form[0].isdigit() or form in _ROUND


def same_word(one: str, other: str) -> bool:
    """Whether two forms are of one word: the same but for an ending (tax, taxes; close, closed, closing)."""
    if one == other:
        return True
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return shared >= 3 and {one[shared:], other[shared:]} <= _ENDINGS


def _form(word: str) -> str:
    form = word.casefold().replace("’", "'")
    form = _SAME.get(form, form)
    return _NUMBERS.get(form, form.replace(",", "") if form[:1].isdigit() else form)
