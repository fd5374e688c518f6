"""One name an outlet."""

from pathlib import Path

import pytest

from annotate.core.errors import UsageError
from annotate.intake.outlets import load_outlets
from annotate.resources import shipped

LISTED = """
[domains]
"harbour.example" = "Harbour News"
"sport.harbour.example" = "Harbour Sport"
[names]
"HN" = "Harbour News"
"""
CASES = [
    ("HN Online", "https://www.harbour.example/a", "Harbour News"),
    (None, "https://sport.harbour.example:8080/a", "Harbour Sport"),
    ("hn", None, "Harbour News"),
    ("Quay Post", "https://quay.example/", "Quay Post"),
    (None, "https://www.quay.example/a", "quay.example"),
    (None, "https://notharbour.example/a", "notharbour.example"),
    (None, "http://127.0.0.1:80/a", None),
    (None, "http://[bad", None),
    (None, None, None),
]


@pytest.mark.parametrize(("stated", "url", "outlet"), CASES)
def test_an_outlet_has_one_name(
    tmp_path: Path, stated: str | None, url: str | None, outlet: str | None
) -> None:
    path = tmp_path / "outlets.toml"
    path.write_text(LISTED)
    assert load_outlets(path).name(stated, url) == outlet


@pytest.mark.parametrize("content", ["domains = 5", "[domains]\na = 1\n[names]", "[domains]", "= ="])
def test_a_list_that_is_none_is_said(tmp_path: Path, content: str) -> None:
    path = tmp_path / "outlets.toml"
    path.write_text(content)
    with pytest.raises(UsageError, match=r"outlets\.toml"):
        load_outlets(path)


def test_the_shipped_list_can_be_read() -> None:
    assert load_outlets(shipped("config", "outlets.toml")).name("AP", None) == "Associated Press"
