"""Plays random histories on a real Label Studio; exit code 1 where the two sides differ after one.

A history is replayed by its seed: the same steps, faults and instants of killing. What two processes make of
the same instant is the clock's.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from tests.faults.histories import databases
from tests.faults.histories.databases import DatabaseServer
from tests.faults.histories.history import Played, play
from tests.faults.histories.studios import label_studio
from tests.faults.histories.world import Studios, opened


def main() -> int:
    asked = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))  # the servers end with us
    signal.signal(signal.SIGINT, signal.default_int_handler)
    seeds = asked.replay or range(asked.seed, asked.seed + asked.histories)
    kills: Counter[str] = Counter()
    played, failed, begun = 0, [], time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="annotate-histories-") as folder,
        label_studio(Path(folder, "studio")) as studios,
        databases.postgres() as server,
    ):
        with suppress(KeyboardInterrupt):
            for number, seed in enumerate(seeds):
                due = _share(asked.kills, number, len(seeds))
                one = _one(asked, seed, due, Path(folder), studios, server)
                played += 1
                kills.update(one.kills)
                failed += [seed] if one.wrong else []
        faults = dict(sorted(studios.proxy.injected.items()))
    print(f"{played} histories of {asked.steps} steps, {time.monotonic() - begun:.0f} s")
    print(f"kill -9 of a command: {kills['command']}, of the database server: {kills['database']}")
    print(f"faults: {sum(faults.values())}, {', '.join(f'{name} {count}' for name, count in faults.items())}")
    print(f"different after: {failed or 'none'}")
    return 1 if failed or played < len(seeds) else 0


def _share(of: int, number: int, parts: int) -> int:
    """What falls to the part of that number, from 0, where `of` is dealt evenly."""
    return of * (number + 1) // parts - of * number // parts


def _one(
    asked: argparse.Namespace, seed: int, kills: int, folder: Path, studios: Studios, server: DatabaseServer
) -> Played:
    begun = time.monotonic()
    with opened(seed, folder, studios, server) as world:
        played = play(world, asked.steps, kills, print if asked.verbose else lambda line: None)
        kind = "PostgreSQL" if world.database_server else "SQLite"
    outcome = "DIFFERENT" if played.wrong else "equal"
    counts = f"{asked.steps} steps, {sum(played.kills.values())} kills, {time.monotonic() - begun:.0f} s"
    print(f"seed {seed}: {counts}, {kind}: {outcome}", flush=True)
    for line in played.wrong:
        print(f"  {line}", flush=True)
    if played.wrong:
        print(f"  again: --replay {seed} --steps {asked.steps} --kills {kills}", flush=True)
    if played.wrong and not asked.verbose:
        print("".join(f"    {line}\n" for line in world.said), flush=True)
    return played


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.histories", description=__doc__)
    parser.add_argument("--histories", type=int, default=20, help="how many")
    parser.add_argument("--steps", type=int, default=50, help="in each")
    parser.add_argument("--kills", type=int, default=40, help="in all of them together")
    parser.add_argument("--seed", type=int, default=1, help="of the first; the next ones follow")
    parser.add_argument("--replay", type=int, nargs="+", metavar="SEED", help="these alone")
    parser.add_argument("--verbose", action="store_true", help="say every step")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
