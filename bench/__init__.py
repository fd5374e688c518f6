"""Benchmarks: ratios of two things timed side by side in one run, medians. `make bench` runs them all."""
