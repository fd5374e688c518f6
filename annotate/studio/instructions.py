"""The guidelines as Label Studio shows them: HTML in a window, with the marked examples in their colours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt

from annotate.scheme import Label, Scheme
from annotate.scheme.examples import Marked, parse

_COMMENT = re.compile(r"<!--.*?-->\n*", re.DOTALL)
_STYLE = Path(__file__).with_name("guide.css")


def instructions(markdown: str, scheme: Scheme) -> str:
    """The Markdown guidelines as HTML for a project's `expert_instruction`.

    Label Studio's server keeps `style` elements, `mark` and classes, and drops every `style` attribute.

    Raises:
        UsageError: when an example's mark is not closed.
    """
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(_COMMENT.sub("", markdown))
    style = _STYLE.read_text("utf-8") + "\n".join(_colour(label) for label in scheme.labels)
    return f'<style>{style}</style><div class="an-guide">{_coloured(parse(html))}</div>'


def _colour(label: Label) -> str:
    return f".an-guide .an-{label.name[0].lower()} {{ background: {label.colour}55; }}"


def _coloured(parts: Sequence[str | Marked]) -> str:
    return "".join(part if isinstance(part, str) else _mark(part) for part in parts)


def _mark(mark: Marked) -> str:
    values = f"<small>{escape(' '.join(mark.values))}</small>" if mark.values else ""
    return f'<mark class="an-{mark.letter.lower()}">{_coloured(mark.parts)}{values}</mark>'
