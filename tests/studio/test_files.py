"""Files for their owner alone, and locks that say who holds them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from annotate.core.errors import LocalFileError, Locked
from annotate.studio import credentials, private
from annotate.studio.locking import held


def test_a_private_file_is_its_owners_whatever_was_there(tmp_path: Path) -> None:
    path = tmp_path / "new" / "token"
    for text in ("first", "second"):
        private.write(path, text)
        assert path.stat().st_mode & 0o777 == 0o600
        assert private.read(path) == text
        path.chmod(0o644)
    assert [each.name for each in path.parent.iterdir()] == ["token"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o644, 0o666])
def test_a_file_that_others_may_open_is_refused_with_the_command_that_helps(
    tmp_path: Path, mode: int
) -> None:
    path = tmp_path / "token"
    path.write_text("secret")
    path.chmod(mode)
    with pytest.raises(LocalFileError, match=f"mode {mode:03o}") as refused:
        private.token(path)
    assert refused.value.remedy == f"chmod 600 {path}"


@pytest.mark.parametrize("content", [b"", b" \n", b"\xff\xfe"])
def test_a_file_without_a_token_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "token"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(LocalFileError):
        private.token(path)


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LocalFileError):
        private.write(tmp_path / "file" / "token", "x")
    with pytest.raises(LocalFileError):
        private.read(tmp_path / "absent")


def test_passwords_are_remembered_one_an_account(tmp_path: Path) -> None:
    path = tmp_path / "credentials.json"
    assert credentials.load(path) == {}
    for email, password in (("b@x.org", "1"), ("a@x.org", "2"), ("b@x.org", "3")):
        credentials.remember(path, email, password)
    assert credentials.load(path) == {"a@x.org": "2", "b@x.org": "3"}


@pytest.mark.parametrize("content", ["", "{}x", '["a"]', '[{"email": "a@x.org"}]'])
def test_a_credentials_file_that_cannot_be_understood_is_not_written_over(
    tmp_path: Path, content: str
) -> None:
    path = tmp_path / "credentials.json"
    private.write(path, content)
    with pytest.raises(LocalFileError):
        credentials.remember(path, "a@x.org", "1")
    assert path.read_text() == content


def test_invented_passwords_differ() -> None:
    assert len({credentials.invent() for _ in range(100)}) == 100


HOLDER = """
import sys, time
from pathlib import Path
from annotate.studio.locking import held
with held(Path(sys.argv[1]), "a test", wait=0, say=print):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_a_lock_names_who_holds_it_and_goes_with_the_process(tmp_path: Path) -> None:
    path, said = tmp_path / "new" / "server.lock", []
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        busy = pytest.raises(Locked, match=f"process {other.pid} is still busy with a test")
        with busy, held(path, "a test", wait=0.2, say=said.append):
            pass
        other.kill()
    assert said == [f"Waiting for process {other.pid}, which is busy with a test"]
    with held(path, "a test", wait=0, say=said.append):
        assert len(said) == 1
