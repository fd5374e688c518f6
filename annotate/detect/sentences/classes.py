"""Classes of words by which claims avoid an answerable holder: they tell a weasel where its words are new.

A corpus of some thousand sentences shows each such word too seldom to learn it by itself. The weights were
fitted to these classes, so they stand here and not among the word lists that a team may change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise

CLASSES: Mapping[str, str] = {
    "quantity": "some many most several various numerous few certain others countless multiple",
    "habit": """often usually generally commonly typically frequently sometimes mostly largely mainly normally
        traditionally occasionally rarely""",
    "width": "widely popularly universally arguably notably",
    "repute": """considered regarded believed thought known seen viewed said claimed argued suggested alleged
        reported rumored rumoured reputed speculated accepted credited noted called described referred assumed
        hailed felt debated disputed criticized criticised accused""",
    "holder": """critics experts scholars historians observers supporters opponents fans people researchers
        scientists authors commentators analysts sources proponents detractors advocates reviewers writers
        believers theorists philosophers economists players users viewers""",
    "belief": """believe think argue claim suggest consider say feel note regard speculate contend maintain
        assert dispute believes argues claims thinks""",
    "modal": "may might could would should can",
    "doubt": """probably possibly perhaps likely apparently presumably supposedly allegedly reportedly
        seemingly potentially maybe unclear uncertain unknown""",
    "appearance": "seem seems seemed appear appears appeared",
    "praise": """famous popular notable best greatest great legendary important prominent influential
        successful renowned leading major significant best-known well-known acclaimed unique controversial""",
    "degree": """about around approximately roughly nearly almost quite rather somewhat fairly relatively very
        extremely highly""",
}
CLASS_OF = {word: name for name, words in CLASSES.items() for word in words.split()}
BEING = frozenset({"is", "are", "was", "were", "been", "be"})
WORD = re.compile(r"[\w-]+")
MOST = 5


def classes(text: str) -> Iterator[str]:
    """The features of one sentence: its classes, those met twice, in pairs, side by side, and behind "be"."""
    words = WORD.findall(text.lower())
    found = [CLASS_OF[word] for word in words if word in CLASS_OF]
    present = sorted(set(found))
    yield f"classes {min(len(present), MOST)}"
    yield from (f"class {name}" for name in present)
    yield from (f"class twice {name}" for name in present if found.count(name) > 1)
    yield from (f"class {one}+{other}" for one, other in combinations(present, 2))
    for word, following in pairwise((*words, "")):
        if word in CLASS_OF:
            yield f"class {CLASS_OF[word]} {CLASS_OF.get(following, '-')}"
        if word in BEING and following in CLASS_OF:
            yield f"class be {CLASS_OF[following]}"
