"""The command line: parse, call, print. The only room that knows click.

Importing this module costs no more than click itself; each command imports its rooms when it is called.
"""

from __future__ import annotations

import io
import os
import sys

import click

from annotate.cli.root import annotate
from annotate.core.errors import AnnotateError

INTERRUPTED = 130
BUG = 70
LOCAL_FILE = 6


def main() -> None:
    """The entry point; turns everything that can go wrong into a message, a remedy and an exit code."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # more wait for each other; NumPy reads it once
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Runs one command line and gives its exit code (the table is in docs/cli.md)."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):  # not where a test looks on
                stream.reconfigure(errors="replace")
        outcome = annotate.main(args=arguments, prog_name="annotate", standalone_mode=False)
        sys.stdout.flush()
        return outcome if isinstance(outcome, int) else 0
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except AnnotateError as error:
        return _say(str(error), error.remedy, error.exit_code)
    except SystemExit:  # click's answer to a reader who has gone, such as `head`: who has read enough
        return 0
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        gone = isinstance(error, FileNotFoundError)
        remedy = "check its name and its folder" if gone else "check the disk and the permissions"
        return _say(f"{where}{error.strerror or error}", remedy, LOCAL_FILE)
    except Exception as error:
        from annotate.cli.bug import keep_traceback

        return _say(
            f"a bug of ours: {type(error).__name__}", f"please report it with {keep_traceback()}", BUG
        )


def _say(message: str, remedy: str | None, code: int) -> int:
    click.echo(f"error: {message}", err=True)
    if remedy:
        click.echo(f"  what to do: {remedy}", err=True)
    return code
