"""A label on a span, with attributes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from annotate.core.span import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """One labelled stretch of text.

    Attributes:
        id: unique within its annotation.
        label: a label of the scheme, such as `SOURCE`.
        span: where, in code points of the canonical text.
        attributes: chosen values only, name to value; what is absent was not chosen.
        origin: `manual`, `prediction` (left as the machine made it), `prediction-changed`, or None.
        confidence: the machine's own, 0 to 1; None for people's marks.
    """

    id: str
    label: str
    span: Span
    attributes: Mapping[str, str] = field(default_factory=dict)
    origin: str | None = None
    confidence: float | None = None

    def get(self, attribute: str, default: str | None = None) -> str | None:
        return self.attributes.get(attribute, default)

    def with_attributes(self, **values: str) -> Mark:
        """The same mark with these attributes set over its own."""
        return replace(self, attributes={**self.attributes, **values})
