"""How annotators did on the gold articles that they were served."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from annotate.campaigns.gold import key
from annotate.consensus.against import against
from annotate.consensus.gold import Result, Standing
from annotate.consensus.readers import age, of_people
from annotate.scheme import Scheme, at_depth
from annotate.store import Annotations, Articles, Campaigns, Gold, Serving, Session, Store


def standings(store: Store, scheme: Scheme, campaign: str) -> list[Standing]:
    """Everybody who was served gold in a campaign, by slug.

    Raises:
        UsageError: when there is no such campaign.
    """
    with store.session(read_only=True) as session:
        known = Campaigns(session).known(campaign)
        asked = at_depth(scheme, known.depth)
        servings: dict[str, list[Serving]] = defaultdict(list)
        for one in Gold(session).servings(campaign):
            servings[one.annotator].append(one)
        return [_standing(session, slug, servings[slug], asked) for slug in sorted(servings)]


def _standing(session: Session, annotator: str, servings: Sequence[Serving], scheme: Scheme) -> Standing:
    found = [result for one in servings if (result := _result(session, one, scheme))]
    ordered = sorted(found, key=lambda one: age(one.reading))
    return Standing(annotator, tuple(ordered), len(servings) - len(found))


def _result(session: Session, serving: Serving, scheme: Scheme) -> Result | None:
    article, verdict = Articles(session).get(serving.article), key(session, serving.article)
    people = of_people(Annotations(session).current(serving.article), serving.campaign)
    reading = next((one for one in people if one.annotator == serving.annotator), None)
    if article is None or verdict is None or reading is None:
        return None
    held = against(reading, verdict, article, scheme)
    return Result(serving.annotator, serving.purpose, article, reading, verdict, reading.updated_at, held)
