"""What leaves the product as a file: a writer per format behind one interface.

Adding a format is adding a file to `writers/` that fulfils `writers/base.py`, named as the format.
"""

from annotate.export.wanted import Wanted
from annotate.export.writers.base import Manner, Written
from annotate.export.writing import about, formats, write, write_items

__all__ = ["Manner", "Wanted", "Written", "about", "formats", "write", "write_items"]
