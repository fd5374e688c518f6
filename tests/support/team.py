"""A PostgreSQL server as Debian has it, a test's own: the one in the wheel lacks what Label Studio needs."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from annotate.studio.ports import candidates
from tests.support.require import missing

_LONGEST = 180


@contextmanager
def postgres() -> Iterator[Mapping[str, str]]:
    """A running server; what a client's environment says about it (`PGHOST`, `PGPORT`, `PGUSER`, `PATH`).

    PostgreSQL refuses to run as root; it is another user then. Its folder is not one of pytest's, which are
    closed to other users.
    """
    programs = _programs()
    port = next(iter(candidates(None, None)))
    with TemporaryDirectory(prefix="annotate-team-") as folder:
        data = Path(folder, "data")
        _own(Path(folder))
        _run(programs / "initdb", "--auth=trust", "--username=lead", "--encoding=UTF8", f"--pgdata={data}")
        listen = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off"
        _run(programs / "pg_ctl", "start", "--wait", f"--pgdata={data}", f"--log={folder}/log", f"-o{listen}")
        try:
            path = f"{programs}{os.pathsep}{os.environ['PATH']}"
            yield {"PGHOST": "127.0.0.1", "PGPORT": str(port), "PGUSER": "lead", "PATH": path}
        finally:
            _run(programs / "pg_ctl", "stop", "--mode=immediate", "--wait", f"--pgdata={data}")


def _programs() -> Path:
    """Where Debian keeps the newest server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda one: int(one.parts[4]))
    named = shutil.which("initdb")
    if not found and named is None:
        missing("Debian's PostgreSQL: apt-get install postgresql")
    return found[-1].parent if found else Path(str(named)).resolve().parent


def _other() -> str | None:
    """Who runs it when we are root."""
    if os.geteuid():
        return None
    known = {one.pw_name for one in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _own(folder: Path) -> None:
    if (other := _other()) is not None:
        shutil.chown(folder, other)


def _run(program: Path, *arguments: str) -> None:
    """Output goes nowhere: a server that is started here keeps what it inherits open."""
    done = subprocess.run(
        [str(program), *arguments], user=_other(), cwd="/", timeout=_LONGEST, check=False,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 0, f"{program.name} {' '.join(arguments)} ended with {done.returncode}"
