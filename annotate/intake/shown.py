"""What a document's properties say, as far as the document itself shows it."""

from __future__ import annotations

_HEAD = 1500
"""Characters in which a title and a byline stand."""


def shown(stated: object, text: str) -> str | None:
    """`stated` where the beginning of the text has it too.

    The properties of an office document are often those of the file it was made from: the title of a
    template, the name of whoever pays for the program.
    """
    words = " ".join(str(stated or "").split())
    return words if words and words.casefold() in " ".join(text[:_HEAD].split()).casefold() else None
