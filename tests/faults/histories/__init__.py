"""Random histories of a desk, with faults and kills, after which both sides must be equal.

`python -m tests.faults.histories --help` says how to run many of them and how to replay one.
"""
