"""Paragraphs that are not the article: boilerplate, captions, related headlines, repeats."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotate.core import Article
from annotate.detect.lexicon import Lexicon

CREDIT = re.compile(
    r"(?:[\w .’'-]{2,60}/)+[\w .,’'/-]{2,60}|(?:photo|image|picture|credit|source)s?\s*[:/].{2,80}", re.I
)
FILE_PHOTO = re.compile(r"(?:file photo|handout photo|picture taken|photo taken|undated)\b", re.I)
TRAILING = re.compile(
    r"(?:(?:via )?R(?:EUTERS|euters)(?:/ ?[\w .'-]+)*\.?|AP Photo/[\w .'-]+|AFP/[\w .'/-]+"
    r"|\(Xinhua(?:/[^()]+)?\))\s*$"
)
"""A credit in an agency's own writing, with which a caption ends."""
PAREN = re.compile(r"\((?:[^()]*\b(?:photo|image|reuters|getty|afp)\b[^()]*)\)\s*$", re.I)
ENDING = re.compile(
    r"[.!?]\s*(?:photo|photograph|picture|image|graphic|illustration|credit)s?\s*[:/]\s*[^.!?]{2,80}$", re.I
)
"""A credit at the end of a caption: "… on Tuesday. Photo: Ann Lee/Agency"."""
DATELINE = re.compile(
    r"(?P<line>[A-Z][A-Z .'’-]{2,30}(?:, [\w .]{2,30}){0,2}(?: ?\([\w ./’'-]{2,30}\))?|\([A-Z][\w ./]{1,25}\)"
    r"|[A-Z][\w .’'-]{2,30}(?:, [\w .]{2,30})? ?\((?:Reuters|AP|AFP|dpa|UPI|CNN)\))(?= ?(?:--?|–|—) )"
)
"""PARIS, 4 May (Agency) — at the start of a paragraph."""
COUNTER = re.compile(r"\d{1,3} ?(?:of|/) ?\d{1,3}")
"""Which picture of a series it is."""
LONGEST_CREDIT, LONGEST_CAPTION = 90, 420
NAME = re.compile(r"(?:[A-Z][\w.’'-]+ ?){2,4}")
WORD = re.compile(r"\w+")
QUOTED = re.compile(r"[“”\"«»]|\b(?:said|says|told)\b")
SHARED, FEWEST = 0.45, 3
"""Part of the shorter one's word stems that a reworded paragraph shares with it, and how many at least."""
FAR_SHARED, FAR_FEWEST, FAR_LONGEST = 0.65, 4, 200
"""The same where a caption comes back elsewhere in the article, and how long such a paragraph is at most."""
REPEATED, OPENING = 32, 4
"""Characters from which a paragraph that comes back is a repeat, and the words by which it is looked up."""
MOST = 60
"""Captions, or earlier paragraphs with the same words, that one is held against: galleries have no end."""


def noise(article: Article, lexicon: Lexicon) -> dict[int, str]:
    """The number of each noise paragraph and its type."""
    texts = [paragraph.cut(article.text) for paragraph in article.paragraphs]
    found: dict[int, str] = {}
    for index, text in enumerate(texts):
        kind = _alone(text, lexicon)
        if kind:
            found[index] = kind
    _captions(texts, found, lexicon)
    _related(texts, found, lexicon)
    _duplicates(texts, found)
    return found


def dateline(text: str) -> int:
    """How many characters of a paragraph are place, date and agency before its dash; 0 where none are."""
    found = DATELINE.match(text)
    return found.end("line") if found else 0


def _alone(text: str, lexicon: Lexicon) -> str | None:
    """What a paragraph is by its own words."""
    low = _low(text).lstrip("•*–—- ([")
    if is_credit(text, lexicon) or (len(text) < LONGEST_CAPTION and _is_caption(text)):
        return "caption"
    if low.rstrip(": ") in lexicon.related or (":" in low and low.split(":")[0].strip() in lexicon.related):
        return "related"
    return "boilerplate" if lexicon.boilerplate.match(low) and len(text) < 600 else None


def _low(text: str) -> str:
    """As the word lists have it."""
    return text.strip().lower().replace("’", "'")


