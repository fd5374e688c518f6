"""The guidelines as Label Studio shows them to annotators."""

from __future__ import annotations

from markdown_it import MarkdownIt


def instructions(markdown: str) -> str:
    """HTML of a Markdown text; raw HTML in it is shown, not obeyed.

    Label Studio keeps the tags of plain prose and drops the rest.
    """
    return str(MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown))
