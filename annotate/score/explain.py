"""The rubric's numbers and the criteria's docstrings as parts of a Markdown page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from inspect import getdoc

from annotate.score.criteria import criterion
from annotate.score.gates import GATES
from annotate.score.rubric import Description, Rubric

_PART = re.compile(r"(<!-- rubric: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def explained(page: str, rubric: Rubric) -> str:
    """The page with everything between `<!-- rubric: PART -->` and `<!-- end -->` made anew.

    Raises:
        KeyError: when the page names a part that there is not.
    """
    return _PART.sub(lambda found: f"{found[1]}\n{PARTS[found[2]](rubric)}\n\n{found[3]}", page)


def _criteria(rubric: Rubric) -> str:
    return "\n\n".join(
        f"### {name.capitalize()}: {weight} points\n\n{getdoc(criterion(name))}"
        for name, weight in rubric.weights.items()
    )


def _sources(rubric: Rubric) -> str:
    rows = [
        (_who(one), f"{one.strength:g}", f"{one.coverage:g}", "yes" if one.identifiable else "no")
        for one in reversed(rubric.ladder)
        if one.identity
    ]
    return _table(("source", "strength g", "coverage", "identifiable"), rows)


def _who(one: Description) -> str:
    return one.identity.replace("_", " ") + (f", reason {one.reason}" if one.reason else "")


def _support(rubric: Rubric) -> str:
    rules = rubric.support
    rows = [
        ("factor where the source only believes it", rules["mental"]),
        (f"factor for an unnamed source on {' or '.join(rules['on_mind'])}", rules["unnamed_on_mind"]),
        ("most that unnamed sources carry together", rules["unnamed_cap"]),
        ("the same, from two with specific reasons", rules["unnamed_cap_two"]),
        ("the same, from three with specific reasons", rules["unnamed_cap_three"]),
        ("most that one side carries", rules["one_sided_cap"]),
    ]
    return _table(("rule", "value"), ((name, f"{value:g}") for name, value in rows))


def _corroboration(rubric: Rubric) -> str:
    rules = rubric.corroboration
    rows = [
        ("two sources, one identifiable, not one-sided", rules["two"]),
        ("two of any other kind", rules["two_other"]),
        ("two, all unnamed and without a reason", rules["two_unnamed"]),
        ("answered by an identifiable source of another side, or an outsider", rules["answered"]),
        ("one record, document or own observation that is independent", rules["record"]),
    ]
    return _table(("a central claim that has", "value"), ((name, f"{value:g}") for name, value in rows))


def _gates(rubric: Rubric) -> str:
    rows = [
        (str(cap), (getdoc(GATES[name]) or "").splitlines()[0])
        for name, cap in sorted(rubric.gates.items(), key=lambda item: item[1])
    ]
    return _table(("at most", "where"), rows)


def _bands(rubric: Rubric) -> str:
    starts = sorted(rubric.bands.items(), key=lambda item: item[1])
    ends = [start - 1 for _, start in starts[1:]] + [100]
    return _table(
        ("band", "points"),
        ((name, f"{start}–{end}") for (name, start), end in zip(starts, ends, strict=True)),
    )


def _evidence(rubric: Rubric) -> str:
    needs = rubric.evidence
    rows = [
        ("genre", " or ".join(needs["genres"])),
        ("sentences with assertions", f"at least {needs['sentences']}"),
        ("central assertions", f"at least {needs['central']}"),
        ("width of the interval", f"at most {needs['interval']} points"),
    ]
    return _table(("what", "needed"), rows)


PARTS: dict[str, Callable[[Rubric], str]] = {
    "criteria": _criteria,
    "sources": _sources,
    "support": _support,
    "corroboration": _corroboration,
    "gates": _gates,
    "bands": _bands,
    "evidence": _evidence,
}
"""What a page can ask for, by name."""


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, tuple("---" for _ in head), *rows))
