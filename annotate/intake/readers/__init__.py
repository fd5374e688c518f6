"""A reader per kind of source; adding a reader is adding a file that fulfils `base.Reader`."""

from annotate.intake.readers.find import read, reader_of

__all__ = ["read", "reader_of"]
