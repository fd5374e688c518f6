"""The campaign on the real server that tests of this folder work in."""

from tests.support.bench import bench, bench_on_both

__all__ = ["bench", "bench_on_both"]
