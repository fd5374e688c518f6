"""Whether an article is in English, by its words."""

from __future__ import annotations

import re

from annotate.core.language import is_english

UNKNOWN = "und"
"""BCP 47 for a language that nobody determined."""

_FUNCTION = frozenset({
    "the", "of", "and", "to", "in", "an", "that", "is", "was", "for", "on", "with", "as", "at", "it",
    "from", "be", "are", "this", "have", "has", "had", "not", "but", "they", "he", "she", "his", "her",
    "their", "which", "or", "who", "will", "would", "said", "were", "been", "its", "you", "there", "what",
    "when", "if", "about", "after",
})  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_TELLING = 40
"""Words below which a text does not tell."""
_READ = 6000
"""Characters of a text that are looked at: some 1,000 words."""
_LEAST = 0.2
"""The share of these words is 0.3 to 0.45 in English news; in its nearest relatives, of which some words are
spelt the same, it stays below 0.15."""


def language_of(text: str, stated: str | None) -> str | None:
    """What is stated, unless the words say otherwise.

    A site's template often states its own language for every page. Whether a text is English its words tell
    for certain; which other language it is they are not asked: that is `und`, unless the page says.
    """
    words = _WORD.findall(text[:_READ].casefold())
    if len(words) < _TELLING:
        return stated
    english = sum(map(_FUNCTION.__contains__, words)) >= _LEAST * len(words)
    if english:
        return stated if stated is None or is_english(stated) else "en"
    return UNKNOWN if is_english(stated) else stated
