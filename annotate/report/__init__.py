"""The article's report: what the attribution printed in the text is worth, and why, for people to read.

Nothing here says whether an article is true, and no journalist's name stands beside a number.
"""

from annotate.report.article import ArticleReport, article_report

__all__ = ["ArticleReport", "article_report"]
