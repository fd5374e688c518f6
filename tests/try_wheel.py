"""Installs the newest wheel of a folder into an environment of its own and uses it outside the clone.

Run as `python -m tests.try_wheel dist`; exits with the first command that fails.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ARTICLE = "The mayor said the bridge was safe.\n\nThe bridge was closed in March, according to two officials."


def main(folder: str) -> None:
    wheel = max(Path(folder).glob("annotate-*.whl"), key=lambda file: file.stat().st_mtime).resolve()
    place = Path(tempfile.mkdtemp(prefix="annotate-wheel-"))
    try:
        python = install(place, wheel)
        use(place, python.with_name("annotate"))
        for name in ("config", "migrations", "seeds"):
            beside = subprocess.run(
                [python, "-c", f"import importlib.util as u; print(u.find_spec({name!r}))"],
                cwd=place,
                capture_output=True,
                text=True,
                check=True,
            )
            assert beside.stdout.strip() == "None", f"{name} is a top-level package in site-packages"
    finally:
        shutil.rmtree(place)
    print(f"{wheel.name}: installed and used outside the clone")


def install(place: Path, wheel: Path) -> Path:
    venv.create(place / "venv", with_pip=not shutil.which("uv"))
    python = place / "venv" / "bin" / "python"
    installer = ["uv", "pip", "install", "--quiet", "--python", str(python)]
    if not shutil.which("uv"):
        installer = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*installer, f"{wheel}[web]"], check=True)
    return python


def use(place: Path, annotate: Path) -> None:
    (place / "bridge.txt").write_text(ARTICLE, "utf-8")
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(place),
        "ANNOTATE_HOME": str(place / "home"),
        "NO_COLOR": "1",
    }
    for arguments in (
        ["--help"], ["detect", "bridge.txt"], ["init"], ["db", "check"], ["articles", "add", "bridge.txt"],
        ["score"], ["report", "article", "bridge"], ["report", "article", "bridge", "--format", "html"],
        ["export", "jsonl", "--out", "-"],
    ):  # fmt: skip
        print("annotate", *arguments, flush=True)
        subprocess.run(
            [annotate, *arguments], cwd=place, env=environment, check=True, stdout=subprocess.DEVNULL
        )


if __name__ == "__main__":
    main(sys.argv[1])
