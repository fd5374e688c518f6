"""The memory that writing 100,000 articles as Parquet takes at most, against that of 10,000."""

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from annotate.export.writers.base import Manner
from annotate.export.writers.parquet import write_folder
from annotate.resources import shipped
from annotate.scheme import load_scheme
from bench.agreement import sample_readings
from bench.ratio import Result

FEW, MANY = 10_000, 100_000


def run() -> Result:
    """Each in a process of its own, whose peak the system keeps."""
    few, many = peak(FEW), peak(MANY)
    detail = f"{many} MB for {MANY:,} readings against {few} MB for {FEW:,}"
    return Result("parquet_memory", many / few, 1.25, detail)


def peak(articles: int) -> int:
    """Megabytes, at the highest."""
    command = [sys.executable, "-m", "bench.parquet_memory", str(articles)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(done.stdout)


def export(articles: int) -> None:
    from bench import parquet

    parquet.ARTICLES = articles
    scheme = load_scheme(shipped("config", "scheme.toml"))
    read = sample_readings(scheme)
    with tempfile.TemporaryDirectory() as folder:
        write_folder(parquet.items(read), Path(folder), Manner(scheme))


if __name__ == "__main__":
    export(int(sys.argv[1]))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
