"""Two leads, each with a home, on one PostgreSQL: the second is told who is at work."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from annotate.cli.lock import writing

pytestmark = pytest.mark.postgres


def test_the_second_lead_is_told_of_the_first_and_reads_meanwhile(postgres_url: str, tmp_path: Path) -> None:
    (tmp_path / "quay.txt").write_text("The quay is closed, a clerk said.")
    home = {"ANNOTATE_HOME": str(tmp_path / "second"), "ANNOTATE_DATABASE_URL": postgres_url}

    def second(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from annotate.cli import main; main()", *arguments]
        return subprocess.run(
            command, cwd=tmp_path, env={**os.environ, **home}, capture_output=True, text=True, check=False
        )

    assert second("init").returncode == 0
    first = tmp_path / "first"
    first.mkdir()
    with writing(first, "load", postgres_url):
        told = second("articles", "add", "quay.txt")
        assert told.returncode == 7
        assert f"annotate load (process {os.getpid()} on {socket.gethostname()})"[:63] in told.stderr
        assert second("articles", "list").returncode == 0
    assert second("articles", "add", "quay.txt").returncode == 0
