"""What a page says of the article in it, and which of its voices is believed where they differ."""

from annotate.intake.about.choose import About, about

__all__ = ["About", "about"]
