"""What is written can be read: any annotation through its JSON line, and over to the canonical text."""

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from annotate.core import Article
from annotate.core.codec import body, to_json
from annotate.intake.canonical import canonicalise
from annotate.intake.payload import annotation_in, brought, carried, refuse_other_words
from annotate.resources import shipped
from annotate.scheme import load_scheme
from tests.support.generated import annotations, articles

SCHEME = load_scheme(shipped("config", "scheme.toml"))


@given(st.data(), articles)
def test_an_annotation_of_a_canonical_text_comes_back_as_it_was(data: st.DataObject, raw: Article) -> None:
    article = Article("a", canonicalise(raw.text).text)
    annotation = data.draw(annotations(article, SCHEME))
    obj = json.loads(json.dumps({**to_json(annotation, article.text), "article_text": article.text}))
    bundle = brought(obj)
    assert bundle is not None
    again = carried(annotation_in(obj), bundle.canonical)
    assert (again.text_sha256, body(again)) == (annotation.text_sha256, body(annotation))
    refuse_other_words(obj, again, article.text)


@given(st.data(), articles, st.sampled_from([None, "A title", "said"]))
def test_marks_cover_the_same_words_of_the_canonical_text(
    data: st.DataObject, article: Article, title: str | None
) -> None:
    annotation = data.draw(annotations(article, SCHEME))
    obj = {**to_json(annotation, article.text), "article_text": article.text, "article_title": title}
    bundle = brought(obj)
    assert bundle is not None
    again = carried(annotation_in(obj), bundle.canonical)
    for before in annotation.marks:
        words, now = before.span.cut(article.text), again.by_id[before.id].span.cut(bundle.canonical.text)
        assert unicodedata.normalize("NFC", now).split() == unicodedata.normalize("NFC", words).split() or (
            words.strip() in now  # a mark that begins or ends inside a composed character takes all of it
        )
