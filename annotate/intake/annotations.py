"""Annotations from JSON Lines into the store; what cannot be taken is kept in quarantine with its reason.

A campaign that the file names and the database does not have is made, closed: its readings count and can be
compared, and nobody is asked to label in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from annotate.core import Annotation, Article
from annotate.core.annotation import IMPORTS
from annotate.core.errors import Refused
from annotate.intake.payload import Brought, annotation_in, brought, carried, refuse_other_words
from annotate.intake.readers.jsonl import loads
from annotate.intake.sentences import split
from annotate.store import (
    Annotations,
    Articles,
    Campaign,
    Campaigns,
    Quarantine,
    Quarantined,
    Saved,
    Session,
    Store,
)


class Checked(Protocol):
    """What holding an annotation against a scheme gives: `annotate.scheme.Checked` is one."""

    @property
    def annotation(self) -> Annotation: ...
    @property
    def dropped(self) -> Sequence[object]: ...


Check = Callable[[Annotation, str], Checked]
"""Holds an annotation against the scheme and its text; raises Refused. Intake knows no scheme of its own."""


@dataclass(frozen=True)
class Imported:
    """What became of the lines of a file.

    Attributes:
        new, changed, unchanged: annotations that were taken.
        quarantined: lines that were not.
        dropped: links, attributes and answers that were left out of annotations that were taken.
        notes: a line for each thing that was quarantined, dropped or superseded, with where and why.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    quarantined: int = 0
    dropped: int = 0
    notes: tuple[str, ...] = ()


def import_file(store: Store, lines: Iterable[bytes], check: Check, *, scheme: str = "") -> Imported:
    """Takes each line that is an annotation of the contract's shape, in a transaction of its own.

    Args:
        check: bound to the scheme whose version is `scheme`, which stands for lines that do not name theirs.
    """
    return _total(
        _import(store, line, check, scheme, f"line {number}")
        for number, line in enumerate(lines, 1)
        if line.strip()
    )


def retry_quarantined(
    store: Store, waiting: Iterable[Quarantined], check: Check, *, scheme: str = ""
) -> Imported:
    """Tries each quarantined line again; what is taken now is resolved, the rest stays."""
    return _total(_retry(store, one, check, scheme) for one in waiting)


def _retry(store: Store, one: Quarantined, check: Check, scheme: str) -> Imported:
    done = _import(store, one.payload, check, scheme, f"quarantined {one.id}")
    if not done.quarantined:
        with store.session() as session:
            Quarantine(session).resolve(one.id)
    return done


def _total(parts: Iterable[Imported]) -> Imported:
    every = list(parts)
    return Imported(
        new=sum(one.new for one in every),
        changed=sum(one.changed for one in every),
        unchanged=sum(one.unchanged for one in every),
        quarantined=sum(one.quarantined for one in every),
        dropped=sum(one.dropped for one in every),
        notes=tuple(note for one in every for note in one.notes),
    )


def _import(store: Store, line: bytes, check: Check, scheme: str, where: str) -> Imported:
    """One line in, or into quarantine."""
    obj: Mapping[str, Any] = {}
    try:
        obj = loads(line)
        with store.session() as session:
            checked, saved = _take(session, obj, check, scheme)
    except Refused as error:
        _quarantine(store, line, obj, error)
        return Imported(quarantined=1, notes=(f"{where}: quarantined: {error}",))
    notes = [f"{where}: dropped {one}" for one in checked.dropped]
    if saved.superseded:
        notes.append(f"{where}: {saved.superseded} is superseded by a newer one of the same annotator")
    return Imported(
        new=saved.outcome == "new",
        changed=saved.outcome == "changed",
        unchanged=saved.outcome == "unchanged",
        dropped=len(checked.dropped),
        notes=tuple(notes),
    )


def _take(session: Session, obj: Mapping[str, Any], check: Check, scheme: str) -> tuple[Checked, Saved]:
    annotation, bundle = annotation_in(obj), brought(obj)
    articles, stated = Articles(session), obj.get("article_revision")
    if bundle is not None:
        refuse_other_words(obj, annotation, bundle.canonical.given)
        annotation = carried(annotation, bundle.canonical)
        _bring(articles, annotation, bundle, stated)
    revision = _revision(articles, annotation, stated)
    text = articles.text(annotation.article, revision) or ""
    if bundle is None:
        refuse_other_words(obj, annotation, text)
    checked = check(replace(annotation, article_revision=revision, scheme=annotation.scheme or scheme), text)
    _ensure_campaign(session, checked.annotation)
    return checked, Annotations(session).save(checked.annotation)


def _bring(articles: Articles, annotation: Annotation, bundle: Brought, stated: int | None) -> None:
    """Stores the text that came along, where no revision of its article has it yet."""
    id_, canonical = annotation.article, bundle.canonical
    if _revision_with(articles, id_, annotation.text_sha256, stated) is None:
        article = Article(id_, canonical.text, split(canonical.text), bundle.title, outlet=bundle.outlet)
        articles.add(article, given=canonical.given, offset_map=canonical.offset_map, revision=stated)


def _revision(articles: Articles, annotation: Annotation, stated: int | None) -> int:
    """The revision that an annotation is of: by its text's hash, else as stated, else the newest.

    Raises:
        Refused: when there is no such article or revision, or none has the text that the annotation is of.
    """
    newest = articles.get(annotation.article)
    if newest is None:
        raise Refused(f"article {annotation.article!r} is not known, and no article_text came along")
    if annotation.text_sha256:
        known = _revision_with(articles, annotation.article, annotation.text_sha256, stated)
        if known is None:
            raise Refused(f"text_sha256 is of no text of article {annotation.article!r}")
        return known
    if stated is not None and articles.text(annotation.article, stated) is None:
        raise Refused(f"article {annotation.article!r} has no revision {stated}")
    return stated or newest.revision


def _revision_with(articles: Articles, id_: str, sha256: str, stated: int | None) -> int | None:
    """The stated revision where it has this text, else the newest that has."""
    if stated is not None:
        article = articles.get(id_, stated)
        if article is not None and article.sha256 == sha256:
            return stated
    return articles.revision_with(id_, sha256)


def _ensure_campaign(session: Session, annotation: Annotation) -> None:
    campaigns = Campaigns(session)
    if annotation.campaign != IMPORTS and campaigns.get(annotation.campaign) is None:
        campaigns.create(Campaign(annotation.campaign, scheme=annotation.scheme, state="closed"))


def _quarantine(store: Store, line: bytes, obj: Mapping[str, Any], refused: Refused) -> None:
    with store.session() as session:
        Quarantine(session).add(
            "import",
            str(refused),
            line.rstrip(b"\r\n"),
            campaign=_said(obj, "campaign"),
            article=_said(obj, "article"),
            annotator=_said(obj, "annotator"),
            place=refused.place,
        )


def _said(obj: Mapping[str, Any], name: str) -> str | None:
    value = obj.get(name)
    return value if isinstance(value, str) else None
