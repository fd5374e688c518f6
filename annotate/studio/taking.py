"""What it takes to read a desk's tasks: whose they are, and the scheme that they were labelled with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from annotate.scheme import Scheme
from annotate.scheme.verdict import adjudicating
from annotate.store import Annotators, Campaign, Desk, Session
from annotate.studio.schemes import before, of_campaign


@dataclass(frozen=True)
class Taking:
    """What taking a task needs to know.

    Attributes:
        email: of the desk's annotator.
        accounts: Label Studio's number of an account to its e-mail.
        before: what the campaign labelled with before it was upgraded, by version.
        again: whether what is noted of an annotation is said also where it has not changed.
    """

    desk: Desk
    scheme: Scheme
    email: str | None
    accounts: Mapping[int, str]
    before: Mapping[str, Scheme] = field(default_factory=dict)
    again: bool = False

    @cached_property
    def retired(self) -> frozenset[str]:
        """Labels that the page had once and has no more."""
        names = {name for scheme in self.before.values() for name in scheme.label_by_name}
        return frozenset(names - self.scheme.label_by_name.keys())


def taking_of(
    session: Session,
    campaign: Campaign,
    desk: Desk,
    current: Scheme,
    accounts: Mapping[int, str] = MappingProxyType({}),
) -> Taking:
    """For a desk of a campaign; `current` is the scheme in force, the campaign's may be an older one.

    Raises:
        UsageError: when its scheme is not known here.
    """
    annotator = Annotators(session).get(desk.annotator)
    scheme, earlier = of_campaign(session, campaign, current), before(session, campaign, current)
    if desk.purpose == "adjudication":
        scheme, earlier = adjudicating(scheme), {name: adjudicating(one) for name, one in earlier.items()}
    return Taking(desk, scheme, None if annotator is None else annotator.email, accounts, earlier)
