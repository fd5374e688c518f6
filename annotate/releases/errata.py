"""What has been withdrawn since a release was made, which stays as it is: this is said beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from annotate.core import Annotation
from annotate.releases import contents, manifest
from annotate.releases.freeze import ORIGINS, released_id
from annotate.store import Articles, Readings, Releases, Session, Takedowns

WITHDRAWN = "its annotations were withdrawn"


@dataclass(frozen=True)
class Erratum:
    """Something that a release has and that does not stand any more.

    Attributes:
        annotation: its id in the release; None where the whole article is meant.
    """

    article: str
    article_revision: int
    annotation: str | None
    annotator: str | None
    why: str


def errata(session: Session, folder: Path) -> list[Erratum]:
    """The errata of the release in `folder`, ordered by article."""
    down, why = _taken_down(session), _withdrawn(session)
    if manifest.read(folder)["rules"]["annotators"] == "names":
        why = _forgotten(session) | why
    out = []
    for key, text in sorted(contents.texts(folder).items()):
        if key[0] in down:
            out.append(Erratum(*key, None, None, down[key[0]]))
            continue
        for id_ in sorted(text.annotations.keys() & why.keys()):
            out.append(Erratum(*key, id_, text.annotations[id_]["annotator"], why[id_]))
    return out


def gone(session: Session) -> Mapping[str, str]:
    """Article to why nothing of it can be in a release, for those of which something could have been."""
    every = Readings(session, ORIGINS)
    standing, withdrawn = ({one.article for one in every.keys(state)} for state in ("current", "withdrawn"))
    return dict.fromkeys(withdrawn - standing, WITHDRAWN) | _taken_down(session)


def _taken_down(session: Session) -> dict[str, str]:
    """Removed articles, with what was said when they were."""
    removed = dict.fromkeys(Articles(session).every_removed(), "the article was taken down")
    for entry in Takedowns(session).all():
        if entry.subject in removed and entry.reason:
            removed[entry.subject] = f"the article was taken down: {entry.reason}"
    return removed


def _withdrawn(session: Session) -> dict[str, str]:
    """Ids in releases of what was withdrawn and has nothing in its place."""
    every = Readings(session, ORIGINS)
    standing, withdrawn = (set(_ids(session, every.keys(state))) for state in ("current", "withdrawn"))
    return dict.fromkeys(withdrawn - standing, "the annotation was withdrawn")


def _forgotten(session: Session) -> dict[str, str]:
    """Ids in releases of the annotations of whoever has taken back their name."""
    forgotten = {entry.subject for entry in Takedowns(session).all() if entry.action == "forgotten"}
    of_them = (one for one in Readings(session, ORIGINS).keys("current") if one.annotator in forgotten)
    return dict.fromkeys(_ids(session, of_them), "the annotator has taken back the name")


def _ids(session: Session, annotations: Iterable[Annotation]) -> Iterator[str]:
    known = Releases(session).pseudonyms()
    return (released_id(one, known[one.annotator]) for one in annotations if one.annotator in known)
