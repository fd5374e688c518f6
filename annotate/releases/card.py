"""The data set's card and its data statement, filled from the data."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from annotate.consensus.agreement import Statistic
from annotate.core.percent import percent
from annotate.releases import limits
from annotate.releases.choice import TABLES
from annotate.releases.columns import MEANING, columns
from annotate.releases.facts import Facts, published
from annotate.scheme import Scheme
from annotate.similar.clusters import SIMILAR

_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))


def card(facts: Facts, scheme: Scheme) -> str:
    """README.md: a Hugging Face data set card, its YAML first."""
    return _render("card.md.j2", facts, scheme)


def statement(facts: Facts, scheme: Scheme) -> str:
    """STATEMENT.md: who annotated and how they were guided (Bender and Friedman, Data Statements, 2018)."""
    return _render("statement.md.j2", facts, scheme)


def _render(template: str, facts: Facts, scheme: Scheme) -> str:
    return str(_environment().get_template(template).render(_words(facts, scheme)))


def _words(facts: Facts, scheme: Scheme) -> dict[str, Any]:
    return {
        "facts": facts,
        "choice": facts.choice,
        "census": facts.census,
        "scheme": scheme,
        "head": front_matter(facts),
        "parts": {part: facts.parts[part] for part in _ordered(facts)},
        "tables": {table: {name: MEANING[name] for name in columns(scheme)[table]} for table in TABLES},
        "limits": limits.limits(facts),
        "agreement": list(_agreement(facts)),
        "similar": SIMILAR,
    }


def front_matter(facts: Facts) -> str:
    """The card's YAML; every value is JSON, which YAML contains."""
    return "\n".join(
        f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in _head(facts).items()
    )


def _head(facts: Facts) -> dict[str, Any]:
    licence = facts.choice.licence
    named = {"license": licence.id}
    if not licence.listed:
        named = {"license": "other", "license_name": licence.id, "license_link": licence.url}
    languages = sorted(filter(None, facts.census.languages))
    rows = sum(part["articles"] for part in facts.parts.values())
    return {
        "pretty_name": facts.title,
        **named,
        **({"language": languages} if languages else {}),
        "size_categories": [next((name for most, name in _SIZES if rows < most), "1M<n<10M")],
        "task_categories": ["token-classification"],
        "annotations_creators": ["expert-generated"],
        "source_datasets": ["original"],
        "tags": ["attribution", "news", "source-credibility"],
        "configs": [
            {
                "config_name": table,
                **({"default": True} if table == TABLES[0] else {}),
                "data_files": [
                    {"split": part, "path": f"data/{table}/{part}-*.parquet"} for part in _ordered(facts)
                ],
            }
            for table in TABLES
        ],
    }


def _ordered(facts: Facts) -> list[str]:
    """The parts that have articles, in the order of the shares."""
    return [part for part in facts.choice.shares if part in facts.parts]


def _agreement(facts: Facts) -> Iterable[tuple[str, str]]:
    """Each figure of agreement in words, those that say nothing left out."""
    shared = facts.agreement
    for label, measures in shared.by_label.items():
        yield f"{label}: the same span (F1)", _figure(measures["exact_f1"])
        yield f"{label}: overlapping (F1)", _figure(measures["overlap_f1"])
        yield f"{label}: where the marks lie (αU)", _figure(shared.alpha_u[label])
    yield "links (F1)", _figure(shared.links_f1)
    for name, alpha in published(shared.alpha).items():
        yield f"{name} (α)", _figure(alpha)


def _figure(one: Statistic) -> str:
    if one.value is None:
        return "nothing to compare"
    interval = "" if one.low is None or one.high is None else f" ({one.low:.2f} to {one.high:.2f})"
    return f"{one.value:.2f}{interval}, n = {one.n}"


@cache
def _environment() -> Any:  # noqa: ANN401 - a jinja2 environment
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=False,  # noqa: S701 - Markdown; what comes from the data goes through `plain`
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"plain": plain, "most": _most, "share": _share}
    return made


def plain(value: object) -> str:
    """What comes from the data as one line of Markdown that is nothing but text."""
    line = " ".join(str(value).split())
    return "".join(f"\\{char}" if char in r"\`*_[]<>|#" else char for char in line)


def _most(counts: Mapping[Any, int], number: int = 20) -> list[tuple[Any, int]]:
    """The most frequent first; of equals in the order of their names."""
    return sorted(Counter(counts).items(), key=lambda one: (-one[1], str(one[0])))[:number]


def _share(part: float, whole: float) -> str:
    return percent(part / whole if whole else 0)
