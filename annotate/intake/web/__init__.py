"""The one way out: everything that is fetched is fetched by `Fetcher`."""

from annotate.intake.web.fetcher import Fetched, Fetcher, Known, Limits
from annotate.intake.web.private import allowed

__all__ = ["Fetched", "Fetcher", "Known", "Limits", "allowed"]
