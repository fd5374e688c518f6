"""Campaigns and assignments."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from annotate.core.annotation import IMPORTS
from annotate.core.errors import UsageError
from annotate.store.models import AssignmentRow, CampaignRow
from annotate.store.text import refuse_unstorable
from annotate.store.types import now


@dataclass(frozen=True)
class Campaign:
    """One labelling effort.

    Attributes:
        scheme: the version it labels with.
        depth: `full` or `central`.
        each: how many annotators read an article; None is all of them.
        sensitive: its texts may lead to a person, so that nothing publishes them unasked.
        bare: the share of its tasks, 0 to 1, that show no pre-marks.
        seed: of whatever is left to chance in it.
        state: `open` or `closed`.
        created_at: None until it is stored.
        queue: what articles are served by, names apart by commas; the first that tells two apart decides.
    """

    name: str
    scheme: str = ""
    depth: str = "full"
    each: int | None = None
    sensitive: bool = False
    bare: float = 0.0
    seed: int = 0
    state: str = "open"
    created_at: datetime | None = None
    queue: str = "import"


@dataclass(frozen=True, order=True)
class Assignment:
    """One article for one annotator; `state` is `assigned`, `done` or `skipped`.

    `flag` is the annotator's note to the lead, where there is one, and `flagged_at` when it was written.
    `skipped_why` is what they said when they skipped it.
    """

    campaign: str
    article: str
    annotator: str
    state: str = "assigned"
    flag: str | None = None
    flagged_at: datetime | None = None
    skipped_why: str | None = None


class Campaigns:
    """The campaigns of one transaction, and who reads what in them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def create(self, campaign: Campaign) -> Campaign:
        """Stores it; the same one again does nothing.

        Raises:
            UsageError: when another campaign, or the reserved one, has that name.
        """
        refuse_unstorable(campaign=campaign.name)
        row = self._session.get(CampaignRow, campaign.name)
        if row is None:
            made = replace(campaign, created_at=campaign.created_at or now())
            self._session.add(CampaignRow(**vars(made)))
            self._session.flush()
            return made
        known = _campaign(row)
        if campaign.name == IMPORTS or _definition(known) != _definition(campaign):
            raise UsageError(f"there is another campaign {campaign.name!r}", "choose another name")
        return known

    def get(self, name: str) -> Campaign | None:
        row = self._session.get(CampaignRow, name)
        return None if row is None else _campaign(row)

    def known(self, name: str) -> Campaign:
        """A campaign that somebody has named.

        Raises:
            UsageError: when there is none of that name.
        """
        found = self.get(name)
        if found is None:
            raise _unknown(name)
        return found

    def all(self) -> list[Campaign]:
        """Every campaign but the reserved one, ordered by name."""
        rows = self._session.scalars(select(CampaignRow).where(CampaignRow.name != IMPORTS))
        return sorted(map(_campaign, rows), key=lambda one: one.name)

    def close(self, name: str) -> None:
        """Ends it: it is swept no more. Closing it again does nothing.

        Raises:
            UsageError: when there is no such campaign.
        """
        self._row(name).state = "closed"
        self._session.flush()

    def serve_by(self, name: str, queue: str) -> None:
        """Notes what the campaign's articles are served by.

        Raises:
            UsageError: when there is no such campaign.
        """
        self._row(name).queue = queue
        self._session.flush()

    def assign(self, campaign: str, article: str, annotator: str) -> bool:
        """Gives the article to the annotator; False where it was theirs already."""
        if self._session.get(AssignmentRow, (campaign, article, annotator)) is not None:
            return False
        self._session.add(AssignmentRow(campaign=campaign, article_id=article, annotator=annotator))
        self._session.flush()
        return True

    def unassign(self, campaign: str, article: str, annotator: str) -> None:
        """Takes the article from the annotator; where it was not theirs, nothing happens."""
        row = self._session.get(AssignmentRow, (campaign, article, annotator))
        if row is not None:
            self._session.delete(row)
            self._session.flush()

    def assignments(
        self, campaign: str, annotator: str | None = None, articles: Collection[str] | None = None
    ) -> list[Assignment]:
        """Who is to read what, ordered by article, then annotator; of all articles unless some are named."""
        query = select(AssignmentRow).where(AssignmentRow.campaign == campaign)
        if annotator is not None:
            query = query.where(AssignmentRow.annotator == annotator)
        if articles is not None:
            query = query.where(AssignmentRow.article_id.in_(articles))
        return sorted(
            Assignment(
                campaign=row.campaign,
                article=row.article_id,
                annotator=row.annotator,
                state=row.state,
                flag=row.flag,
                flagged_at=row.flagged_at,
                skipped_why=row.skipped_why if row.state == "skipped" else None,
            )
            for row in self._session.scalars(query)
        )

    def set_state(self, campaign: str, article: str, annotator: str, state: str) -> None:
        """The same of one assignment as `set_states` of many."""
        self.set_states(campaign, annotator, {article: state})

    def set_states(self, campaign: str, annotator: str, states: Mapping[str, str]) -> None:
        """Marks an annotator's assignments, by article, `assigned`, `done` or `skipped`.

        Raises:
            UsageError: when one of them is no assignment.
        """
        mine = (AssignmentRow.campaign == campaign) & (AssignmentRow.annotator == annotator)
        there = select(AssignmentRow.article_id).where(mine, AssignmentRow.article_id.in_(states))
        if missing := states.keys() - set(self._session.scalars(there)):
            raise UsageError(f"article {min(missing)!r} is not assigned to {annotator!r} in {campaign!r}")
        for state in set(states.values()):
            these = [article for article, said in states.items() if said == state]
            changed = update(AssignmentRow).where(mine, AssignmentRow.article_id.in_(these))
            self._session.execute(changed.values(state=state))

    def set_why(self, campaign: str, article: str, annotator: str, why: str | None) -> None:
        """Keeps what the annotator said when they skipped the article.

        Raises:
            UsageError: when there is no such assignment.
        """
        self._assignment(campaign, article, annotator).skipped_why = why
        self._session.flush()

    def set_flag(
        self, campaign: str, article: str, annotator: str, flag: str | None, at: datetime | None = None
    ) -> None:
        """Keeps the annotator's note to the lead on an assignment; None takes it away.

        Raises:
            UsageError: when there is no such assignment.
        """
        row = self._assignment(campaign, article, annotator)
        row.flag, row.flagged_at = flag, at if flag else None
        self._session.flush()

    def _row(self, name: str) -> CampaignRow:
        row = self._session.get(CampaignRow, name)
        if row is None or name == IMPORTS:
            raise _unknown(name)
        return row

    def _assignment(self, campaign: str, article: str, annotator: str) -> AssignmentRow:
        row = self._session.get(AssignmentRow, (campaign, article, annotator))
        if row is None:
            raise UsageError(f"article {article!r} is not assigned to {annotator!r} in {campaign!r}")
        return row


def _definition(campaign: Campaign) -> Campaign:
    """What a campaign is, without its name and where it stands."""
    return replace(campaign, name="", state="", created_at=None)


def _unknown(name: str) -> UsageError:
    return UsageError(f"there is no campaign {name!r}", "see: annotate campaign list")


def _campaign(row: CampaignRow) -> Campaign:
    return Campaign(**{one.name: getattr(row, one.name) for one in fields(Campaign)})
