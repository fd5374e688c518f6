"""Crawls: the web pages of WARC files, one broken record no reason to lose the rest."""

from annotate.intake.warc.pages import Left, Page, pages

__all__ = ["Left", "Page", "pages"]
