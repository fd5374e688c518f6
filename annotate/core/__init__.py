"""The words every room shares: spans, marks, links, annotations, articles, errors.

Nothing here imports more than the standard library, and no value here can be changed once made.
"""

from annotate.core.annotation import Annotation
from annotate.core.article import Article
from annotate.core.errors import AnnotateError
from annotate.core.link import Link
from annotate.core.mark import Mark
from annotate.core.span import Span

__all__ = ["AnnotateError", "Annotation", "Article", "Link", "Mark", "Span"]
