"""What the scheme's parts are called on the labelling page: the one agreement between page and wire."""

from __future__ import annotations

TEXT = "text"
"""The object tag, and the key of the task's data that holds the canonical text."""

DIFFERENCES = "differences"
"""The table of what the readers differ on, where that is decided, and the key of the data that holds it."""

LABELS = "label"
"""The control that holds the labels. Answers have controls of their own names."""


FLAG = "flag_to_lead"
"""The control for a note to the lead: on every page, no part of the scheme and of no annotation."""


def attribute_control(label: str, attribute: str) -> str:
    """The control of one attribute of one label, such as `source_identity`; unique over the page."""
    return f"{label.lower()}_{attribute}"
