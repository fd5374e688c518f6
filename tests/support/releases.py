"""What tests of releases share: a small corpus in a store, and releases of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from annotate.core import Annotation, Article, Mark, Span
from annotate.releases import Choice, Rules, create, licence
from annotate.releases.facts import Facts
from annotate.resources import shipped
from annotate.store import Annotations, Articles, Campaign, Campaigns, Store
from tests.support.scheme import the_scheme

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SCHEME = the_scheme()
RULES = Rules(SCHEME, "1", {"scheme.toml": shipped("config", "scheme.toml").read_bytes()})
OPEN = licence("cc-by-4.0", None)

WORDS = ("river", "council", "harbour", "budget", "teacher", "winter", "engine", "market", "letter", "garden")
GENRES = ("news", "analysis", "opinion")


def story(number: int, words: int = 40) -> str:
    """A text of its own: no three words in a row are those of another number's."""
    said = " ".join(f"{WORDS[(number + n) % len(WORDS)]}{number}{n}" for n in range(words))
    return f"Title {number} 😀\n\nA mayor {number} said {said}."


def article(number: int, text: str | None = None, **about: Any) -> Article:
    """An article by its number, with an outlet and a day of its own."""
    known = {
        "outlet": f"outlet {number % 4}",
        "published": NOON + timedelta(days=number),
        "url": f"https://example.org/{number}",
        "language": "en",
    }
    made = Article(f"a{number:02}", text or story(number), **(known | about))
    title = made.text.partition("\n\n")[0] if "\n\n" in made.text else None
    return replace(made, sentences=made.paragraphs, title=title)


def reading(of: Article, annotator: str, **fields: Any) -> Annotation:
    """A source, a cue and a claim, and a genre that goes by the article's number."""
    start = of.text.index("A mayor") if "A mayor" in of.text else 0
    content: dict[str, Any] = {
        "marks": (
            Mark("s", "SOURCE", Span(start, start + 7), {"identity": "named_person"}, "prediction", 0.5),
            Mark("a", "ASSERTION", Span(start + 8, len(of.text)), {"kind": "fact", "mood": "grim"}),
        ),
        "answers": {"genre": GENRES[int(of.id[1:]) % 3], "note": "call her", "signs": "no_date"},
        "scheme": "1",
        "created_at": NOON,
        "updated_at": NOON,
    }
    read = {"article": of.id, "article_revision": of.revision, "text_sha256": of.sha256}
    return Annotation(annotator=annotator, **(read | content | fields))


def fill(
    store: Store,
    articles: int = 12,
    annotators: tuple[str, ...] = ("ruth", "omar"),
    *,
    backwards: bool = False,
) -> None:
    """That many articles, each read by each of the annotators."""
    turn = reversed if backwards else iter
    with store.session() as session:
        Campaigns(session).create(Campaign("spring", "1", created_at=NOON))
        for number in turn(range(articles)):
            Articles(session).add(article(number), given="")
            for annotator in turn(annotators):
                Annotations(session).save(reading(article(number), annotator, campaign="spring"))


def release(store: Store, name: str, out: Path, previous: Path | None = None, **choice: Any) -> Facts:
    """Freezes everything under that name."""
    _, facts = create(store, RULES, Choice(name, OPEN, **choice), out, previous)
    return facts
