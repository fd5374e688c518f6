"""Everything that can go wrong and that a person can do something about.

Each error says what happened and where; `remedy` says what to do next. `exit_code` is the command line's
answer (the table is in docs/cli.md).
"""

from __future__ import annotations


class AnnotateError(Exception):
    """Base of all errors that are not bugs of ours."""

    exit_code = 70

    def __init__(self, message: str, remedy: str | None = None) -> None:
        super().__init__(message)
        self.remedy = remedy


class GateNotMet(AnnotateError):
    """A check that was asked for did not hold."""

    exit_code = 1


class UsageError(AnnotateError):
    """A name, id or value that we do not know, or an extra that is not installed."""

    exit_code = 2


class StudioError(AnnotateError):
    """Label Studio cannot be reached, refuses us, or answered what we cannot read."""

    exit_code = 3


class NotReady(AnnotateError):
    """No home, no database, or a database at another version."""

    exit_code = 4


class LocalFileError(AnnotateError):
    """A local file or disk cannot be read or written."""

    exit_code = 6


class Locked(AnnotateError):
    """Another process holds the lock; the message names it."""

    exit_code = 7


class Refused(AnnotateError):
    """One item (an article, an annotation) cannot be taken; the run goes on and ends with exit code 5.

    `place` says what in the item was refused, where that is known: a JSON pointer (RFC 6901) into it, or `#`
    and the id of a mark.
    """

    exit_code = 5

    def __init__(self, message: str, remedy: str | None = None, *, place: str = "") -> None:
        super().__init__(message, remedy)
        self.place = place
