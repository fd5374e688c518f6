"""Claims of an article or an outlet that other articles make too, each with where a site says more of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from annotate.report.echoes import LISTED, sentence
from annotate.report.words import clip
from annotate.score.echoes import Echo, Echoing


@dataclass(frozen=True)
class Elsewhere:
    """One claim that several articles make.

    Attributes:
        marks: the article's own assertions that say it; of an outlet none are named.
        words: of whoever said it first.
        sentence: how many articles say it, and who stands behind it.
        address: where it stands among the echoes; None where that page has no room for it.
    """

    marks: tuple[str, ...]
    words: str
    sentence: str
    address: str | None


def by_article(found: Echoing, page: str) -> Mapping[str, tuple[Elsewhere, ...]]:
    """Article to its claims that others make too; `page` is the address of the echoes."""
    return _grouped(found, page, lambda one: one.articles, _marks)


def by_outlet(found: Echoing, page: str) -> Mapping[str, tuple[Elsewhere, ...]]:
    """Outlet to the claims of its articles that others make too."""
    return _grouped(found, page, lambda one: one.outlets, lambda *_: ())


def anchor(one: Echo) -> str:
    """What an echo is called on its page: the same as long as the same claim is the earliest of it."""
    first = one.said[0]
    return f"echo-{sha256(f'{first.article} {first.mark}'.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"


def _grouped(
    found: Echoing,
    page: str,
    names: Callable[[Echo], Iterable[str]],
    marks: Callable[[Echo, str], tuple[str, ...]],
) -> Mapping[str, tuple[Elsewhere, ...]]:
    grouped: dict[str, list[Elsewhere]] = defaultdict(list)
    for place, one in enumerate(found.echoes):
        address = f"{page}#{anchor(one)}" if place < LISTED else None
        about = clip(one.said[0].words, 120), sentence(one), address
        for name in names(one):
            grouped[name].append(Elsewhere(marks(one, name), *about))
    return {name: tuple(several) for name, several in grouped.items()}


def _marks(one: Echo, article: str) -> tuple[str, ...]:
    return tuple(said.mark for said in one.said if said.article == article)
