"""`annotate articles …`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from annotate.cli.app import App
from annotate.cli.articles_add import add
from annotate.cli.articles_dispute import command as dispute
from annotate.cli.articles_reply import command as reply
from annotate.cli.articles_stories import command as stories
from annotate.cli.articles_web import diff, refresh, watch
from annotate.cli.output import counted, emit, emit_table, format_option, say
from annotate.core import Article
from annotate.core.codec import as_stated, offset_minutes, rfc3339
from annotate.core.errors import Refused, UsageError
from annotate.core.percent import percent

if TYPE_CHECKING:
    from annotate.store import Articles

SOME_LEFT_OUT = Refused.exit_code
_NOT_SHOWN = frozenset({"linked", "published_offset", "modified_offset"})
"""What a person sees in another way."""


@click.group("articles", short_help="Add, list, show and remove articles.")
def command() -> None:
    """Add, list, show and remove articles."""


command.add_command(add)
command.add_command(watch)
command.add_command(refresh)
command.add_command(diff)
command.add_command(reply)
command.add_command(dispute)
command.add_command(stories)


@command.command("list")
@click.option("--outlet", help="Only this outlet's.")
@format_option
def list_(outlet: str | None, format_: str) -> None:
    """List the articles."""
    from annotate.store import Articles

    app = App()
    with app.store.session(read_only=True) as session:
        articles = [one for one in Articles(session).all() if outlet in (None, one.outlet)]

    def text() -> None:
        emit_table(
            ("Article", "Revision", "Outlet", "Published", "Characters", "Title"),
            [(a.id, a.revision, a.outlet, as_stated(a.published), len(a.text), a.title) for a in articles],
            right=("Revision", "Characters"),
        )

    emit(format_, [_known(article) for article in articles], text)


@command.command()
@click.argument("id_", metavar="ID")
@click.option("--revision", type=click.IntRange(1), help="An older revision; default: the newest.")
@format_option
def show(id_: str, revision: int | None, format_: str) -> None:
    """Show one article: what is known of it, which others are alike, and its canonical text."""
    from annotate.store import Articles, NearDuplicates

    app = App()
    with app.store.session(read_only=True) as session:
        article = Articles(session).get(id_, revision)
        alike = NearDuplicates(session).of(id_)
    if article is None:
        raise UsageError(f"there is no article {id_!r}", "see: annotate articles list")

    def text() -> None:
        for name, value in {**_known(article), **_moments(article)}.items():
            if name not in _NOT_SHOWN:
                click.echo(f"{name:<12}{'' if value is None else value}")
        for address, words in article.linked:
            click.echo(f"{'linked':<12}{address} ({words})")
        for other, similarity in alike.items():
            click.echo(f"{'alike':<12}{other} ({percent(similarity)})")
        click.echo(f"\n{article.text}")

    near = [{"id": other, "similarity": round(similarity, 2)} for other, similarity in alike.items()]
    emit(format_, {**_known(article), "near_duplicates": near, "text": article.text}, text)


@command.command()
@click.argument("id_", metavar="ID")
@click.option("--withdraw", is_flag=True, help="Also where it is annotated: its annotations are withdrawn.")
@click.option("--erase-text", is_flag=True, help="Blank its text and every quote of it, for a takedown.")
@click.option("--reason", default="", metavar="TEXT", help="Why; kept in the log of takedowns.")
def remove(id_: str, withdraw: bool, erase_text: bool, reason: str) -> int:
    """Remove an article: it stays as a tombstone. Added again, it stands again.

    Its withdrawn annotations stay withdrawn, but for those that still stand in Label Studio: a full sync
    brings them back. --erase-text deletes its tasks there as well; where Label Studio cannot be reached the
    exit code is 5, and the same again finishes it.
    """
    from annotate.store import Articles

    app = App()
    free = [answer.name for answer in app.scheme.answers if answer.control == "text"] if erase_text else []
    with app.writing("articles remove"):
        with app.store.session() as session:
            articles = Articles(session)
            twins = _twins(articles, id_)
            if not (erase_text and articles.removed(id_)):  # a takedown may come later than the removal
                articles.remove(id_, withdraw=withdraw, reason=reason)
            if erase_text:
                articles.erase_text(id_, free_answers=free, reason=reason)
        say(f"{id_} is removed" + (", its text erased" if erase_text else ""))
        return _taken_off_desks(app, id_, twins) if erase_text else 0


def _twins(articles: Articles, id_: str) -> list[str]:
    article = articles.get(id_)
    return [one for one in articles.with_sha256(article.sha256) if one != id_] if article else []


def _taken_off_desks(app: App, id_: str, twins: list[str]) -> int:
    """The tasks in Label Studio, and what else is left; the exit code."""
    from annotate.cli.connection import connection
    from annotate.core.errors import StudioError
    from annotate.studio.takedown import desks_showing, take_down

    left = desks_showing(app.store, id_)
    try:
        deleted, left = take_down(app.store, connection(app).studio, id_, left) if left else (0, [])
        say(f"{counted(deleted, 'task')} deleted in Label Studio")
    except StudioError as error:
        say(f"Label Studio: {error}")
    for desk in left:
        say(f"it may still be on {desk.annotator}'s desk in {desk.campaign}: {desk.url}; run this again")
    for twin in twins:
        say(f"article {twin} has the same text, and stands")
    say("what was made of it before still has it: reports, exports, backups, frozen releases (which list it)")
    return SOME_LEFT_OUT if left else 0


def _moments(article: Article) -> dict[str, object]:
    """As the publisher stated them."""
    return {"published": as_stated(article.published), "modified": as_stated(article.modified)}


def _known(article: Article) -> dict[str, object]:
    return {
        "id": article.id,
        "revision": article.revision,
        "title": article.title,
        "outlet": article.outlet,
        "author": article.author,
        "published": rfc3339(article.published),
        "published_offset": offset_minutes(article.published),
        "modified": rfc3339(article.modified),
        "modified_offset": offset_minutes(article.modified),
        "language": article.language,
        "url": article.url,
        "sha256": article.sha256,
        "characters": len(article.text),
        "sentences": len(article.sentences),
        "linked": [{"url": address, "words": words} for address, words in article.linked],
    }
