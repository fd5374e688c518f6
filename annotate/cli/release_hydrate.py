"""`annotate release hydrate`."""

from __future__ import annotations

from pathlib import Path

import click

from annotate.cli.app import App
from annotate.cli.output import counted, say
from annotate.core.errors import Refused


@click.command("hydrate")
@click.argument("release")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option("--out", required=True, metavar="FOLDER", type=click.Path(path_type=Path), help="A new folder.")
def hydrate(release: str, sources: tuple[str, ...], out: Path) -> int:
    """Put the articles' words back into RELEASE, from your own copies of the articles.

    SOURCE is whatever `articles add` takes. A text is taken where its SHA-256 is the release's, whatever it
    is called. Needs no home where RELEASE is a folder. Exit code 5 where texts are missing.
    """
    from annotate.releases.hydrate import hydrate as fill
    from annotate.releases.places import found

    app = App()
    folder, _ = found(release, lambda: app.store, app.home)
    done = fill(folder, sources, out)
    for article in done.missing:
        say(f"the text of {article} is not there")
    say(f"{counted(done.texts, 'text')} in {out}, {len(done.missing)} missing")
    return Refused.exit_code if done.missing else 0
