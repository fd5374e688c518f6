"""Settings: `ANNOTATE_*` variables, then the nearest annotate.toml, then the home's, then defaults."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from platformdirs import user_cache_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from annotate.core.errors import UsageError

FILE = "annotate.toml"
TEMPLATE = """\
# Settings of this home. An ANNOTATE_* variable, or an annotate.toml in the folder you work in or above it,
# stands above what is said here. Tokens do not belong here: ANNOTATE_STUDIO_TOKEN or _TOKEN_FILE.
# database_url = "postgresql://user@host/annotate"
# studio_url = "https://label-studio.example"
# studio_token_file = "token"
# intake_contact = "desk@news.example"
"""


class Settings(BaseSettings):
    """What a person may set; each field is the variable `ANNOTATE_` + its name in capitals."""

    model_config = SettingsConfigDict(env_prefix="ANNOTATE_", extra="forbid", env_ignore_empty=True)

    home: Path = Field(default_factory=lambda: Path(".annotate"))
    database_url: str | None = Field(default=None, repr=False)
    studio_url: str | None = None
    studio_token: SecretStr | None = None
    studio_token_file: Path | None = None
    intake_allow: str = ""
    intake_delay: float = Field(default=1.0, ge=0)
    intake_contact: str | None = None
    studio_env: Path = Field(default_factory=lambda: user_cache_path("annotate") / "label-studio")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        nearest = [_File(settings_cls, file) for file in _nearest(Path.cwd())]
        named = [source()["home"] for source in nearest if "home" in source()]
        home = Path(os.environ.get("ANNOTATE_HOME") or str((named or [".annotate"])[0]))
        own = [_File(settings_cls, home / FILE)] if (home / FILE).is_file() else []
        return (init_settings, env_settings, *nearest, *own)


class _File(TomlConfigSettingsSource):
    """One annotate.toml; its relative paths start where it lies."""

    def __init__(self, settings_cls: type[BaseSettings], file: Path) -> None:
        self.file = file
        super().__init__(settings_cls, file)

    def __call__(self) -> dict[str, object]:
        values = super().__call__()
        if "studio_token" in values:
            raise UsageError(
                f"{self.file} holds a token",
                "move it to a file of mode 600 and name that as studio_token_file",
            )
        paths = {"home", "studio_token_file", "studio_env"} & values.keys()
        return {**values, **{name: self.file.parent / str(values[name]) for name in paths}}


def load_settings() -> Settings:
    """The settings in force.

    Raises:
        UsageError: when a variable or file says what cannot be; names it.
    """
    try:
        return Settings()
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise UsageError(f"settings: {wrong}", f"check the ANNOTATE_* variables and {FILE}") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{FILE} is not TOML: {error}") from None


def _nearest(folder: Path) -> list[Path]:
    return [one / FILE for one in (folder, *folder.parents) if (one / FILE).is_file()][:1]
