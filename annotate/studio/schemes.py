"""Which scheme a campaign or an annotation means: the one in force, or one that the database kept."""

from __future__ import annotations

from collections.abc import Mapping

from annotate.core.errors import UsageError
from annotate.scheme import Scheme
from annotate.scheme.codec import meaning, to_data
from annotate.scheme.model import parse_scheme
from annotate.store import Campaign, Schemes, Session


def keep(session: Session, scheme: Scheme) -> None:
    """Keeps the scheme as it is, the first time it is used.

    Raises:
        UsageError: when its version is kept with another meaning: versions do not change.
    """
    if Schemes(session).get(scheme.version) is None:
        Schemes(session).add(scheme.version, to_data(scheme))
    _refuse_changed(session, scheme)


def _refuse_changed(session: Session, scheme: Scheme) -> None:
    kept, now = Schemes(session).get(scheme.version), to_data(scheme)
    if kept not in (None, now) and meaning(kept) != meaning(now):
        raise UsageError(
            f"scheme {scheme.version} no longer means what it meant when it was first used here",
            "give the changed scheme.toml a version of its own, then: annotate campaign upgrade NAME",
        )


def found(session: Session, version: str, current: Scheme) -> Scheme | None:
    """The scheme of that version: `current`, one that was kept, or None."""
    if version == current.version:
        return current
    data = Schemes(session).get(version)
    return None if data is None else parse_scheme(data)


def of_campaign(session: Session, campaign: Campaign, current: Scheme) -> Scheme:
    """What a campaign labels with.

    Raises:
        UsageError: when that version was never used here, or was changed since.
    """
    if campaign.scheme == current.version:
        _refuse_changed(session, current)
    scheme = found(session, campaign.scheme, current)
    if scheme is None:
        raise UsageError(
            f"campaign {campaign.name!r} labels with scheme {campaign.scheme}, which is not known here",
            f"annotate campaign upgrade {campaign.name} takes it to scheme {current.version}",
        )
    return scheme


def before(session: Session, campaign: Campaign, current: Scheme) -> Mapping[str, Scheme]:
    """What it labelled with before it was upgraded, by version."""
    versions = Schemes(session).earlier(campaign.name)
    return {one: known for one in versions if (known := found(session, one, current)) is not None}


def known(session: Session, current: Scheme) -> Mapping[str, Scheme]:
    """Every version that was used here, and the one in force."""
    kept = {version: parse_scheme(data) for version, data in Schemes(session).all().items()}
    return {**kept, current.version: current}
