"""The sample articles and readings of them in a home, put there as somebody would type it."""

from __future__ import annotations

from annotate.cli import run
from annotate.resources import shipped


def make_home(*readers: str) -> None:
    """Makes the home that the settings name, with all sample articles and what these annotators read."""
    assert run(["init"]) == 0
    assert run(["articles", "add", str(shipped("seeds", "articles"))]) == 0
    for name in readers:
        assert run(["annotations", "import", str(shipped("seeds", "annotations", f"{name}.jsonl"))]) == 0
