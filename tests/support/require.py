"""A real part that a bare machine may lack: skipped with a reason there, a failure where all is required."""

import os
from typing import NoReturn

import pytest


def missing(reason: str) -> NoReturn:
    """Skips the test, or fails it when `ANNOTATE_REQUIRE=all`."""
    if os.environ.get("ANNOTATE_REQUIRE") == "all":
        pytest.fail(f"required here: {reason}", pytrace=False)
    pytest.skip(reason)
