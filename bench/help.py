"""`annotate --help` against importing click, each as a process of its own."""

import subprocess
import sys

from bench.ratio import Result, ratio


def run() -> Result:
    def started(code: str) -> None:
        subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)

    ours, click, times = ratio(
        lambda: started("from annotate.cli import run; run(['--help'])"),
        lambda: started("import click"),
        runs=15,
    )
    return Result("help", times, 2.0, f"{ours * 1000:.0f} ms against {click * 1000:.0f} ms")
