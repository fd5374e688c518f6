"""`annotate detect train --campaign`: a model of the team's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from annotate.cli.detect_held import held_lines
from annotate.cli.lock import teaching
from annotate.cli.output import counted, say
from annotate.core.errors import GateNotMet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotate.cli.app import App
    from annotate.detect import Detector
    from annotate.learning.course import Learnt
    from annotate.learning.lessons import Lesson
    from annotate.training.options import Options


def learn_from(app: App, campaign: str, epochs: int | None, rate: float | None, seed: int | None) -> int:
    """Goes on from the shipped model with all that a campaign has decided, and keeps what comes of it.

    Raises:
        GateNotMet: when the new one is not surely better than the one in force; it is kept, and not in force.
    """
    from annotate.learning.shelf import keep, use
    from annotate.training.options import GENTLE

    options = replace(
        GENTLE,
        epochs=GENTLE.epochs if epochs is None else epochs,
        rate=GENTLE.rate if rate is None else rate,
        seed=GENTLE.seed if seed is None else seed,
    )
    with teaching(app.ready(), "detect train"):
        force = app.detector()
        made = _learnt(app, campaign, force, options)
        version = keep(app.models, made.model)
        (app.models / _PART).unlink()
        number, held = version.number, version.card["held_back"]
        say(held_lines(held, f"model {number}: {made.model.name}", f"in force: {force.name}"))
        if not made.contest.won:
            raise GateNotMet(
                f"model {number} is not surely better than the one in force, which stays",
                f"label more and train again, or use it all the same: annotate detect models --use {number}",
            )
        use(app.models, number)
    say(f"model {number} is in force: it marks what `annotate load` sends from now on")
    say("back to the one before: annotate detect models --roll-back")
    return 0


_PART = "learning.npz"
"""The model while it is made, in the folder of the home's models."""


def _learnt(app: App, campaign: str, force: Detector, options: Options) -> Learnt:
    from annotate.learning.course import learn
    from annotate.learning.lessons import lessons

    found = lessons(app.store, app.scheme, campaign)
    say(_begun(campaign, found))
    base = app.detector("shipped")
    card = {
        "name": campaign,
        "campaign": campaign,
        "trained": f"{datetime.now(UTC):%Y-%m-%d}",
        "from": base.name,
    }
    return learn(
        found, base, force, options, card, app.models / _PART,
        lambda n, loss: say(f"epoch {n} of {options.epochs}: loss {loss:.4f} a word"),
    )  # fmt: skip


def _begun(campaign: str, found: Sequence[Lesson]) -> str:
    decided = sum(one.decided for one in found)
    alone = sum(one.readers == 1 and not one.decided for one in found)
    of = f"{decided} decided by a verdict, {alone} read by one annotator alone"
    held = sum(one.held_back for one in found)
    return f"{campaign}: {counted(len(found), 'article')} ({of}); {held} held back to measure by"
