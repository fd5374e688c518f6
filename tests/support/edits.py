"""Stories of a wire, and what outlets make of them: the edits are known, so that finding can be measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

WHO = ("harbour board", "city council", "grain court", "ferry company", "hospital trust", "school district")
DID = ("closed", "reopened", "sold", "inspected", "renamed", "fined", "evacuated", "rebuilt")
WHY = (
    "after a crane fell",
    "to save money",
    "as prices rose",
    "before the spring tide",
    "over a broken lock",
)
SAID = ("said", "told reporters", "wrote in a statement", "added", "warned")
PEOPLE = ("Mara Voss", "Ilan Petrie", "Sofia Okafor", "Jon Lindqvist", "a spokesman", "two officials")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
BOILERPLATE = (
    "The agency has asked every party for comment and will update this report when answers arrive.",
    "This newspaper follows a code of practice; complaints may be addressed to the readers' editor.",
)
"""What every story carries, whatever it is about."""


def story(random: Random, sentences: int = 18) -> list[str]:
    """The sentences of a story that no other one has; some of its phrases others have, too."""
    return [_sentence(random, [f"w{random.randrange(20_000)}" for _ in range(12)]) for _ in range(sentences)]


def _sentence(random: Random, rare: list[str]) -> str:
    return (
        f"The {rare[0]} {random.choice(WHO)} {random.choice(DID)} the {' '.join(rare[1:6])} in district "
        f"{random.randrange(90)} on {random.choice(DAYS)} {random.choice(WHY)}, {random.choice(PEOPLE)} "
        f"{random.choice(SAID)}, and {rare[6]} {rare[7]} of {' '.join(rare[8:])} were told to wait."
    )


def byline(lines: list[str], random: Random) -> list[str]:
    return [f"By our correspondent in district {random.randrange(90)}", *lines]


def cut_short(lines: list[str], random: Random) -> list[str]:
    return lines[: len(lines) * 6 // 10]


def reworded(lines: list[str], random: Random) -> list[str]:
    """One word in twelve another."""
    words = [line.split() for line in lines]
    return [" ".join("indeed" if random.random() < 1 / 12 else word for word in line) for line in words]


def reordered(lines: list[str], random: Random) -> list[str]:
    return random.sample(lines, len(lines))


def local_lead(lines: list[str], random: Random) -> list[str]:
    return [*story(random, 4), *lines]


def corrected(lines: list[str], random: Random) -> list[str]:
    return [*lines, f"Correction: an earlier version gave the wrong day; it was {random.choice(DAYS)}."]


EDITS: tuple[Callable[[list[str], Random], list[str]], ...] = (
    byline, cut_short, reworded, reordered, local_lead, corrected,
)  # fmt: skip


def quoting(lines: list[str], random: Random) -> list[str]:
    """No version but a story of its own, which quotes three sentences of this one."""
    return [*story(random, 12), *lines[:3], *story(random, 5)]


def corpus(stories: int, seed: int = 5) -> Iterator[tuple[str, int, str]]:
    """Id, the story it is, and text: of each story the original, one version an edit, and one that quotes."""
    random = Random(seed)  # noqa: S311 - no secret
    for number in range(stories):
        lines = story(random)
        versions = [lines, *(edit(lines, random) for edit in EDITS)]
        for at, version in enumerate(versions):
            yield f"s{number:04}-{at}", number, "\n\n".join([*version, *BOILERPLATE])
        yield f"s{number:04}-q", -1 - number, "\n\n".join([*quoting(lines, random), *BOILERPLATE])
