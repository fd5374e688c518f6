"""Label Studio's own Python environment: installed once from our lock file, shared between homes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

from annotate.core.errors import LocalFileError, StudioError
from annotate.studio.locking import held

Say = Callable[[str], None]

_MARKER = "annotate-complete"
_LONGEST_INSTALL = 1800.0


def ensure(folder: Path, lock: Path, say: Say) -> Path:
    """The Python that runs the Label Studio of `lock`, installed under `folder` where it is not yet.

    Each lock file and each Python version has its own folder there, so that homes of different versions of
    the product do not disturb each other. Two processes share one installation: the second waits. An
    installation that was interrupted is done again. Talks to the package index only when it installs.

    Raises StudioError when the installation fails, LocalFileError when the disk is the reason.
    """
    home = location(folder, lock)
    if _complete(home):
        return _python(home)
    with held(home.with_name(home.name + ".lock"), "installing Label Studio", wait=_LONGEST_INSTALL, say=say):
        if not _complete(home):
            _install(home, lock, say)
    return _python(home)


def location(folder: Path, lock: Path) -> Path:
    """The folder under `folder` that belongs to `lock` and this Python."""
    try:
        digest = sha256(lock.read_bytes()).hexdigest()[:12]
    except OSError as error:
        raise LocalFileError(f"{lock} cannot be read: {error}", "install the product again") from error
    return folder.absolute() / f"{pinned(lock)}-py{sys.version_info.major}{sys.version_info.minor}-{digest}"


def pinned(lock: Path) -> str:
    """The version of Label Studio that `lock` pins."""
    found = re.search(r"^label-studio==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE)
    if not found:
        raise LocalFileError(f"{lock} does not pin label-studio", "install the product again")
    return found[1]


def _complete(home: Path) -> bool:
    return (home / _MARKER).exists() and _python(home).exists()


def _python(home: Path) -> Path:
    return home / "bin" / "python"


def _install(home: Path, lock: Path, say: Say) -> None:
    uv = shutil.which(os.environ.get("UV") or "uv") or shutil.which("uv")
    say(f"Installing Label Studio {pinned(lock)} into {home} with {'uv' if uv else 'pip'} (800 MB, once)")
    started = time.monotonic()
    log = home.with_name(home.name + ".log")
    try:
        if home.exists():
            shutil.rmtree(home)
        home.parent.mkdir(parents=True, exist_ok=True)
        log.write_bytes(b"")
        for command in _with_uv(uv, home, lock) if uv else _with_pip(home, lock):
            _run(command, log)
        (home / _MARKER).write_text(f"{lock.name}\n")
    except OSError as error:
        raise LocalFileError(
            f"Label Studio cannot be installed into {home}: {error}",
            "free about 1 GB there, or set ANNOTATE_STUDIO_ENV to a folder that can be written",
        ) from error
    say(f"Installed Label Studio in {time.monotonic() - started:.0f} s")


def _with_uv(uv: str, home: Path, lock: Path) -> list[list[str]]:
    return [
        [uv, "venv", "--no-project", "--python", _base_python(), str(home)],
        [
            uv,
            "pip",
            "install",
            "--python",
            str(_python(home)),
            "--require-hashes",
            "-r",
            str(lock.absolute()),
        ],
    ]


def _with_pip(home: Path, lock: Path) -> list[list[str]]:
    install = ["-m", "pip", "install", "--disable-pip-version-check", "--require-hashes"]
    return [
        [_base_python(), "-m", "venv", str(home)],
        [str(_python(home)), *install, "-r", str(lock.absolute())],
    ]


def _base_python() -> str:
    """The Python behind the environment we run in: ours may be removed while Label Studio's stays."""
    return str(getattr(sys, "_base_executable", None) or sys.executable)


def _run(command: Sequence[str], log: Path) -> None:
    foreign = ("PYTHONPATH", "PYTHONHOME")
    # uv trusts a list of its own otherwise, and fails behind an office's certificate authority.
    trusting = {"UV_SYSTEM_CERTS": "true"}
    with log.open("ab") as out:
        done = subprocess.run(
            command,
            env=trusting | {name: value for name, value in os.environ.items() if name not in foreign},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            cwd=log.parent,
            check=False,
        )
    if done.returncode:
        said = log.read_text(encoding="utf-8", errors="replace")
        if "No space left on device" in said:
            raise OSError(f"no space left on the disk (all of it in {log})")
        last = next((line.strip() for line in reversed(said.splitlines()) if line.strip()), "no reason given")
        raise StudioError(
            f"Label Studio could not be installed: {last}",
            f"check that the package index can be reached and that Python has venv and pip, then run the "
            f"command again; all that was said is in {log}",
        )
