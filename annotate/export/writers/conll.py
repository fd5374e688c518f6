"""CoNLL: a token a line, a blank line after each sentence, a column of IOB2 tags for each label.

The file is CoNLL-U Plus: its first line names the columns. ID counts the tokens of a sentence, FORM is the
token, START and END are its code points in the canonical text; then SOURCE has B-SOURCE, I-SOURCE or O, and
so on by label. Marks of one label that overlap are in further columns, SOURCE.2, SOURCE.3. A token is a run
of letters, digits and underscores, or any other single character that is no blank. A mark takes in every
token that it touches, and one that runs over the end of a sentence begins again in the next; before each
annotation the file says how many marks were `widened` and how many were `cut` so.

It cannot carry attributes, links, answers, the ids and origins of marks, a mark's edge inside a token or in
blanks, which blanks stand between tokens, and more of an annotation than its id, revision, article, annotator
and campaign.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from annotate.core import Span
from annotate.export.tokens import blocks, covered, layers
from annotate.export.writers.base import Item, Manner, loss
from annotate.scheme import Scheme

TOKEN = ("ID", "FORM", "START", "END")


@dataclass(frozen=True)
class _Tagged:
    """An annotation over tokens: for each label its layers of ranges of token indices."""

    sentences: list[list[Span]]
    layers: dict[str, list[list[range]]]
    widened: int
    cut: int
    missed: int


def write(items: Iterable[Item], out: BinaryIO, manner: Manner) -> Counter[str]:
    depths = _depths(items, manner.scheme)
    columns = [
        f"{label}.{n}" if n > 1 else label for label, deep in depths.items() for n in range(1, deep + 1)
    ]
    head = [f"# global.columns = {' '.join((*TOKEN, *columns))}", f"# LOSS: {loss(__doc__)}"]
    out.writelines(_encoded(head))
    missed = 0
    for item in items:
        tagged = _tagged(item)
        missed += tagged.missed
        out.writelines(_encoded(_document(item, tagged, depths)))
    return Counter({"a mark that covers no token": missed} if missed else {})


def _depths(items: Iterable[Item], scheme: Scheme) -> dict[str, int]:
    """How many columns each label needs over all: the scheme's labels first, then others by name."""
    deepest: Counter[str] = Counter()
    for item in items:
        for label, found in _tagged(item).layers.items():
            deepest[label] = max(deepest[label], len(found))
    others = sorted(set(deepest) - set(scheme.label_by_name))
    return {label: max(1, deepest[label]) for label in (*scheme.label_by_name, *others)}


def _tagged(item: Item) -> _Tagged:
    sentences = blocks(item.article)
    tokens = [token for sentence in sentences for token in sentence]
    begins = _begins(sentences)
    ranges: dict[str, list[range]] = {}
    widened = cut = missed = 0
    for mark in item.annotation.marks:
        taken = covered(mark.span, tokens)
        if not taken:
            missed += 1
            continue
        ranges.setdefault(mark.label, []).append(taken)
        widened += tokens[taken[0]].start < mark.span.start or mark.span.end < tokens[taken[-1]].end
        cut += any(at in begins for at in taken[1:])
    found = {
        label: layers(sorted(some, key=lambda one: (one.start, -one.stop))) for label, some in ranges.items()
    }
    return _Tagged(sentences, found, widened, cut, missed)


def _begins(sentences: list[list[Span]]) -> set[int]:
    """The indices of the tokens that begin a sentence."""
    out, at = set(), 0
    for sentence in sentences:
        out.add(at)
        at += len(sentence)
    return out


def _document(item: Item, tagged: _Tagged, depths: dict[str, int]) -> Iterator[str]:
    annotation = item.annotation
    said = {
        "newdoc id": annotation.id,
        "revision": annotation.revision,
        "article": f"{annotation.article} revision {annotation.article_revision}",
        "annotator": annotation.annotator,
        "campaign": annotation.campaign,
        "marks": f"{len(annotation.marks)}, widened = {tagged.widened}, cut = {tagged.cut}",
    }
    yield from (f"# {name} = {' '.join(str(value).split())}" for name, value in said.items())
    columns = list(_columns(tagged, depths))
    at = 0
    for sentence in tagged.sentences:
        for number, token in enumerate(sentence, start=1):
            tags = (_tag(column[at], number == 1) for column in columns)
            form = token.cut(item.article.text)
            yield "\t".join((str(number), form, str(token.start), str(token.end), *tags))
            at += 1
        yield ""


def _columns(tagged: _Tagged, depths: dict[str, int]) -> Iterator[list[str]]:
    """A tag for each token of the text, column by column."""
    length = sum(map(len, tagged.sentences))
    for label, deep in depths.items():
        found = tagged.layers.get(label, [])
        for layer in (*found, *([[]] * (deep - len(found)))):
            tags = ["O"] * length
            for one in layer:
                tags[one.start : one.stop] = [f"B-{label}", *[f"I-{label}"] * (len(one) - 1)]
            yield tags


def _tag(tag: str, first: bool) -> str:
    """IOB2 lets no sentence begin inside."""
    return f"B{tag[1:]}" if first and tag.startswith("I-") else tag


def _encoded(lines: Iterable[str]) -> Iterator[bytes]:
    return (f"{line}\n".encode() for line in lines)
