"""What is left behind when the error is ours."""

from __future__ import annotations

import os
import tempfile
import traceback
from pathlib import Path


def keep_traceback() -> Path:
    """Writes the traceback of the error being handled to a file that the user alone can read.

    It lies in the home where there is one that can be written, else among the temporary files.
    """
    home = Path(os.environ.get("ANNOTATE_HOME") or ".annotate")
    folder = home if os.access(home, os.W_OK) else None
    with tempfile.NamedTemporaryFile("w", prefix="bug-", suffix=".txt", dir=folder, delete=False) as file:
        traceback.print_exc(file=file)
    return Path(file.name)
