"""Articles as they arrive go the whole way: from the file through the browser to the report."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from annotate.campaigns.create import Request, create
from annotate.campaigns.people import parse_annotators
from annotate.campaigns.rescore import rescore
from annotate.core import Article, Mark
from annotate.detect import detect
from annotate.intake.add import add
from annotate.report import article_report
from annotate.report.text import text
from annotate.resources import shipped
from annotate.score import Score, load_disagreement, load_rubric
from annotate.store import Articles
from tests.browser.conftest import EMAIL, Desk
from tests.support.bench import the_lexicon
from tests.support.require import missing
from tests.support.scheme import the_scheme

pytestmark = [pytest.mark.browser, pytest.mark.studio, pytest.mark.slow]

FOLDER = Path(__file__).parents[3] / "shared" / "articles"
FILES = sorted(FOLDER.glob("*.txt")) or [FOLDER]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem[:3])
def test_a_real_article_goes_the_whole_way(file: Path, desk: Desk) -> None:
    if not file.is_file():
        missing(f"no real articles in {FOLDER}")
    article = loaded(desk, file)
    premarks = detect(article, the_lexicon(), the_scheme()).marks
    source = next(one for one in premarks if one.label == "SOURCE" and can_be_clicked(one, article, premarks))

    desk.open(article.text, len(premarks))
    desk.editor.select(source.span.cut(article.text))
    desk.editor.press("y", "Other media, named")
    desk.editor.let_go()
    desk.editor.answer("Genre", "Analysis")
    desk.editor.submit()

    swept = desk.bench.sync()
    assert (swept.new, swept.quarantined, swept.dropped) == (1, 0, 0)
    (kept,) = desk.bench.current(article.id)
    assert (kept.signed_in_as, kept.answers) == (EMAIL, {"genre": "analysis"})
    assert {one.id: one.span for one in kept.marks} == {one.id: one.span for one in premarks}
    changed = {one.id for one in kept.marks if one.origin == "prediction-changed"}
    assert changed == {source.id}
    assert kept.by_id[source.id].get("identity") == "other_media"

    said = text(article_report(scored(desk, article), article, the_scheme()), the_scheme())
    assert "1 reader, provisional" in said
    assert "accused" in said.split("This describes")[0]


def can_be_clicked(mark: Mark, article: Article, marks: Iterable[Mark]) -> bool:
    """Whether the first place with these words is this mark's, and no other mark lies there."""
    first = article.text.index(mark.span.cut(article.text)) == mark.span.start
    return first and not any(one.span.overlaps(mark.span) for one in marks if one is not mark)


def loaded(desk: Desk, file: Path) -> Article:
    """The article, added from its file and loaded to ada's desk."""
    (added,) = add(desk.bench.store, [str(file)])
    request = Request(desk.bench.name, parse_annotators("ada"), articles=(str(added.id),))
    known = desk.bench.served.running.credentials_file
    create(desk.bench.store, desk.bench.owner, the_scheme(), "# Rules", request, credentials_file=known)
    (desk_loaded,) = desk.bench.load()
    assert (desk_loaded.sent, desk_loaded.refused) == (1, {})
    with desk.bench.store.session(read_only=True) as session:
        article = Articles(session).get(str(added.id))
    assert article is not None
    return article


def scored(desk: Desk, article: Article) -> Score:
    rubric = load_rubric(shipped("config", "rubrics", "1.toml"))
    disagreement = load_disagreement(shipped("config", "rubrics", "disagreement.toml"))
    (score,) = rescore(desk.bench.store, the_scheme(), rubric, disagreement, articles=[article.id])
    return score
