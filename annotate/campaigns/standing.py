"""Annotations of whatever version, as the scheme in force reads them."""

from __future__ import annotations

from collections.abc import Iterable

from annotate.core import Annotation, Article
from annotate.scheme import Scheme
from annotate.scheme.under import under
from annotate.store import Annotations, Session
from annotate.studio.schemes import found


def standing(session: Session, article: Article, scheme: Scheme) -> list[Annotation]:
    """The current annotations of the text of `article`, of all origins, ordered by id, under `scheme`."""
    return readable(
        session, Annotations(session).current(article.id, None, article.revision), article, scheme
    )


def readable(
    session: Session, annotations: Iterable[Annotation], article: Article, scheme: Scheme
) -> list[Annotation]:
    """Annotations of the text of `article`, those made with another version brought under `scheme`.

    What it does not know is left out, and what was unset goes on meaning what it meant. What is stored stays
    as it is.
    """
    return [
        one if one.scheme == scheme.version else _under(session, one, article, scheme) for one in annotations
    ]


def _under(session: Session, one: Annotation, article: Article, scheme: Scheme) -> Annotation:
    return under(one, article.text, found(session, one.scheme, scheme), scheme).annotation
