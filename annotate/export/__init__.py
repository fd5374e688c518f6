"""What leaves the product as a file: a writer per format behind one interface.

Adding a format is adding a file that fulfils `base.Writer`, named as the format.
"""

from annotate.export.base import Written
from annotate.export.writing import formats, write

__all__ = ["Written", "formats", "write"]
