"""Echoes among 100,000 made-up claims, about a third of them said again, as a share of ten minutes."""

from random import Random
from resource import RUSAGE_SELF, getrusage

from bench.ratio import Result, timed

CLAIMS, SECONDS = 100_000, 600
SMALL = "the a of in to and on for with by that is was".split()  # noqa: SIM905
WORDS = 20_000


def run() -> Result:
    from annotate.campaigns.echoes import among
    from annotate.score.echoes import Said

    outlets = [f"outlet {number}" for number in range(50)]
    claims = [
        Said(f"a{at // 10}", outlets[at // 10 % 50], None, f"m{at}", words, ())
        for at, words in enumerate(said(Random(0)))  # noqa: S311 - no secret
    ]
    found = []
    seconds = timed(lambda: found.append(among(claims, outlets, people=len(claims) // 10, machine=0)))
    memory = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    detail = f"{seconds:.0f} s for {CLAIMS} claims, {len(found[0].echoes)} echoes, {memory:.0f} MB"
    return Result("echoes", seconds / SECONDS, 1, detail)


def said(random: Random) -> list[str]:
    """Claims of 7 to 29 words, some words much commoner than others; what is said again is cut or filled."""
    out: list[str] = []
    while len(out) < CLAIMS:
        claim = [_word(random) for _ in range(random.randrange(7, 30))]
        times = random.randrange(1, 12) if random.random() < 0.07 else 0
        out += [" ".join(claim), *(" ".join(_changed(claim, random)) for _ in range(times))]
    random.shuffle(out)
    return out[:CLAIMS]


def _word(random: Random) -> str:
    return random.choice(SMALL) if random.random() < 0.4 else f"word{int(WORDS * random.random() ** 2):x}"


def _changed(claim: list[str], random: Random) -> list[str]:
    changed = list(claim)
    for _ in range(random.randrange(3)):
        at = random.randrange(len(changed))
        changed[at:at] = [_word(random)]
        if random.random() < 0.5:
            del changed[at : at + 2]
    return changed
