"""What the annotators of a campaign have done, each beside what it is measured by."""

from __future__ import annotations

from annotate.consensus.choices import CANNOT
from annotate.consensus.readers import newest_verdict, of_people
from annotate.consensus.work import Done, key_of
from annotate.core import Annotation
from annotate.scheme import Scheme, at_depth
from annotate.store import Annotations, Articles, Campaigns, Offers, Store


def work_done(store: Store, scheme: Scheme, campaign: str) -> tuple[list[Done], Scheme]:
    """The current readings of each article's newest text, by article, and what the campaign asked for.

    Without those who could not label the article, as everywhere that readings are compared.

    Raises:
        UsageError: when there is no such campaign.
    """
    with store.session(read_only=True) as session:
        known = Campaigns(session).known(campaign)
        asked = at_depth(scheme, known.depth)
        shown = {
            (one.annotator, one.offer.shown.article, one.offer.shown.article_revision): one.offer.shown
            for one in Offers(session).of(campaign)
        }
        done: list[Done] = []
        for id_ in Articles(session).ids():
            current = Annotations(session).current(id_)
            able = [one for one in of_people(current, campaign) if not one.answers.get(CANNOT)]
            article = Articles(session).get(id_) if able else None
            if article is not None:
                verdict = newest_verdict(current)
                for one in able:
                    key = key_of(one, able, verdict, article, scheme)
                    done.append(Done(article, one, key, shown.get(_place(one))))
    return done, asked


def _place(one: Annotation) -> tuple[str, str, int]:
    return (one.annotator, one.article, one.article_revision)
