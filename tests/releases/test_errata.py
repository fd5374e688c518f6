"""What is taken back after a release is said beside it; the release stays."""

from __future__ import annotations

from pathlib import Path

from annotate.releases import manifest
from annotate.releases.errata import errata
from annotate.store import Annotations, Annotators, Articles, Store
from tests.support.releases import article, fill, reading, release


def test_what_was_taken_down_and_why(store: Store, tmp_path: Path) -> None:
    fill(store, articles=3)
    release(store, "spring", tmp_path / "r")
    with store.session() as session:
        assert errata(session, tmp_path / "r") == []
        Articles(session).remove("a01", withdraw=True, reason="a source asked for it")
        found = errata(session, tmp_path / "r")
    assert [(one.article, one.annotation, one.why) for one in found] == [
        ("a01", None, "the article was taken down: a source asked for it")
    ]
    assert list(manifest.problems(tmp_path / "r")) == []


def test_what_was_replaced_is_no_erratum(store: Store, tmp_path: Path) -> None:
    """Another content of an annotation, or another annotation in its place, is for the next release."""
    fill(store, articles=1)
    release(store, "spring", tmp_path / "r")
    with store.session() as session:
        changed = reading(article(0), "ruth", campaign="spring", answers={"genre": "opinion"})
        Annotations(session).save(changed)
        assert errata(session, tmp_path / "r") == []


def test_a_forgotten_annotator_keeps_the_pseudonym_and_takes_back_the_name(
    store: Store, tmp_path: Path
) -> None:
    fill(store, articles=1)
    release(store, "plain", tmp_path / "plain")
    release(store, "named", tmp_path / "named", named=True)
    with store.session() as session:
        Annotators(session).forget("ruth")
        assert errata(session, tmp_path / "plain") == []
        (found,) = errata(session, tmp_path / "named")
        assert (found.annotator, found.why) == ("ruth", "the annotator has taken back the name")
    release(store, "after", tmp_path / "after")
    for name in ("data/annotations", "data/articles"):
        one, other = (
            [path.read_bytes() for path in sorted((tmp_path / r / name).glob("*.parquet"))]
            for r in ("plain", "after")
        )
        assert one == other
