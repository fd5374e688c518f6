"""What an adjudicator is asked beside what annotators are: why."""

from __future__ import annotations

from dataclasses import replace

from annotate.scheme.model import Answer, Scheme

REASON = "note"
"""The answer that an adjudicator's reason is kept in: a verdict's note says why it was decided so."""

_ASKED = Answer(REASON, "Why was it decided so? (kept with the verdict)", "text", optional=True)


def adjudicating(scheme: Scheme) -> Scheme:
    """The scheme with the note asked for as the reason of a verdict, before all other questions."""
    others = tuple(answer for answer in scheme.answers if answer.name != REASON)
    return replace(scheme, answers=(_ASKED, *others))
