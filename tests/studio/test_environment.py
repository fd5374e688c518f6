"""Label Studio's own environment: installed once, whole or not at all, with uv or with pip.

The installs here are real, of a wheel of a few hundred bytes: nothing is fetched.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from annotate.core.errors import LocalFileError, StudioError
from annotate.resources import shipped
from annotate.studio import environment
from tests.support.require import missing
from tests.support.studio import LOCK, environments

SHIPPED = LOCK.read_text()


@pytest.fixture(params=["uv", pytest.param("pip", marks=pytest.mark.slow)])
def tool(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each of the two ways to install, whatever this machine has besides."""
    if request.param == "pip":
        monkeypatch.delenv("UV", raising=False)
        monkeypatch.setattr(shutil, "which", lambda name: None)
    elif not (os.environ.get("UV") or shutil.which("uv")):
        missing("uv")
    return str(request.param)


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    """A lock file that pins a tiny wheel, which lies beside it."""
    wheel = tmp_path / "label_studio-9.9-py3-none-any.whl"
    with ZipFile(wheel, "w") as out:
        out.writestr("label_studio/__init__.py", "HERE = True\n")
        out.writestr(
            "label_studio-9.9.dist-info/METADATA", "Metadata-Version: 2.1\nName: label-studio\nVersion: 9.9\n"
        )
        out.writestr(
            "label_studio-9.9.dist-info/WHEEL",
            "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        )
        out.writestr("label_studio-9.9.dist-info/RECORD", "")
    return _lock(tmp_path, "label-studio==9.9", sha256(wheel.read_bytes()).hexdigest())


def _lock(folder: Path, requirement: str, digest: str) -> Path:
    lock = folder / "label-studio.lock"
    lock.write_text(f"--no-index\n--find-links {folder}\n{requirement} --hash=sha256:{digest}\n")
    return lock


def _works(python: Path) -> bool:
    done = subprocess.run(
        [python, "-c", "import label_studio; print(label_studio.HERE)"], capture_output=True, check=False
    )
    return done.stdout == b"True\n"


def test_it_is_installed_once_and_says_so(tmp_path: Path, lock: Path, tool: str) -> None:
    said: list[str] = []
    python = environment.ensure(tmp_path / "envs", lock, said.append)
    assert _works(python)
    assert f"Installing Label Studio 9.9 into {python.parent.parent} with {tool}" in said[0]
    assert "Installed" in said[-1]
    asked = time.monotonic()
    assert environment.ensure(tmp_path / "envs", lock, said.append) == python
    assert time.monotonic() - asked < 0.1
    assert len(said) == 2


def test_an_interrupted_installation_is_done_again(tmp_path: Path, lock: Path, tool: str) -> None:
    home = environment.location(tmp_path / "envs", lock)
    (home / "bin").mkdir(parents=True)
    (home / "bin" / "python").write_text("half")
    assert _works(environment.ensure(tmp_path / "envs", lock, print))


def test_an_environment_whose_python_was_removed_is_made_again(tmp_path: Path, lock: Path, tool: str) -> None:
    python = environment.ensure(tmp_path / "envs", lock, print)
    python.unlink()
    python.symlink_to(tmp_path / "nowhere")
    assert _works(environment.ensure(tmp_path / "envs", lock, print))


def test_a_file_with_another_hash_is_refused(tmp_path: Path, lock: Path, tool: str) -> None:
    bad = _lock(tmp_path, "label-studio==9.9", "0" * 64)
    with pytest.raises(StudioError, match="could not be installed") as failed:
        environment.ensure(tmp_path / "envs", bad, print)
    log = Path((failed.value.remedy or "").rsplit(" ", 1)[1])
    assert "hash" in log.read_text().lower()
    assert not (environment.location(tmp_path / "envs", bad) / "annotate-complete").exists()


def test_an_index_that_does_not_have_it_is_told_with_a_remedy(tmp_path: Path, lock: Path, tool: str) -> None:
    with pytest.raises(StudioError, match="could not be installed") as failed:
        environment.ensure(tmp_path / "envs", _lock(tmp_path, "label-studio==8.8", "0" * 64), print)
    assert "package index" in (failed.value.remedy or "")


def test_two_at_once_make_one_installation(tmp_path: Path, lock: Path) -> None:
    said: list[str] = []
    with ThreadPoolExecutor() as pool:
        made = list(pool.map(lambda _: environment.ensure(tmp_path / "envs", lock, said.append), range(2)))
    assert made[0] == made[1]
    assert sum(line.startswith("Installing") for line in said) == 1


def test_each_lock_file_has_a_folder_of_its_own(tmp_path: Path, lock: Path) -> None:
    one = environment.location(tmp_path, lock)
    lock.write_text(lock.read_text() + "# another\n")
    assert environment.location(tmp_path, lock) != one


def test_a_folder_that_cannot_be_made_is_told_with_a_remedy(tmp_path: Path, lock: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LocalFileError, match="file") as failed:
        environment.ensure(tmp_path / "file" / "envs", lock, print)
    assert failed.value.remedy


@pytest.mark.parametrize("content", [None, "", "requests==1.0\n"])
def test_a_lock_file_without_label_studio_is_an_error(tmp_path: Path, content: str | None) -> None:
    lock = tmp_path / "label-studio.lock"
    if content is not None:
        lock.write_text(content)
    with pytest.raises(LocalFileError):
        environment.ensure(tmp_path / "envs", lock, print)


def test_the_shipped_lock_file_pins_everything_with_hashes() -> None:
    entries = [entry for entry in re.split(r"\n(?=\S)", SHIPPED) if not entry.startswith("#")]
    assert len(entries) > 100
    assert [
        entry for entry in entries if not re.match(r"[\w.\[\]-]+==\S+ .*--hash=sha256:", entry, re.DOTALL)
    ] == []


def test_the_client_library_is_the_one_that_label_studio_pins() -> None:
    ours = tomllib.loads(shipped("pyproject.toml").read_text())["project"]["dependencies"]
    pin = next(line for line in ours if line.startswith("label-studio-sdk"))
    assert re.search(rf"^{re.escape(pin)}\s", SHIPPED, re.MULTILINE)


@pytest.mark.studio
def test_the_shipped_lock_file_installs_label_studio(studio_environment: Path) -> None:
    version = "from importlib.metadata import version; print(version('label-studio'))"
    done = subprocess.run([studio_environment, "-c", version], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == environment.pinned(LOCK)
    assert studio_environment.is_relative_to(environments().absolute())
