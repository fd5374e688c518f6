"""A reader per kind of source; adding a reader is adding a file that fulfils `base.Reader`."""

from annotate.intake.readers.find import read, reader_of
from annotate.intake.readers.several import read_each

__all__ = ["read", "read_each", "reader_of"]
