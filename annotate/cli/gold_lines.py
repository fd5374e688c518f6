"""Gold and its texts, read for a command that says what of them it cannot take."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from annotate.cli.output import say
from annotate.core.errors import UsageError

if TYPE_CHECKING:
    from annotate.evaluation.gold import Gold
    from annotate.intake.readers.base import Incoming

SHOWN = 20
"""Refused lines that are named; of a file that lacks something in every line the first ones say what."""


def read_articles(source: str | None) -> dict[str, Incoming]:
    """The articles of a file or folder by id, as texts for annotations that bring none along."""
    from annotate.evaluation.reading import read_texts
    from annotate.intake.readers.base import Refusal

    found: dict[str, Incoming] = {}
    for one in read_texts(source) if source else ():
        if isinstance(one, Refusal):
            say(f"refused: {one.source}: {one.reason}")
        else:
            found[str(one.id)] = one
    return found


def read_readings(path: Path, texts: dict[str, Incoming]) -> tuple[list[Gold], int]:
    """The readings that can be compared, and how many cannot.

    Raises:
        UsageError: when there are none.
    """
    from annotate.evaluation.reading import read_gold
    from annotate.intake.readers.base import Refusal

    read = list(read_gold(path, texts))
    golds = [one for one in read if not isinstance(one, Refusal)]
    refused = [one for one in read if isinstance(one, Refusal)]
    for one in refused[:SHOWN]:
        say(f"refused: {one.source}: {one.reason}")
    if len(refused) > SHOWN:
        say(f"refused: {len(refused) - SHOWN} more lines of {path}")
    if not golds:
        raise UsageError(
            f"{path} holds nothing to compare with",
            "each line needs marks, spans or sentences, and a text, or its article among --texts",
        )
    return golds, len(refused)
