"""Web pages written for the tests, whose blocks say what they are: `data-is="caption"` and so on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from lxml.html import fromstring

from annotate.core import Article
from annotate.detect import Lexicon
from annotate.detect.noise import noise
from annotate.intake.articles import make_article
from annotate.intake.document import from_file
from annotate.intake.readers import html

PAGES = sorted((Path(__file__).parents[1] / "intake" / "pages").glob("*.html"))


@dataclass(frozen=True)
class Measured:
    """Characters of pages as trafilatura gives them: article and noise, marked and not; types told right."""

    article: int
    noise: int
    wrongly_marked: int
    marked: int
    right_type: int
    missed: tuple[str, ...]
    wrong: tuple[str, ...]


def measured(lexicon: Lexicon) -> Measured:
    """What trafilatura leaves of each page's noise, and what of that is marked."""
    counted: Counter[str] = Counter()
    missed, wrong = list[str](), list[str]()
    for page in PAGES:
        article, _ = make_article(html.article(from_file(str(page))))
        truth, found = kinds(page), noise(article, lexicon)
        seen: set[str] = set()
        for index, text in enumerate(paragraphs(article)):
            is_, marked = truth.get(text, ""), found.get(index, "")
            is_ = "" if is_ == "duplicate" and text not in seen else is_
            seen.add(text)
            counted["noise" if is_ else "article"] += len(text)
            counted["marked" if is_ else "wrong"] += len(text) * bool(marked)
            counted["type"] += len(text) * (is_ == marked != "")
            missed += [text] if is_ and not marked else []
            wrong += [text] if marked and not is_ else []
    return Measured(
        counted["article"], counted["noise"], counted["wrong"], counted["marked"], counted["type"],
        tuple(missed), tuple(wrong),
    )  # fmt: skip


def paragraphs(article: Article) -> list[str]:
    return [one.cut(article.text) for one in article.paragraphs]


def kinds(page: Path) -> dict[str, str]:
    """The text of each block that says what it is."""
    tree = fromstring(page.read_text("utf-8"))
    return {" ".join(one.text_content().split()): one.get("data-is") for one in tree.xpath("//*[@data-is]")}
