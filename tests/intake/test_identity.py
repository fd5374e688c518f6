"""Which article an incoming text is."""

from pathlib import Path

import pytest

from annotate.core.errors import Refused
from annotate.intake.articles import make_article
from annotate.intake.identity import identify
from annotate.intake.readers.base import Incoming

IDS = [
    pytest.param(Incoming("-", "A.", id="a:b/c-1.x_2"), ("a:b/c-1.x_2", "given"), id="given"),
    pytest.param(
        Incoming("-", "A.", id="a", url="https://e.org/", path=Path("/x/s.txt")), ("a", "given"), id="first"
    ),
    pytest.param(
        Incoming("-", "A.", url="HTTPS://Example.ORG:443/a/B#part", path=Path("/x/s.txt")),
        ("https://example.org/a/B", "url"),
        id="canonical URL",
    ),
    pytest.param(
        Incoming("-", "A.", url="http://e.org:8080?utm_source=x"),
        ("http://e.org:8080/", "url"),
        id="bare host",
    ),
    pytest.param(
        Incoming("-", "A.", url="https://e.org/a?id=5&utm_medium=x"),
        ("https://e.org/a-id-5-91e022ee7669d91e", "url"),
        id="a query is kept apart by its hash",
    ),
    pytest.param(Incoming("-", "A.", path=Path("/x/story.v2.txt")), ("story.v2", "stem"), id="stem"),
    pytest.param(
        Incoming("-", "A.", path=Path("/x/Ça va, 1.txt")), ("Ca-va-1", "stem"), id="stem in the alphabet"
    ),
    pytest.param(
        Incoming("-", "A.", path=Path("/x/文.txt")), ("e53657178cb6855a", "text"), id="no letter left"
    ),
    pytest.param(Incoming("-", "A."), ("e53657178cb6855a", "text"), id="the text itself"),
]


@pytest.mark.parametrize(("incoming", "expected"), IDS)
def test_identity(incoming: Incoming, expected: tuple[str, str]) -> None:
    identity = identify(incoming, incoming.text)
    assert (identity.id, identity.origin) == expected


def test_a_long_address_fits_and_stays_its_own() -> None:
    ids = {identify(Incoming("-", "A.", url=f"https://e.org/{'a' * 300}{n}"), "A.").id for n in range(3)}
    assert len(ids) == 3
    assert {len(id_) for id_ in ids} == {200}


@pytest.mark.parametrize("id_", ["a b", "ä", "a" * 201, "a\n", "a?b"])
def test_a_bad_id_is_refused(id_: str) -> None:
    with pytest.raises(Refused, match="bad id"):
        identify(Incoming("-", "A.", id=id_), "A.")


@pytest.mark.parametrize(
    "url", ["example.org/a", "ftp://e.org/a", "https://", "https://[::1", "https://e.org:x/"]
)
def test_a_bad_address_is_refused(url: str) -> None:
    with pytest.raises(Refused, match="url"):
        identify(Incoming("-", "A.", url=url), "A.")


TITLES = [
    pytest.param("Quay  closed", "It is so.", ("Quay closed", "Quay closed\n\nIt is so."), id="put in front"),
    pytest.param("Quay closed", "QUAY CLOSED\nSo.", ("QUAY CLOSED", "QUAY CLOSED\n\nSo."), id="not doubled"),
    pytest.param("Quay\nclosed", "So.", ("Quay closed", "Quay closed\n\nSo."), id="one paragraph"),
    pytest.param(" \u200b", "So.", (None, "So."), id="nothing to see"),
    pytest.param(None, "Quay closed\nSo.", (None, "Quay closed\n\nSo."), id="not guessed"),
]


@pytest.mark.parametrize(("title", "text", "expected"), TITLES)
def test_the_title_is_the_first_paragraph(
    title: str | None, text: str, expected: tuple[str | None, str]
) -> None:
    article, canonical = make_article(Incoming("-", text, title=title))
    assert (article.title, article.text) == expected
    assert canonical.text == article.text
    assert article.sentences[0].cut(article.text) == article.text.partition("\n\n")[0]


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "it is empty"), (" \n\u200b", "it is empty"), ("a" * 250_001, "it has 250,001 characters")],
)
def test_what_is_no_article(text: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        make_article(Incoming("-", text, title="A title"))
