"""The pictures of a report in README.md and docs/lead.md, taken anew: `python -m tests.take_pictures`."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from annotate.cli import run
from tests.support.browser import chromium
from tests.support.samples import make_home

ARTICLE = "scoop-island-ferries"
SIDE = 1180
"""Of each picture, in pixels."""
IMAGES = Path(__file__).parents[1] / "docs" / "images"


def take(page: Path) -> None:
    """The top of the report, and the text with its margin."""
    with chromium() as browser:
        window = browser.new_page(viewport={"width": SIDE, "height": SIDE})
        window.goto(page.as_uri())
        window.screenshot(path=IMAGES / "report.png")
        window.locator("#text").evaluate("one => scrollTo(0, one.offsetTop)")
        window.screenshot(path=IMAGES / "margin.png")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        os.environ["ANNOTATE_HOME"] = str(Path(place, "home"))
        make_home("omar", "ruth")
        report = Path(place, "report.html")
        if run(["report", "article", ARTICLE, "--format", "html", "--out", str(report)]) == 0:
            take(report)
