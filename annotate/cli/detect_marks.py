"""The detector that a command is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from annotate.core.errors import UsageError

if TYPE_CHECKING:
    from annotate.cli.app import App
    from annotate.core import Annotation, Article

MODELS = ("default", "rules")


def detector(app: App, model: str) -> Callable[[Article], Annotation]:
    """From an article to the marks of a model, by its name.

    Raises:
        UsageError: when there is no such model.
    """
    from annotate.detect import detect

    if model not in MODELS:
        raise UsageError(f"there is no model {model!r}", f"known: {', '.join(MODELS)}")
    lexicon, scheme = app.lexicon(), app.scheme
    return lambda article: detect(article, lexicon, scheme)
