"""Near-duplicates as articles come in: found, linked as one story, and never dropped."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from sqlalchemy import func, select

from annotate.core.percent import percent
from annotate.intake.add import add
from annotate.intake.alike import catch_up, stories
from annotate.intake.articles import make_article
from annotate.intake.readers.base import Incoming
from annotate.similar.minhash import BANDS, LIBRARY
from annotate.store import Articles, NearDuplicates, Store
from annotate.store.models import BandRow, SignatureRow
from tests.support.edits import EDITS, corpus

WIRE = " ".join(f"The harbour board closed pier {n} on Monday after crane {n} fell." for n in range(9))
LOCAL = f"From our own reporter. {WIRE} The mayor was not there."
OTHER = " ".join(f"Choir {n} sang in the square while {n} lanterns were lit." for n in range(9))


def put(store: Store, folder: Path, **texts: str):
    """Each text added as a file of its own, one after the other."""
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return [one for name in texts for one in add(store, [str(folder / f"{name}.txt")])]


def found(store: Store) -> list[tuple[str, ...]]:
    with store.session(read_only=True) as session:
        return [story.articles for story in stories(session)]


def test_wire_copy_is_linked_as_one_story_and_kept(store: Store, tmp_path: Path) -> None:
    first, other, local = put(store, tmp_path, wire=WIRE, other=OTHER, local=LOCAL)
    assert (first.near_duplicates, other.near_duplicates) == ({}, {})
    assert local.status == "added"
    assert list(local.near_duplicates) == ["wire"]
    assert local.reason is None
    assert local.why == f"near-duplicate of wire ({percent(local.near_duplicates['wire'])} alike)"
    assert found(store) == [("wire", "local")]
    with store.session(read_only=True) as session:
        assert Articles(session).ids() == ["local", "other", "wire"]


def test_the_same_text_is_a_duplicate_and_of_the_story(store: Store, tmp_path: Path) -> None:
    *_, again = put(store, tmp_path, one=WIRE, two=WIRE)
    assert (again.status, again.why) == ("duplicate", "duplicate of one")
    assert again.near_duplicates == {"one": 1.0}


def test_a_new_text_is_compared_anew(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, one=WIRE, two=LOCAL)
    [revised] = put(store, tmp_path, two=OTHER)
    assert (revised.status, revised.near_duplicates) == ("revised", {})
    assert found(store) == []
    assert list(put(store, tmp_path, three=OTHER)[0].near_duplicates) == ["two"]
    with store.session(read_only=True) as session:
        assert session.scalar(select(func.count()).select_from(BandRow)) == 3 * BANDS


def test_what_was_removed_or_erased_is_in_no_story(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, one=WIRE, two=LOCAL)
    with store.session() as session:
        Articles(session).remove("one")
    assert found(store) == []
    assert put(store, tmp_path, three=WIRE)[0].near_duplicates.keys() == {"two"}
    with store.session() as session:
        Articles(session).erase_text("one")
        [digest] = session.scalars(select(SignatureRow.digest).where(SignatureRow.article_id == "one"))
    assert digest == b""
    assert put(store, tmp_path, one=WIRE)[0].near_duplicates.keys() == {"two", "three"}


def test_what_was_stored_before_the_index_or_by_another_library_is_caught_up(store: Store) -> None:
    with store.session() as session:
        for id_, text in (("a", WIRE), ("b", LOCAL), ("c", OTHER)):
            article, canonical = make_article(Incoming("-", text, id=id_))
            Articles(session).add(article, given=canonical.given)
    assert catch_up(store) == 3
    assert found(store) == [("a", "b")]
    with store.session() as session:
        session.query(SignatureRow).update({"library": "an older one"})
        assert NearDuplicates(session).unsigned(LIBRARY) == ["a", "b", "c"]
    assert catch_up(store) == 3
    assert catch_up(store) == 0
    assert found(store) == [("a", "b")]


@pytest.mark.slow
def test_precision_and_recall_on_known_edits(store: Store) -> None:
    """Over all pairs of 25 stories in seven versions each, with 25 more that quote them: both above 0.97."""
    texts = list(corpus(25))
    with store.session() as session:
        for id_, _, text in texts:
            article, canonical = make_article(Incoming("-", text, id=id_))
            Articles(session).add(article, given=canonical.given)
    catch_up(store)
    story_of = {id_: number for id_, number, _ in texts}
    truth = {pair for pair in combinations(sorted(story_of), 2) if story_of[pair[0]] == story_of[pair[1]]}
    said = {pair for articles in found(store) for pair in combinations(sorted(articles), 2)}
    missed = Counter(
        EDITS[int(id_[-1]) - 1].__name__ for pair in truth - said for id_ in pair if id_[-1] != "0"
    )
    precision, recall = len(said & truth) / len(said), len(said & truth) / len(truth)
    assert precision >= 0.97, sorted(said - truth)[:5]
    assert recall >= 0.97, missed
    print(f"precision {precision:.3f}, recall {recall:.3f} over {len(truth)} pairs")
