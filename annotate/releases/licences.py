"""The licence of a data set: a release has one, or is none."""

from __future__ import annotations

from dataclasses import dataclass

from annotate.core.errors import UsageError


@dataclass(frozen=True)
class Licence:
    """A licence by its id (SPDX's, in lower case, as the hub writes it) and its text's address.

    `listed` is false for one that only its address describes.
    """

    id: str
    url: str
    listed: bool = True


_CC = "https://creativecommons.org/licenses"
KNOWN = {
    "cc0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "cc-by-4.0": f"{_CC}/by/4.0/",
    "cc-by-sa-4.0": f"{_CC}/by-sa/4.0/",
    "cc-by-nc-4.0": f"{_CC}/by-nc/4.0/",
    "cc-by-nc-sa-4.0": f"{_CC}/by-nc-sa/4.0/",
    "cc-by-nd-4.0": f"{_CC}/by-nd/4.0/",
    "cc-by-nc-nd-4.0": f"{_CC}/by-nc-nd/4.0/",
    "odc-by": "https://opendatacommons.org/licenses/by/1-0/",
    "odbl": "https://opendatacommons.org/licenses/odbl/1-0/",
    "pddl": "https://opendatacommons.org/licenses/pddl/1-0/",
    "cdla-permissive-2.0": "https://cdla.dev/permissive-2-0/",
}
"""Ids that the hub knows, of licences made for data, with their addresses."""


def licence(id_: str | None, url: str | None) -> Licence:
    """The licence that was named.

    Raises:
        UsageError: when none was, or one that is not known by its id alone.
    """
    if not id_:
        raise UsageError(
            "a release needs a licence: without one nobody may use it", f"say --licence {_choose()}"
        )
    known = KNOWN.get(id_.lower())
    if known is None and url is None:
        raise UsageError(
            f"no licence {id_!r} is known", f"say where its text is with --licence-url, or choose {_choose()}"
        )
    return Licence(id_.lower(), known, True) if known and url is None else Licence(id_, str(url), False)


def _choose() -> str:
    return f"one of {', '.join(KNOWN)}"
