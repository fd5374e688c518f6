"""A real Chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.support.require import missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
LONGEST_WAIT = 30_000
"""Milliseconds that any one condition on a page may take."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@contextmanager
def chromium() -> Iterator[Browser]:
    """A Chromium of this machine, without a window."""
    from playwright.sync_api import expect, sync_playwright  # only where a browser is used

    expect.set_options(timeout=LONGEST_WAIT)
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        missing(f"a browser: none of {', '.join(NAMES)} is installed")
    sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()  # Chromium's does not start as root
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=[*QUIET, *sandbox])
        yield running
        running.close()


@contextmanager
def window(browser: Browser) -> Iterator[Page]:
    """A page that knows no cookie yet, as large as an annotator's."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(LONGEST_WAIT)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window of a person who signs in alone."""
    with window(browser) as page:
        yield page
