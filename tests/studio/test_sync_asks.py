"""`sync` on a terminal: where much is gone at once, the lead is asked first."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.bench import Bench, region

pytestmark = pytest.mark.studio

Answering = Callable[[str], tuple[int, str]]


@pytest.fixture
def answering(bench: Bench, sqlite_url: str, tmp_path: Path) -> Answering:
    """A full sync with that typed on its terminal: the exit code, and what it shows."""
    home = tmp_path / "home"
    home.mkdir()
    settings = {
        "ANNOTATE_HOME": str(home),
        "ANNOTATE_DATABASE_URL": sqlite_url,
        "ANNOTATE_STUDIO_URL": bench.served.url,
        "ANNOTATE_STUDIO_TOKEN_FILE": str(bench.served.running.token_file),
    }

    def sync(typed: str) -> tuple[int, str]:
        keyboard, terminal = pty.openpty()
        os.write(keyboard, typed.encode())
        try:
            done = subprocess.run(
                [str(Path(sys.executable).with_name("annotate")), "sync", bench.name, "--full"],
                env={**os.environ, **settings}, cwd=tmp_path, stdin=terminal, stderr=terminal,
                stdout=subprocess.DEVNULL, timeout=120, check=False,
            )  # fmt: skip
            return done.returncode, os.read(keyboard, 65536).decode()
        finally:
            os.close(keyboard)
            os.close(terminal)

    return sync


def test_only_a_yes_withdraws_what_is_gone(bench: Bench, answering: Answering) -> None:
    bench.create("a", "b", "c")
    bench.load()
    for id_ in "abc":
        bench.annotate(id_, region("s", "SOURCE", "Mayor Ada Lee"))
    bench.sync()
    for id_ in "ab":
        bench.owner.delete(f"/api/tasks/{bench.task(id_)}/")
    for typed, code, left in (("\n", 3, 3), ("no\n", 3, 3), ("yes\n", 0, 1)):
        ended, shown = answering(typed)
        assert "2 of 3 annotations of ada" in shown
        assert "gone from Label Studio. Withdraw them? [y/N]:" in shown
        assert (ended, sum(len(bench.current(id_)) for id_ in "abc")) == (code, left), shown
