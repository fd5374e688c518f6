"""Writes docs/cli.md: `python -m tests.docs.cli_page > docs/cli.md`."""

from collections.abc import Iterator

import click

from annotate.cli.root import annotate

HEAD = """\
# Every command

Made from the commands' own help by `python -m tests.docs.cli_page`; a test holds it up to date.

Data goes to stdout, talk to stderr. Settings come from `ANNOTATE_*` variables, then the nearest `annotate.toml`
upwards, then the home's, then defaults:

| variable | what it sets | default |
| --- | --- | --- |
| `ANNOTATE_HOME` | the one folder that is written to: database, embedded Label Studio, reports, a team's own `config/` | `./.annotate` |
| `ANNOTATE_DATABASE_URL` | SQLite or PostgreSQL, as an SQLAlchemy URL | `annotate.db` in the home |
| `ANNOTATE_STUDIO_URL` | a Label Studio of the team's | the embedded one |
| `ANNOTATE_STUDIO_TOKEN`, `ANNOTATE_STUDIO_TOKEN_FILE` | its token, or a file of mode 600 with it | |
| `ANNOTATE_STUDIO_ENV` | where the embedded server's program is installed, for all homes | the user's cache folder |

| exit code | meaning |
| --- | --- |
| 0 | done |
| 1 | a gate that was asked for was not met: `--fail-under`, `db check`, `doctor`, `pilot` |
| 2 | usage, an unknown name or id, an extra that is not installed |
| 3 | Label Studio cannot be reached or refuses us |
| 4 | no home, or the database is not there or not at this version |
| 5 | done, but some items were refused or quarantined |
| 6 | a local file or disk cannot be read or written |
| 7 | another process holds the lock; it is named |
| 70 | our own bug |
| 130 | interrupted |
"""


def page() -> str:
    """The whole page."""
    root = click.Context(annotate, info_name="annotate", **annotate.context_settings)
    sections = "\n".join(f"## {name}\n\n```\n{text}\n```\n" for name, text in helps(annotate, root))
    return f"{HEAD}\n{sections}"


def helps(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    """Each command with its help, depth first."""
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            part = command.get_command(context, name)
            assert part is not None
            inner = click.Context(
                part, info_name=name, parent=context, max_content_width=100, terminal_width=100
            )
            yield inner.command_path, part.get_help(inner)
            yield from helps(part, inner)


if __name__ == "__main__":
    print(page(), end="")
