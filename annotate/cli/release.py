"""`annotate release …`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from annotate.cli.app import App
from annotate.cli.output import counted, emit, emit_table, format_option, say
from annotate.cli.release_create import create
from annotate.cli.release_hydrate import hydrate
from annotate.core.errors import GateNotMet

if TYPE_CHECKING:
    from annotate.releases.diff import Diff
    from annotate.store import Release


@click.group("release", short_help="Freeze data sets; check and compare them.")
def command() -> None:
    """Freeze data sets; check and compare them.

    A release never changes. What is withdrawn after it was made is an erratum that `show` lists.
    RELEASE is a release's name, or a folder that holds one.
    """


command.add_command(create)
command.add_command(hydrate)


@command.command("list")
@format_option
def list_(format_: str) -> None:
    """List the releases."""
    from annotate.store import Releases

    app = App()
    with app.store.session(read_only=True) as session:
        every = Releases(session).all()
    rows = [
        (one.name, one.version, one.campaign or "all", one.text, one.after or "", one.folder) for one in every
    ]
    emit(
        format_,
        [_as_json(one) for one in every],
        lambda: emit_table(("Release", "Version", "Campaign", "Words", "After", "Folder"), rows),
    )


@command.command()
@click.argument("release")
@format_option
def show(release: str, format_: str) -> None:
    """Show what RELEASE holds, and its errata: what has been withdrawn since."""
    from annotate.releases import manifest
    from annotate.releases.errata import errata
    from annotate.releases.places import found

    app = App()
    folder, known = found(release, lambda: app.store, app.home)
    with app.store.session(read_only=True) as session:
        wrong = errata(session, folder)
    about = {name: value for name, value in manifest.read(folder).items() if name != "files"}

    def text() -> None:
        for name, value in _lines(about):
            click.echo(f"{name}: {value}")
        if wrong:
            click.echo()
            emit_table(
                ("Erratum", "Revision", "Annotation", "Annotator", "Why"),
                [tuple(asdict(one).values()) for one in wrong],
                right=("Revision",),
            )

    stored = _as_json(known) if known else {}
    emit(format_, stored | about | {"errata": [asdict(one) for one in wrong]}, text)
    say(f"{len(wrong)} errata" if len(wrong) != 1 else "1 erratum")


def _lines(about: Mapping[str, Any], within: str = "") -> Iterator[tuple[str, object]]:
    """Each value with its dotted name, such as `parts.train.articles`; what is not set has no line."""
    for name, value in about.items():
        if isinstance(value, dict):
            yield from _lines(value, f"{within}{name}.")
        elif value is not None:
            yield f"{within}{name}", ", ".join(value) if isinstance(value, list) else value


@command.command()
@click.argument("release")
def verify(release: str) -> None:
    """Check every file of RELEASE against its hash; exit 1 where one is not as it was."""
    from annotate.releases import manifest
    from annotate.releases.places import found

    app = App()
    folder, known = found(release, lambda: app.store, app.home)
    problems = list(manifest.problems(folder, known.manifest_sha256 if known else None))
    for problem in problems:
        say(problem)
    if problems:
        what = f"{folder} is not the release that was made: {counted(len(problems), 'problem')}"
        raise GateNotMet(what, "get it anew from where it was published, or make another release")
    say(f"{folder}: {counted(len(manifest.read(folder)['files']), 'file')} as they were")
    click.echo(manifest.address(folder))


@command.command()
@click.argument("a")
@click.argument("b")
@format_option
def diff(a: str, b: str, format_: str) -> None:
    """Show in what release B is not as release A, and why."""
    from annotate.releases.diff import compare, side
    from annotate.releases.errata import gone
    from annotate.releases.places import found

    app = App()
    folders = [found(given, lambda: app.store, app.home)[0] for given in (a, b)]
    why = {}
    if app.home.is_dir():
        with app.store.session(read_only=True) as session:
            why = dict(gone(session))
    known = compare(side(folders[0]), side(folders[1]), why)
    emit(format_, known.to_json(), lambda: _print(known))


_STEPS = {
    "none": "nothing differs",
    "patch": "corrected: the third number of the version counts up",
    "minor": "something was added: the second number of the version counts up",
    "major": "they cannot be compared throughout: the first number of the version counts up",
}


def _print(known: Diff) -> None:
    for name, (old, new) in known.rules.items():
        click.echo(f"{name}: {old} before, {new} now")
    rows = [
        (
            c.what,
            c.article,
            c.article_revision,
            c.marks.added,
            c.marks.changed,
            c.marks.withdrawn,
            "; ".join(c.why),
        )
        for c in known.changes
    ]
    columns = ("What", "Article", "Revision", "Marks added", "Changed", "Withdrawn", "Why")
    emit_table(columns, rows, right=columns[2:6])
    say(_STEPS[known.step])


def _as_json(release: Release) -> dict[str, Any]:
    from annotate.core.codec import rfc3339

    return asdict(release) | {"created_at": rfc3339(release.created_at)}
