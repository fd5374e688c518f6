"""The tables, a file an aggregate. Rows never leave the store: its repositories speak core values."""

from annotate.store.models.annotations import NOWHERE, AnnotationRevisionRow, AnnotationRow
from annotate.store.models.articles import ArticleRevisionRow, ArticleRow
from annotate.store.models.aside import EstimateRow, QuarantineRow, ScoreRow
from annotate.store.models.campaigns import AnnotatorRow, AssignmentRow, CampaignRow, NewsValueRow
from annotate.store.models.fetches import FetchRow
from annotate.store.models.gold import GoldRow, ServingRow
from annotate.store.models.offers import OfferRow
from annotate.store.models.projection import LinkRow, MarkRow
from annotate.store.models.releases import PseudonymRow, ReleaseRow
from annotate.store.models.replies import DisputeRow, ReplyRow
from annotate.store.models.research import CovariateRow, InclusionRow, RoundRow
from annotate.store.models.schemes import SchemeRow, UpgradeRow
from annotate.store.models.similar import BandRow, NearDuplicateRow, SignatureRow
from annotate.store.models.studio import CursorRow, DeskRow, OutboxRow, TaskRow
from annotate.store.models.takedowns import TakedownRow

__all__ = [
    "NOWHERE",
    "AnnotationRevisionRow",
    "AnnotationRow",
    "AnnotatorRow",
    "ArticleRevisionRow",
    "ArticleRow",
    "AssignmentRow",
    "BandRow",
    "CampaignRow",
    "CovariateRow",
    "CursorRow",
    "DeskRow",
    "DisputeRow",
    "EstimateRow",
    "FetchRow",
    "GoldRow",
    "InclusionRow",
    "LinkRow",
    "MarkRow",
    "NearDuplicateRow",
    "NewsValueRow",
    "OfferRow",
    "OutboxRow",
    "PseudonymRow",
    "QuarantineRow",
    "ReleaseRow",
    "ReplyRow",
    "RoundRow",
    "SchemeRow",
    "ScoreRow",
    "ServingRow",
    "SignatureRow",
    "TakedownRow",
    "TaskRow",
    "UpgradeRow",
]
