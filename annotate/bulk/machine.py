"""The machine that reads: the same on every worker, or it refuses to read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from annotate.core import Annotation, Article
from annotate.core.errors import UsageError
from annotate.detect import detect, load_lexicon
from annotate.scheme import Scheme, load_scheme

Reads = Callable[[Article], Annotation]


@dataclass(frozen=True)
class Recipe:
    """With what an article is read; small, since it travels with every piece of work.

    Attributes:
        model: as `annotate detect --model` has it.
        scheme: the scheme's file.
        lexicon, own: the folders of the word lists, and of the team's own laid over them.
        sha256: of the product's version and of what all these hold; `stamped` says it.
    """

    model: str
    scheme: str
    lexicon: str
    own: str
    sha256: str = ""

    def stamped(self) -> Recipe:
        """The same with its hash as it is on this machine."""
        held = [
            version("annotate"),
            self.model,
            *(_held(Path(part)) for part in (self.scheme, self.lexicon, self.own)),
        ]
        made = sha256("\n".join(held).encode()).hexdigest()
        return Recipe(self.model, self.scheme, self.lexicon, self.own, made)


@lru_cache(maxsize=1)
def machine(recipe: Recipe) -> tuple[Reads, Scheme]:
    """What reads an article, and the scheme it reads by; made once in each worker.

    Raises:
        UsageError: when this machine holds other lists, another scheme or another version than the recipe's.
    """
    if recipe.stamped().sha256 != recipe.sha256:
        raise UsageError(
            "a worker has another version of annotate, of the word lists or of the scheme",
            "install the same version on every worker, with the same home at the same path",
        )
    scheme = load_scheme(Path(recipe.scheme))
    lexicon = load_lexicon(Path(recipe.lexicon), Path(recipe.own))
    return (lambda article: detect(article, lexicon, scheme)), scheme


def _held(place: Path) -> str:
    """The hash of a file, or of all files in a folder with their names; of what is not there, nothing."""
    files = sorted(place.glob("*")) if place.is_dir() else [place] * place.exists()
    told = sha256()
    for file in files:
        told.update(f"{file.name}\n".encode() + sha256(file.read_bytes()).digest())
    return told.hexdigest()
