"""The database: one code for SQLite and PostgreSQL, a repository an aggregate.

A repository works within one transaction, takes core's values and its own small ones, and gives the same
back; rows of the database never leave this room. `Session` is what `Store.session` gives.
"""

from sqlalchemy.orm import Session

from annotate.store.annotations import Annotations, Head, Known, Timer
from annotate.store.annotators import Annotator, Annotators
from annotate.store.articles import Articles
from annotate.store.campaigns import Assignment, Campaign, Campaigns
from annotate.store.desks import Cursor, Cursors, Desk, Desks
from annotate.store.disputes import Dispute, Disputes
from annotate.store.estimates import Estimates
from annotate.store.fetches import Fetch, Fetches
from annotate.store.gold import Gold, Serving
from annotate.store.near_duplicates import NearDuplicates, Signed
from annotate.store.news_values import NewsValues
from annotate.store.offers import Offer, Offered, Offers
from annotate.store.outbox import Intent, Outbox
from annotate.store.quarantine import Quarantine, Quarantined
from annotate.store.readings import Readings
from annotate.store.releases import Release, Releases
from annotate.store.remote import Remote
from annotate.store.replies import Replies, Reply
from annotate.store.research import Covariates, Frame, Inclusion, Inclusions, Round, Rounds
from annotate.store.revisions import Given, OffsetMap
from annotate.store.saving import Saved
from annotate.store.schemes import Schemes
from annotate.store.scores import Scores
from annotate.store.store import Store, create_store, open_store
from annotate.store.takedowns import Takedown, Takedowns
from annotate.store.tasks import Task, Tasks
from annotate.store.unread import Awaiting, Unread, awaiting, unread_ids

__all__ = [
    "Annotations",
    "Annotator",
    "Annotators",
    "Articles",
    "Assignment",
    "Awaiting",
    "Campaign",
    "Campaigns",
    "Covariates",
    "Cursor",
    "Cursors",
    "Desk",
    "Desks",
    "Dispute",
    "Disputes",
    "Estimates",
    "Fetch",
    "Fetches",
    "Frame",
    "Given",
    "Gold",
    "Head",
    "Inclusion",
    "Inclusions",
    "Intent",
    "Known",
    "NearDuplicates",
    "NewsValues",
    "Offer",
    "Offered",
    "Offers",
    "OffsetMap",
    "Outbox",
    "Quarantine",
    "Quarantined",
    "Readings",
    "Release",
    "Releases",
    "Remote",
    "Replies",
    "Reply",
    "Round",
    "Rounds",
    "Saved",
    "Schemes",
    "Scores",
    "Serving",
    "Session",
    "Signed",
    "Store",
    "Takedown",
    "Takedowns",
    "Task",
    "Tasks",
    "Timer",
    "Unread",
    "awaiting",
    "create_store",
    "open_store",
    "unread_ids",
]
