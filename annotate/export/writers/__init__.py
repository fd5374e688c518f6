"""One file a format. A format is added by adding a file that is a writer as base.py says."""
