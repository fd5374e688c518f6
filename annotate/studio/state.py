"""What is written down about a home's server, so that the next command finds it again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from annotate.core.errors import LocalFileError
from annotate.studio import private
from annotate.studio.process import Identity


@dataclass(frozen=True)
class Places:
    """The files of an embedded Label Studio in the folder `root`, which is its own."""

    root: Path

    @property
    def data(self) -> Path:
        """Label Studio's database and uploads."""
        return self.root / "data"

    @property
    def instance(self) -> Path:
        """The random id of the data folder; there once the first start has come to its end."""
        return self.data / "annotate-instance"

    @property
    def credentials(self) -> Path:
        """Each managed account's e-mail and password; mode 600."""
        return self.root / "credentials.json"

    @property
    def token(self) -> Path:
        """The owner's token alone; mode 600."""
        return self.root / "token"

    @property
    def state(self) -> Path:
        return self.root / "server.json"

    @property
    def lock(self) -> Path:
        return self.root / "server.lock"

    @property
    def log(self) -> Path:
        return self.root / "label-studio.log"


@dataclass(frozen=True)
class State:
    """The last server that was started here, whether it still runs or not.

    Attributes:
        process: how to know it again.
        instance: its random id.
        version: Label Studio's, None until it has answered with our token.
    """

    process: Identity
    instance: str
    version: str | None = field(default=None)


def instance(places: Places) -> str | None:
    """The random id of the data folder; None when no start has come to its end there."""
    try:
        return places.instance.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LocalFileError(
            f"{places.instance} cannot be read: {error}", "make the folder yours again"
        ) from error


def load(places: Places) -> State | None:
    """What was written down; None when there is nothing, or nothing that can be understood."""
    try:
        known = json.loads(places.state.read_text(encoding="utf-8"))
        return State(Identity(**known["process"]), known["instance"], known["version"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def save(places: Places, state: State) -> None:
    private.write(places.state, json.dumps(asdict(state)) + "\n")
