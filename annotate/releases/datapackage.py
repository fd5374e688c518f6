"""datapackage.json: the release's files for Frictionless and its like (Data Package 2.0)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from annotate.releases import manifest
from annotate.releases.facts import Facts

_MEDIA = {
    ".parquet": "application/vnd.apache.parquet",
    ".json": "application/json",
    ".md": "text/markdown",
    ".toml": "application/toml",
}


def datapackage(folder: Path, facts: Facts) -> dict[str, Any]:
    """The description of every file that lies in the release's folder now.

    Files are described as files, with their hashes: Frictionless reads no nested Parquet.
    """
    choice = facts.choice
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": re.sub(r"[^a-z0-9._-]", "-", choice.name.lower()),
        "title": facts.title,
        "version": facts.version,
        "licenses": [{"name": choice.licence.id, "path": choice.licence.url}],
        **({"contributors": [{"title": choice.creator, "roles": ["publisher"]}]} if choice.creator else {}),
        "resources": [
            {
                "name": re.sub(r"[^a-z0-9]+", "-", name.lower()),
                "type": "file",
                "path": name,
                "format": Path(name).suffix.removeprefix("."),
                "mediatype": _MEDIA.get(Path(name).suffix, "application/octet-stream"),
                "bytes": known["bytes"],
                "hash": f"sha256:{known['sha256']}",
            }
            for name, known in manifest.listed(folder).items()
        ],
    }
