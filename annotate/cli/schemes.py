"""The versions of the scheme that a home knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotate.cli.app import App
    from annotate.scheme import Scheme


def schemes(app: App) -> Mapping[str, Scheme]:
    """Every version that was used here, once the one in force is kept among them.

    Raises:
        UsageError: when the one in force was changed without a version of its own.
    """
    from annotate.studio.schemes import keep, known

    with app.store.session() as session:
        keep(session, app.scheme)
        return known(session, app.scheme)
