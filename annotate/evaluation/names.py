"""What the words of a source tell of who speaks: a pronoun's gender, the language of a name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from annotate.core.errors import UsageError

PRONOUNS = {
    "he": "he", "his": "he", "him": "he", "she": "she", "her": "she", "hers": "she",
    "they": "they", "their": "they", "them": "they",
}  # fmt: skip
OTHER = "other"
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@dataclass(frozen=True)
class Names:
    """Lower-case names to the language they come from."""

    language: Mapping[str, str]

    def language_of(self, words: str) -> str | None:
        """That of a name among `words`, `other` of a name in no list, None of what is no name."""
        found = _WORD.findall(words)
        named = [word.lower().replace("’", "'").removesuffix("'s") for word in found if word[0].isupper()]
        known = next((self.language[word] for word in reversed(named) if word in self.language), None)
        return known or (OTHER if len(named) > 1 and len(named) == len(found) else None)


def load_names(path: Path) -> Names:
    """Reads a list, `language | names` a line.

    Raises:
        UsageError: when it is missing or a line has no bar; says which.
    """
    language: dict[str, str] = {}
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise UsageError(f"no list of names at {path}: {error.strerror}") from error
    for line in lines:
        if line.strip() and not line.startswith("#"):
            name, bar, names = line.partition("|")
            if not bar:
                raise UsageError(f"{path}: {line!r} is not `language | names`")
            language |= dict.fromkeys(names.split(), name.strip())
    return Names(language)


def pronoun_of(words: str) -> str | None:
    """`he`, `she` or `they` where the words are, or begin with, such a pronoun."""
    first = _WORD.match(words)
    return PRONOUNS.get(first.group().lower()) if first else None
