"""How many articles are to come, where nobody says it before the file is read."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from annotate.cli.progress import Progress
from annotate.intake.readers import read_each
from annotate.intake.readers.base import Means
from tests.support.crawl import record

NUMBER = 400
LINES = {
    "a.jsonl": b'{"id": "%05d", "text": "The quay stays closed, the authority said."}\n',
    "a.csv": b"%05d," + 40 * b"The quay stays closed. " + b"\n",
}


def crawl(path: Path) -> None:
    path.write_bytes(b"".join(record(n) for n in range(NUMBER)))


def lines(path: Path) -> None:
    head = b"id,text\n" if path.suffix == ".csv" else b""
    path.write_bytes(head + b"".join(LINES[path.name] % n for n in range(NUMBER)))


FILES = [("a.warc.gz", crawl), ("a.jsonl", lines), ("a.csv", lines)]


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize(("name", "write"), FILES)
def test_it_is_guessed_from_the_bytes(
    tmp_path: Path, name: str, write: Callable[[Path], None], alone: bool
) -> None:
    """At the half the guess is right to a tenth, at the end to one, in a folder too."""
    write(tmp_path / name)
    if not alone:
        (tmp_path / "z.txt").write_text("It rained.")
    guessed = Progress("articles", lambda words: None)
    means = Means(expect=guessed.expect, guess=guessed.guess)
    for number, _ in enumerate(read_each([str(tmp_path / name if alone else tmp_path)], means), 1):
        if number == NUMBER // 2:
            assert abs(guessed.total - NUMBER) <= NUMBER / 10
    assert abs(guessed.total - (NUMBER + (not alone))) <= 1
    assert guessed.guessed


def expecting(one: Progress) -> None:
    one.expect(500)


def guessing(one: Progress) -> None:
    one.expect(1)
    one.guess(1999)


SAID = [
    pytest.param(lambda one: None, "1 articles, 1.0 a second", id="nobody knows, as of standard input"),
    pytest.param(expecting, "1 of 500 articles, 1.0 a second, 8 min left", id="a list"),
    pytest.param(guessing, "1 of about 2,000 articles, 1.0 a second, 33 min left", id="a crawl"),
]


@pytest.mark.parametrize(("told", "words"), SAID)
def test_how_far_it_is_is_said_with_what_is_left(told: Callable[[Progress], None], words: str) -> None:
    shown: list[str] = []
    one = Progress("articles", shown.append, clock=map(float, count()).__next__)
    told(one)
    one.step()
    assert shown == [words]
