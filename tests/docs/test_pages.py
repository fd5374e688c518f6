"""The docs say what the code says, and lead where they promise."""

import re
from pathlib import Path

import pytest

from tests.docs.cli_page import page

CLONE = Path(__file__).parents[2]
PAGES = sorted([CLONE / "README.md", CLONE / "CHANGELOG.md", *(CLONE / "docs").glob("*.md")])


def test_the_page_of_commands_is_the_commands_own_help() -> None:
    assert (CLONE / "docs" / "cli.md").read_text("utf-8") == page(), (
        "run: python -m tests.docs.cli_page > docs/cli.md"
    )


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_links_and_pictures_of_a_page_are_there(file: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#\s]+)", file.read_text("utf-8"))
    missing = [target for target in targets if not (file.parent / target).exists()]
    assert not missing
