"""Freezes a data set into a folder and a row."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from annotate.consensus import Rates
from annotate.consensus.agreement import shared
from annotate.core.errors import UsageError
from annotate.export.target import new_folder
from annotate.releases import contents, dealing, diff, manifest, tables, versions
from annotate.releases.census import Census
from annotate.releases.choice import TABLES, Choice, Text
from annotate.releases.columns import columns
from annotate.releases.documents import documents
from annotate.releases.facts import Facts, made_by
from annotate.releases.freeze import Frozen, frozen, name_annotators
from annotate.releases.groups import Grouped, Key, Member, grouped
from annotate.releases.leaks import Leaks, leaks
from annotate.releases.rows import Rows
from annotate.releases.splits import Deal, dealt
from annotate.scheme import Scheme
from annotate.similar.minhash import signature
from annotate.similar.runs import runs
from annotate.store import Articles, Campaigns, Release, Releases, Session, Store

_SPOOL = ".spool"
_TEXTS_KEPT = 64


@dataclass(frozen=True)
class Rules:
    """What the articles were read by, frozen with them.

    Attributes:
        files: name in the folder `rules` to content: the scheme, the rubric, the guidelines.
        rubric: the version of the rubric.
        rates: how annotators err, which counts in readings of four and more.
    """

    scheme: Scheme
    rubric: str
    files: Mapping[str, bytes]
    rates: Mapping[str, Rates] = field(default_factory=dict)


@dataclass
class _Read:
    """What is known once all has been read: of each text as much as the split needs, and the figures.

    `claims` are the central claims with their texts' keys, where articles that echo each other stay together.
    """

    members: list[Member]
    signatures: bytearray
    census: Census
    claims: list[tuple[Key, str]]


def create(
    store: Store, rules: Rules, choice: Choice, out: Path, previous: Path | None = None
) -> tuple[Release, Facts]:
    """Freezes what people have read into the new folder `out`, and notes it in the store.

    The same database and choice give the same bytes, on any machine, day and database. What is in memory at
    once does not grow with the articles' texts.

    Args:
        previous: the folder of the release `choice.after`.

    Raises:
        UsageError: when there is a release of that name, no such campaign, nothing to freeze, the folder
            holds something, or an extra is not installed.
        LocalFileError: when the folder cannot be written.
    """
    tables.pyarrow()
    with store.session() as session:
        _refuse(session, choice)
        choice = replace(choice, text=choice.text or _words(session, choice.campaign))
        pseudonyms = name_annotators(session, choice.campaign)
    out.parent.mkdir(parents=True, exist_ok=True)
    with new_folder(out) as folder, store.session(read_only=True) as session:
        every = frozen(session, rules.scheme, rules.rates, choice.campaign, pseudonyms, named=choice.named)
        facts = _written(session, every, rules, choice, folder, previous)
        made = Release(
            choice.name,
            facts.version,
            manifest.write(folder, facts.to_json()),
            facts.content_sha256,
            choice.campaign or "",
            choice.text or "none",
            choice.after,
            str(out.absolute()),
        )
    with store.session() as session:
        Releases(session).add(made)
    return made, facts


def _refuse(session: Session, choice: Choice) -> None:
    if Releases(session).get(choice.name) is not None:
        raise UsageError(f"there is a release {choice.name!r} already", "choose another name")
    if choice.campaign is not None:
        Campaigns(session).known(choice.campaign)


def _words(session: Session, campaign: str | None) -> Text:
    """How much of the texts a release has when nobody says: none, where a campaign's may lead to a person."""
    every = Campaigns(session).all()
    sensitive = any(one.sensitive for one in every if campaign in (None, one.name))
    return "none" if sensitive else "quotes"


def _written(
    session: Session,
    every: Iterator[Frozen],
    rules: Rules,
    choice: Choice,
    folder: Path,
    previous: Path | None,
) -> Facts:
    """Everything but the manifest."""
    spool = folder / _SPOOL
    read = _spooled(every, Rows(rules.scheme, choice.text or "none"), columns(rules.scheme), spool, choice)
    if not read.members:
        raise UsageError("nobody has read an article that could be frozen", "see: annotate annotations list")
    group, part_of, leaked = _split(session, read, choice, previous)
    dealing.deal(spool, folder, columns(rules.scheme), part_of, group.group)
    shutil.rmtree(spool)
    for name, content in rules.files.items():
        (folder / "rules").mkdir(exist_ok=True)
        (folder / "rules" / name).write_bytes(content)
    by = made_by(choice, read.census, rules.rubric)
    new = diff.Side(folder, choice.name, by)
    since = None if previous is None else diff.compare(diff.side(previous), new)
    facts = Facts(
        choice=choice,
        version=choice.version or versions.suggested(previous, since),
        census=read.census,
        grouped=group,
        leaks=leaked,
        agreement=shared(read.census.sample(), rules.scheme),
        since=since,
        rules=by,
        content_sha256=dealing.content_sha256(folder),
        parts={part: _lengths(folder, part) for part in dealing.parts(folder)},
    )
    documents(folder, facts, rules.scheme)
    return facts


def _spooled(
    every: Iterator[Frozen], rows: Rows, fields: Mapping[str, Any], spool: Path, choice: Choice
) -> _Read:
    read = _Read([], bytearray(), Census(), [])

    def articles() -> Iterator[tuple[Frozen, dict[str, Any]]]:
        for one in every:
            read.census.see(one)
            read.signatures += signature(runs(one.article.text))
            read.members.append(_member(one))
            if choice.by == "echoes":
                read.claims.extend((one.key, words) for words in _central(one))
            yield one, rows.article(one)

    _write_both(articles(), rows, fields, spool)
    return read


def _write_both(
    every: Iterator[tuple[Frozen, dict[str, Any]]], rows: Rows, fields: Mapping[str, Any], spool: Path
) -> None:
    """Two files from one pass: a group of articles, then their annotations."""
    article_table, annotation_table = TABLES
    with (
        tables.collecting(spool / f"{article_table}.parquet", fields[article_table]) as add_article,
        tables.collecting(spool / f"{annotation_table}.parquet", fields[annotation_table]) as add_annotation,
    ):
        for one, row in every:
            add_article(row)
            for annotation in one.annotations:
                add_annotation(rows.annotation(annotation, one.article))


def _member(one: Frozen) -> Member:
    article = one.article
    return Member(one.key, one.reading.answers.get("genre", ""), article.outlet, article.published)


def _central(one: Frozen) -> Iterator[str]:
    """The words of the claims that an article rests on: those of all articles are held in memory."""
    for mark in one.reading.labelled("ASSERTION"):
        if mark.get("weight") == "central":
            yield mark.span.cut(one.article.text)


def _split(
    session: Session, read: _Read, choice: Choice, previous: Path | None
) -> tuple[Grouped, Mapping[Key, str], Leaks]:
    @lru_cache(_TEXTS_KEPT)
    def text_of(key: Key) -> str:
        return Articles(session).text(*key) or ""

    group = grouped(
        read.members, read.signatures, text_of, by_outlet=choice.by == "outlet", claims=read.claims
    )
    before = {} if previous is None else contents.texts(previous)
    kept = {key: text.part for key, text in before.items()}
    part_of = dealt(read.members, group.group, Deal(choice.shares, choice.seed, choice.by == "time", kept))
    return group, part_of, leaks([m.key for m in read.members], part_of, read.signatures, text_of)


def _lengths(folder: Path, part: str) -> dict[str, int]:
    return {table: tables.length(folder / dealing.path_of(table, part)) for table in TABLES}
