"""The machine that reads: the same on every worker, or it refuses to read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from annotate.core.errors import UsageError
from annotate.detect import Detector, load_lexicon, load_model
from annotate.scheme import load_scheme


@dataclass(frozen=True)
class Recipe:
    """With what an article is read; small, since it travels with every piece of work.

    Attributes:
        model: the file of a trained model; empty for the rules alone.
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
        places = (self.model, self.scheme, self.lexicon, self.own)
        held = [version("annotate"), *(_held(Path(place)) if place else "" for place in places)]
        made = sha256("\n".join(held).encode()).hexdigest()
        return Recipe(self.model, self.scheme, self.lexicon, self.own, made)


@lru_cache(maxsize=1)
def machine(recipe: Recipe) -> Detector:
    """What reads an article; made once in each worker.

    Raises:
        UsageError: when this machine holds another version of any of these than the recipe says.
    """
    if recipe.stamped().sha256 != recipe.sha256:
        raise UsageError(
            "a worker has another version of annotate, the model, the word lists or the scheme",
            "install the same version on every worker, with the same home at the same path",
        )
    return Detector(
        load_lexicon(Path(recipe.lexicon), Path(recipe.own)),
        load_scheme(Path(recipe.scheme)),
        load_model(Path(recipe.model)) if recipe.model else None,
    )


def _held(place: Path) -> str:
    """The hash of a file, or of all lists in a folder with their names; of what is not there, nothing."""
    files = sorted(place.glob("*.txt")) if place.is_dir() else [place] * place.exists()
    told = sha256()
    for file in files:
        told.update(f"{file.name}\n".encode() + sha256(file.read_bytes()).digest())
    return told.hexdigest()
