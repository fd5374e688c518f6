"""What is left behind when the error is ours."""

from __future__ import annotations

import tempfile
import traceback
from pathlib import Path


def keep_traceback() -> Path:
    """Writes the traceback of the error being handled to a file of its own, readable by the user alone."""
    with tempfile.NamedTemporaryFile("w", prefix="annotate-bug-", suffix=".txt", delete=False) as file:
        traceback.print_exc(file=file)
    return Path(file.name)
