"""What the tables of research are made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from annotate.consensus import Rates
from annotate.scheme import Scheme
from annotate.store import Campaign, Round, Rounds, Session


@dataclass(frozen=True)
class Asked:
    """A campaign as research is told of it.

    Attributes:
        rates: how each annotator errs, by attribute and answer.
        names: annotator to what they are called here; who is in it no name of is called by their own.
        k: how many annotators must share all that is said of one of them.
    """

    session: Session
    campaign: Campaign
    scheme: Scheme
    rates: Mapping[str, Rates]
    names: Mapping[str, str]
    k: int

    @cached_property
    def rounds(self) -> Sequence[Round]:
        return Rounds(self.session).of(self.campaign.name)

    def round_at(self, moment: datetime | None) -> Round | None:
        """The round that was under way; None before the first."""
        begun = [one for one in self.rounds if moment is not None and one.begun_at <= moment]
        return begun[-1] if begun else None

    def name(self, annotator: str) -> str:
        return self.names.get(annotator, annotator)

    def words(self, said: str | None) -> str | None:
        """What somebody wrote; nothing of a sensitive campaign, since it may lead to a person."""
        return None if self.campaign.sensitive else said


@dataclass(frozen=True)
class Table:
    """A file of rows; `name` is without its ending."""

    name: str
    columns: tuple[str, ...]
    rows: Iterable[Sequence[object]]
