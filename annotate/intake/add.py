"""Articles into the store, one transaction each, so that what was reported as added stays added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from annotate.core import Article
from annotate.core.errors import Refused, UsageError
from annotate.core.language import is_english
from annotate.core.percent import percent
from annotate.intake.alike import link
from annotate.intake.answers import NO_ANSWERS, Answers, remember
from annotate.intake.articles import make_article
from annotate.intake.canonical import Canonical
from annotate.intake.identity import checked_id, identify
from annotate.intake.outlets import UNLISTED, Outlets
from annotate.intake.readers import read_each
from annotate.intake.readers.base import Incoming, Means, Refusal
from annotate.store import Articles, Store

Status = Literal["added", "unchanged", "revised", "duplicate", "refused"]


@dataclass(frozen=True)
class Added:
    """What became of one article of a source.

    `id` and `revision` are None where it was refused before it had them. `duplicate` is added, too: `reason`
    names the article that has the same text. Of another that is taken `reason` says what is to be
    known of it. `near_duplicates` are the articles that are alike, and how much.
    """

    source: str
    id: str | None
    revision: int | None
    status: Status
    reason: str | None = None
    near_duplicates: Mapping[str, float] = field(default_factory=dict)

    @property
    def why(self) -> str | None:
        """The reason, or what it is much like."""
        near = [f"{id_} ({percent(alike)} alike)" for id_, alike in self.near_duplicates.items()]
        more = f" and {len(near) - 3} more" if len(near) > 3 else ""
        return self.reason or (f"near-duplicate of {', '.join(near[:3])}{more}" if near else None)

    def to_json(self) -> dict[str, Any]:
        """The contract's object."""
        return {
            "source": self.source,
            "id": self.id,
            "revision": self.revision,
            "status": self.status,
            "reason": self.reason,
            "near_duplicates": [
                {"id": id_, "similarity": round(alike, 2)} for id_, alike in self.near_duplicates.items()
            ],
        }


def add(store: Store, sources: Sequence[str], **how: Any) -> list[Added]:  # noqa: ANN401 - as `adding`
    """Adds what the sources hold and says what became of each article, in their order; see `adding`."""
    return list(adding(store, sources, **how))


def adding(
    store: Store,
    sources: Sequence[str],
    *,
    id: str | None = None,  # noqa: A002 - the contract's option
    revise: bool = False,
    outlet: str | None = None,
    means: Means | None = None,
    outlets: Outlets = UNLISTED,
    answers: Answers = NO_ANSWERS,
) -> Iterator[Added]:
    """What became of each article, one by one as they are stored.

    Args:
        id: the identity of the one article that the sources hold.
        revise: another text under a known file stem is a new revision, whatever file it comes from.
        outlet: who published the articles, in place of what the sources say.
        means: what readers may use; without it nothing is fetched.
        outlets: under which name who publishes is known.
        answers: what servers said of the addresses that were fetched; kept, so that they can be asked again.

    Raises:
        UsageError: an address that may not be fetched, an extra that is not installed, or `id` for more than
            one article; nothing has been added then.
    """
    found = read_each(sources, means or Means())
    if id is not None:
        found = iter(_named(list(found), id))
    for item in found:
        if isinstance(item, Incoming) and outlet:
            item = replace(item, outlet=outlet)
        yield take(store, item, Taking(outlets if outlet is None else UNLISTED, answers, revise=revise))


@dataclass(frozen=True)
class Taking:
    """How an article is taken into the store; as in `adding`.

    Attributes:
        revive: an article that was removed stands again when it comes in again.
    """

    outlets: Outlets = UNLISTED
    answers: Answers = field(default_factory=dict)
    revise: bool = False
    revive: bool = True


def take(store: Store, item: Incoming | Refusal, how: Taking) -> Added:
    """One article into the store, in a transaction of its own."""
    if isinstance(item, Refusal):
        return Added(item.source, None, None, "refused", item.reason)
    incoming = replace(item, outlet=how.outlets.name(item.outlet, item.url))
    try:
        article, canonical = make_article(incoming)
    except Refused as error:
        return Added(incoming.source, None, None, "refused", str(error))
    may_revise = how.revise or identify(incoming, article.text).may_revise
    try:
        with store.session() as session:
            if not how.revive and Articles(session).removed(article.id):
                raise Refused("it was removed; add it by its address to have it back")
            added = _stored(Articles(session), article, canonical, incoming, may_revise)
            remember(session, {incoming.source, article.url}, how.answers)
            if added.status == "unchanged":
                return added
            return replace(added, near_duplicates=link(session, article))
    except Refused as error:
        return Added(incoming.source, article.id, None, "refused", str(error))


def _named(found: list[Incoming | Refusal], id_: str) -> list[Incoming | Refusal]:
    try:
        checked_id(id_)
    except Refused as error:
        raise UsageError(str(error)) from error
    articles = sum(isinstance(item, Incoming) for item in found)
    if articles > 1:
        raise UsageError(f"--id names one article, and the sources hold {articles}", "add them one by one")
    return [replace(item, id=id_) if isinstance(item, Incoming) else item for item in found]


def _stored(
    articles: Articles, article: Article, canonical: Canonical, incoming: Incoming, may_revise: bool
) -> Added:
    path = None if incoming.path is None else str(incoming.path)
    known = articles.get(article.id)
    if known is not None and known.sha256 != article.sha256 and not may_revise:
        _refuse_another(articles.path(article.id), article, path)
    twins = [other for other in articles.with_sha256(article.sha256) if other != article.id]
    status: Status = articles.add(article, given=canonical.given, offset_map=canonical.offset_map, path=path)
    stored = articles.get(article.id)
    revision = None if stored is None else stored.revision
    said = [] if status == "unchanged" else list(_to_know(article, incoming))
    if status == "added" and twins:
        status, said = "duplicate", [f"duplicate of {', '.join(twins)}", *said]
    return Added(incoming.source, article.id, revision, status, "; ".join(said) or None)


def _to_know(article: Article, incoming: Incoming) -> Iterator[str]:
    if not is_english(article.language):
        yield f"not in English ({article.language}), so without pre-marks"
    if incoming.doubt:
        yield incoming.doubt
    if lost := article.text.count("\ufffd"):
        yield f"{lost} of its characters could not be read and stand as \ufffd"


def _refuse_another(taken_by: str | None, article: Article, path: str | None) -> None:
    """A file that changed is the same article in another revision; another file is another article."""
    if path is not None and path == taken_by:
        return
    where = f" of {taken_by}" if taken_by else ""
    raise Refused(
        f"id {article.id!r} is that{where} with another text: say --id ID for an id of its own, "
        "or --revise if it is the same article"
    )
