"""Every command in the docs is run, page by page, in a folder of its own."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.studio import copied, environments

CLONE = Path(__file__).parents[2]
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
PAGES = sorted([CLONE / "README.md", *(CLONE / "docs").glob("*.md")])
SERVER = ("annotate demo", "annotate studio start")


def commands(page: Path) -> list[str]:
    """The lines behind `$` in a page's console blocks, continued over a backslash."""
    blocks = "\n".join(BLOCK.findall(page.read_text("utf-8"))).replace("\\\n", " ")
    return [line[2:] for line in blocks.splitlines() if line.startswith("$ ")]


def cases() -> Iterator[object]:
    for page in PAGES:
        if lines := commands(page):
            starts = any(line.startswith(SERVER) for line in lines)
            yield pytest.param(page, starts, id=page.name, marks=[pytest.mark.studio] if starts else [])


@pytest.mark.timeout(900)
@pytest.mark.parametrize(("page", "starts"), list(cases()))
def test_the_commands_of_a_page_do_what_the_page_says(
    page: Path, starts: bool, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Where a page starts Label Studio, its database is there already: making one takes half a minute."""
    (tmp_path / "seeds").symlink_to(CLONE / "seeds")
    if starts:
        copied(request.getfixturevalue("studio_template"), tmp_path / "home" / "studio")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("ANNOTATE_")},
        "ANNOTATE_HOME": str(tmp_path / "home"),
        "ANNOTATE_STUDIO_ENV": str(environments()),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    makefile = (CLONE / "Makefile").read_text("utf-8")
    try:
        for command in commands(page):
            if command.startswith("make "):
                assert re.search(rf"^{shlex.split(command)[1]}:", makefile, re.MULTILINE), command
                continue
            done = subprocess.run(
                ["bash", "-o", "pipefail", "-c", command], cwd=tmp_path, env=environment,
                capture_output=True, text=True, timeout=600, check=False, stdin=subprocess.DEVNULL,
            )  # fmt: skip
            assert done.returncode == 0, f"$ {command}\n{done.stdout}{done.stderr}"
    finally:
        stop = ["annotate", "studio", "stop"]
        subprocess.run(stop, cwd=tmp_path, env=environment, capture_output=True, check=False, timeout=120)
