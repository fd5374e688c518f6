"""Frozen data sets: made, listed, checked, compared, and filled again with the reader's own texts.

A release is a folder that stands for itself: tables in Parquet, a card, and a manifest with the hash of every
file. The store knows it by that manifest's hash.
"""

from annotate.releases.choice import Choice, Text
from annotate.releases.create import Rules, create
from annotate.releases.licences import Licence, licence

__all__ = ["Choice", "Licence", "Rules", "Text", "create", "licence"]
