"""What may be marked: reads config/scheme.toml, checks an annotation, renders the labelling page."""

from annotate.scheme.check import Checked, Dropped, check
from annotate.scheme.depth import DEPTHS, at_depth, central_claims
from annotate.scheme.labelstudio import render
from annotate.scheme.model import Answer, Attribute, Label, LinkType, Scheme, Value, load_scheme

__all__ = [
    "DEPTHS",
    "Answer",
    "Attribute",
    "Checked",
    "Dropped",
    "Label",
    "LinkType",
    "Scheme",
    "Value",
    "at_depth",
    "central_claims",
    "check",
    "load_scheme",
    "render",
]
