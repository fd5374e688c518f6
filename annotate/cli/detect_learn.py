"""`annotate detect train --campaign`: a model of the team's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from annotate.cli.lock import teaching
from annotate.cli.output import counted, plain_table, say
from annotate.core.errors import GateNotMet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotate.cli.app import App
    from annotate.detect import Detector
    from annotate.learning.course import Learnt, Scores
    from annotate.learning.lessons import Lesson
    from annotate.learning.shelf import Version
    from annotate.training.options import Options


def learn_from(app: App, campaign: str, epochs: int | None, rate: float | None, seed: int | None) -> int:
    """Goes on from the shipped model with all that a campaign has decided, and keeps what comes of it.

    Raises:
        GateNotMet: when the model in force is as good or better; the new one is kept, and not in force.
    """
    from annotate.learning.course import GENTLE
    from annotate.learning.shelf import keep, use

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
        _tell(made, force.name, version)
        if not made.better:
            raise GateNotMet(
                f"model {version.number} is no better than the one in force, which stays",
                "label more and train again, or use it all the same: "
                f"annotate detect models --use {version.number}",
            )
        use(app.models, version.number)
    say(f"model {version.number} is in force: it marks what `annotate load` sends from now on")
    say("back to the one before: annotate detect models --roll-back")
    return 0


_PART = "learning.npz"
"""The model while it is made, in the folder of the home's models."""


def _learnt(app: App, campaign: str, force: Detector, options: Options) -> Learnt:
    from annotate.learning.course import learn, parted
    from annotate.learning.lessons import lessons

    found = lessons(app.store, app.scheme, campaign)
    say(_begun(campaign, found, len(parted(found)[1])))
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


def _begun(campaign: str, found: Sequence[Lesson], held: int) -> str:
    decided = sum(one.decided for one in found)
    alone = sum(one.readers == 1 and not one.decided for one in found)
    of = f"{decided} decided by a verdict, {alone} read by one annotator alone"
    return f"{campaign}: {counted(len(found), 'article')} ({of}); {held} held back to measure by"


def _tell(made: Learnt, before: str, version: Version) -> None:
    from annotate.learning.course import mean

    def row(name: str, of: Scores) -> tuple[str, ...]:
        return (name, *(f"{100 * value:.1f}" for value in (*of.values(), mean(of))))

    head = (f"Exact F1 × 100 on {made.held} articles", *made.after, "Mean")
    rows = (
        row(f"in force: {before}", made.before),
        row(f"model {version.number}: {made.model.name}", made.after),
    )
    say(plain_table(head, rows, right=head[1:]))
