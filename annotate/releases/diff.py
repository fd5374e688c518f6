"""What a release has that another one has not, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from annotate.releases import contents, manifest
from annotate.releases.contents import Row, Text
from annotate.releases.groups import Key

Step = Literal["major", "minor", "patch", "none"]

_DESCRIBED = ("title", "url", "outlet", "author", "published", "language", "sentences")


@dataclass(frozen=True)
class Side:
    """One of two releases: its folder, its name, and the rules it was made by, by name."""

    folder: Path
    name: str
    rules: Mapping[str, Any]


@dataclass(frozen=True)
class Marks:
    """Marks of one reading against another, by label, span and attributes."""

    added: int = 0
    changed: int = 0
    withdrawn: int = 0


@dataclass(frozen=True)
class Change:
    """What became of one text of one article.

    Attributes:
        what: `added`, `changed`, `withdrawn`, or `moved` where only its part of the split is another.
        why: the reasons, as far as they can be told.
    """

    article: str
    article_revision: int
    what: str
    why: tuple[str, ...]
    marks: Marks


@dataclass(frozen=True)
class Diff:
    """Everything in which release `b` is not as release `a`.

    Attributes:
        rules: what the two were made by and differs, such as the scheme: name to both values.
        changes: ordered by article, then revision.
        step: which number of the version that asks for.
    """

    a: str
    b: str
    rules: Mapping[str, tuple[Any, Any]]
    changes: tuple[Change, ...]
    step: Step

    def times(self) -> Counter[str]:
        """How many texts were added, changed, withdrawn, moved."""
        return Counter(change.what for change in self.changes)

    def marks(self) -> Marks:
        """The marks of all texts together."""
        each = [asdict(change.marks) for change in self.changes]
        return Marks(**{name: sum(one[name] for one in each) for name in asdict(Marks())})

    def to_json(self) -> dict[str, Any]:
        return {
            **{"a": self.a, "b": self.b, "step": self.step, "marks": asdict(self.marks())},
            "rules": {name: list(both) for name, both in self.rules.items()},
            "articles": [asdict(change) | {"why": list(change.why)} for change in self.changes],
        }


def side(folder: Path) -> Side:
    """A finished release."""
    known = manifest.read(folder)
    return Side(folder, known["name"], known["rules"])


def compare(a: Side, b: Side, gone: Mapping[str, str] | None = None) -> Diff:
    """All in which `b` is not as `a`.

    Args:
        gone: article to why it cannot be in a release any more, as the store knows it.
    """
    before, after = contents.texts(a.folder), contents.texts(b.folder)
    differing = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    rows = contents.rows(a.folder, differing), contents.rows(b.folder, differing)
    other = contents.revisions(after), contents.revisions(before)
    changes = tuple(
        Change(
            *key,
            _what(before.get(key), after.get(key)),
            tuple(_why(key, before.get(key), after.get(key), rows, other, gone or {})),
            _marks(rows[0].get(key), rows[1].get(key)),
        )
        for key in sorted(differing)
    )
    rules = {
        name: (a.rules.get(name), b.rules.get(name))
        for name in sorted(a.rules.keys() | b.rules.keys())
        if a.rules.get(name) != b.rules.get(name)
    }
    both = [(before[key], after[key]) for key in differing if key in before and key in after]
    lost = any(_lost(one, other) for one, other in both)
    gained = any(other.annotations.keys() - one.annotations.keys() for one, other in both)
    return Diff(a.name, b.name, rules, changes, _step(rules, changes, lost=lost, gained=gained))


def _what(before: Text | None, after: Text | None) -> str:
    if before is None or after is None:
        return "added" if before is None else "withdrawn"
    said = before.sha256 != after.sha256 or before.annotations != after.annotations
    return "changed" if said else "moved"


def _why(
    key: Key,
    before: Text | None,
    after: Text | None,
    rows: tuple[Mapping[Key, Row], Mapping[Key, Row]],
    other: tuple[Mapping[str, list[int]], Mapping[str, list[int]]],
    gone: Mapping[str, str],
) -> Iterator[str]:
    article = key[0]
    if before is None or after is None:
        newer, older = other[0].get(article, []), other[1].get(article, [])
        if before is None:
            yield f"another text of it than revision {older[-1]}" if older else "read since"
        else:
            yield f"revision {newer[-1]} instead" if newer else gone.get(article, "not chosen any more")
        return
    reasons = [*_read_otherwise(before, after), *_described_otherwise(rows[0][key], rows[1][key])]
    if before.sha256 != after.sha256 and not reasons:
        reasons = ["the same annotations, merged or described by other rules"]
    if before.part != after.part:
        reasons.append(f"moved from {before.part} to {after.part}")
    yield from reasons


def _read_otherwise(before: Text, after: Text) -> Iterator[str]:
    for id_ in sorted(before.annotations.keys() | after.annotations.keys()):
        old, new = before.annotations.get(id_), after.annotations.get(id_)
        one = new or old or {}
        who, what = one["annotator"], "verdict" if one["origin"] == "verdict" else "annotation"
        if old is None:
            yield f"a new {what} by {who}"
        elif new is None:
            yield f"the {what} by {who} is gone"
        elif old["row_sha256"] != new["row_sha256"]:
            yield f"{who} changed the {what} (content {old['revision']} to {new['revision']})"


def _described_otherwise(before: Row, after: Row) -> Iterator[str]:
    return (f"{name} is another" for name in _DESCRIBED if before[name] != after[name])


def _lost(before: Text, after: Text) -> bool:
    """Whether something that was there is not, or not where it was."""
    return before.part != after.part or not before.annotations.keys() <= after.annotations.keys()


def _marks(before: Row | None, after: Row | None) -> Marks:
    old, new = _by_span(before), _by_span(after)
    changed = sum(old[place] != new[place] for place in old.keys() & new.keys())
    return Marks(len(new.keys() - old.keys()), changed, len(old.keys() - new.keys()))


def _by_span(row: Row | None) -> Mapping[tuple[str, int, int, int], Mapping[str, Any]]:
    """Attributes by label, span, and which of several with the same label and span it is."""
    seen: Counter[tuple[str, int, int]] = Counter()
    out = {}
    for mark in row["marks"] if row else ():
        place = mark["label"], mark["start"], mark["end"]
        out[*place, seen[place]] = mark["attributes"]
        seen[place] += 1
    return out


def _step(rules: Mapping[str, object], changes: tuple[Change, ...], *, lost: bool, gained: bool) -> Step:
    what = {change.what for change in changes}
    if lost or rules.keys() - {"rubric"} or what & {"withdrawn", "moved"}:
        return "major"
    if gained or "added" in what:
        return "minor"
    return "patch" if changes or rules else "none"
