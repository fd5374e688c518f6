"""A team's server: tried before it is kept, and which server a home works with."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate.core.errors import LocalFileError, StudioError
from annotate.studio import private
from annotate.studio.connect import connect, current, disconnect, untested
from tests.support.studio import Served


@pytest.mark.studio
def test_a_server_that_accepts_us_is_kept(tmp_path: Path, studio: Served, personal_token: str) -> None:
    connected = connect(tmp_path, f"{studio.url}/", f"{personal_token}\n")
    assert (connected.url, connected.version, connected.warnings) == (studio.url, "1.23.2", ())
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}
    with current(tmp_path) as again:
        assert again.account["email"] == connected.email
    assert disconnect(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert not disconnect(tmp_path)


@pytest.mark.studio
def test_a_server_that_refuses_us_is_not_kept(tmp_path: Path, studio: Served) -> None:
    with pytest.raises(StudioError, match="refuses the token"):
        connect(tmp_path, studio.url, "0" * 40)
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_is_not_there_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(StudioError, match="cannot be reached"):
        connect(tmp_path, "http://127.0.0.1:9", "token")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.studio
def test_without_a_team_it_is_the_embedded_one(studio: Served) -> None:
    with current(studio.folder) as client:
        assert client.url == studio.url
        assert client.instance == studio.client.instance


def test_the_settings_come_before_what_was_kept(tmp_path: Path) -> None:
    private.write(tmp_path / "connection.json", '{"url": "http://127.0.0.1:1"}')
    private.write(tmp_path / "connection.token", "kept")
    assert current(tmp_path).url == "http://127.0.0.1:1"
    assert current(tmp_path, url="http://127.0.0.1:2", token="given").url == "http://127.0.0.1:2"


def test_a_token_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text("secret")
    path.chmod(0o644)
    with pytest.raises(LocalFileError, match="read by others"):
        current(tmp_path, url="http://127.0.0.1:2", token_file=path)


def test_nothing_running_and_nothing_connected_is_told_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(StudioError, match="no Label Studio") as failed:
        current(tmp_path)
    assert "annotate studio start" in (failed.value.remedy or "")


def test_an_address_without_a_token_is_told_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(StudioError, match="no token") as failed:
        current(tmp_path, url="https://labels.example.org")
    assert "ANNOTATE_STUDIO_TOKEN" in (failed.value.remedy or "")


@pytest.mark.parametrize("content", ["", "[]", "{}"])
def test_a_kept_address_that_cannot_be_understood_is_told(tmp_path: Path, content: str) -> None:
    private.write(tmp_path / "connection.json", content)
    with pytest.raises(LocalFileError, match="cannot be understood"):
        current(tmp_path)


@pytest.mark.parametrize(
    ("version", "warned"),
    [("1.23.2", False), ("1.23.9", False), ("1.24.0", True), ("1.2.3", True), ("2.0.0", True)],
)
def test_another_release_is_warned_of(version: str, warned: bool) -> None:
    assert bool(untested(version)) is warned
