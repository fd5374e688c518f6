"""Machine readings of crawls: marks, links and the indicators that need no human; never a score.

A source is cut into pieces, each piece is read by one worker and becomes one Parquet file, whose bytes do not
depend on who made it. What is there already is not read again.
"""
