"""Shares as people read them."""

from __future__ import annotations


def percent(share: float) -> str:
    """`8 %` of a share from 0 to 1: a whole number, a blank and the sign, as everywhere that people read."""
    return f"{100 * share:.0f} %"