def _is_caption(text: str) -> bool:
    """A caption that says so, or that ends in its credit."""
    credited = any(credit.search(text) for credit in (TRAILING, ENDING, PAREN))
    return credited or bool(FILE_PHOTO.match(text) or COUNTER.fullmatch(text.strip()))


def is_credit(text: str, lexicon: Lexicon) -> bool:
    """A picture's credit: "Ann Lee/Reuters", "REUTERS/Ann Lee", "Getty Images"."""
    line = text.strip()
    if len(line) > LONGEST_CREDIT or line.endswith((".", "?", "!")):
        return False
    parts = [part.strip().lower() for part in re.split(r"[/|]", line)]
    if len(parts) > 1:
        known = any(part in lexicon.credits or part.split(" ")[0] in lexicon.credits for part in parts)
        return known and bool(CREDIT.match(line))
    return parts[0] in lexicon.credits


def _captions(texts: Sequence[str], found: dict[int, str], lexicon: Lexicon) -> None:
    """What stands before a credit is its caption, and a neighbour that rewords a caption is another."""
    for index, text in enumerate(texts):
        before = index - 1
        short = before > 0 and before not in found and len(texts[before]) <= LONGEST_CAPTION
        if short and is_credit(text, lexicon):
            found[before] = "caption"
    for index in [number for number, kind in sorted(found.items()) if kind == "caption"]:
        for near in (index - 1, index + 1):
            if 0 <= near < len(texts) and near not in found and _rewords(texts[near], texts[index]):
                found[near] = "caption"
    _reworded(texts, found)
    credited = " ".join([texts[index] for index, kind in found.items() if kind == "caption"][:MOST])
    for index, text in enumerate(texts):
        name = text.strip()
        if index not in found and index - 1 in found and NAME.fullmatch(name) and name in credited:
            found[index] = "caption"


def _rewords(one: str, other: str) -> bool:
    short = max(len(one), len(other)) <= LONGEST_CAPTION
    return short and _alike(stems(one), stems(other), SHARED, FEWEST)


def _reworded(texts: Sequence[str], found: dict[int, str]) -> None:
    """Captions that come back in other words anywhere; what quotes somebody is no caption."""
    captions = [texts[index] for index, kind in found.items() if kind == "caption"][:MOST]
    known = [stems(one) for one in captions if len(one) <= LONGEST_CAPTION]
    for index, text in enumerate(texts):
        short = index and index not in found and len(text) <= FAR_LONGEST
        if known and short and not QUOTED.search(text):
            mine = stems(text)
            if any(_alike(mine, its, FAR_SHARED, FAR_FEWEST) for its in known):
                found[index] = "caption"


def _alike(mine: frozenset[str], its: frozenset[str], shared: float, fewest: int) -> bool:
    """Whether two paragraphs share most word stems (the overlap coefficient of sets of four letters)."""
    both = len(mine & its)
    return both >= fewest and both / min(len(mine), len(its)) >= shared


def stems(text: str) -> frozenset[str]:
    """The first four letters of each word of more than three."""
    return frozenset(word[:4] for word in WORD.findall(text.lower()) if len(word) > 3)


def _related(texts: Sequence[str], found: dict[int, str], lexicon: Lexicon) -> None:
    """Headlines behind a line such as "Related articles"; captions and credits may stand between."""
    for index, text in enumerate(texts):
        if _low(text).rstrip(": ") not in lexicon.related:
            continue
        found[index] = "related"
        for later in range(index + 1, min(index + 6, len(texts))):
            line = texts[later].strip()
            if later in found or not line:
                continue
            if line.endswith((".", "”", '"')) or len(line) > 160 or line.endswith("?"):
                break
            found[later] = "related"


def _duplicates(texts: Sequence[str], found: dict[int, str]) -> None:
    """Paragraphs that stand in an earlier one word for word, which is looked up by their first words."""
    seen: dict[tuple[str, ...], list[str]] = {}
    for index, text in enumerate(texts):
        words = WORD.findall(text.lower())
        key = f" {' '.join(words)} "
        if len(key) > REPEATED and any(key in one for one in seen.get(tuple(words[:OPENING]), ())):
            found.setdefault(index, "duplicate")
        for at in range(max(len(words) - OPENING, 0) + 1):
            known = seen.setdefault(tuple(words[at : at + OPENING]), [])
            if len(known) < MOST:
                known.append(key)
