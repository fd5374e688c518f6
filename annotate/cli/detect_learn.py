"""`annotate detect train --campaign`: a model of the team's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from annotate.cli.output import say
from annotate.core.errors import GateNotMet

if TYPE_CHECKING:
    from annotate.cli.app import App
    from annotate.learning.course import Learnt, Scores


def learn_from(app: App, campaign: str, epochs: int | None, rate: float | None, seed: int | None) -> int:
    """Goes on from the shipped model with all that a campaign has decided, and keeps what comes of it.

    Raises:
        GateNotMet: when the model in force is as good or better; the new one is kept, and not in force.
    """
    from annotate.learning.course import GENTLE, learn
    from annotate.learning.lessons import lessons
    from annotate.learning.shelf import keep, use

    options = replace(
        GENTLE,
        epochs=GENTLE.epochs if epochs is None else epochs,
        rate=GENTLE.rate if rate is None else rate,
        seed=GENTLE.seed if seed is None else seed,
    )
    with app.writing("detect train"):
        found = lessons(app.store, app.scheme, campaign)
        base, force = app.detector("shipped"), app.detector()
        card = {"name": campaign, "trained": f"{datetime.now(UTC):%Y-%m-%d}", "from": base.name}
        app.models.mkdir(parents=True, exist_ok=True)
        part = app.models / "learning.npz"
        made = learn(
            found, base, force, options, {**card, "campaign": campaign}, part,
            lambda n, loss: say(f"epoch {n} of {options.epochs}: loss {loss:.4f} a word"),
        )  # fmt: skip
        version = keep(app.models, made.model)
        part.unlink()
        _tell(made, force.name)
        if not made.better:
            raise GateNotMet(
                f"model {version.number} is no better than the one in force, and is not put there",
                f"more articles may help; all the same: annotate detect models --use {version.number}",
            )
        use(app.models, version.number)
    say(f"model {version.number} is in force; back to the one before: annotate detect models --roll-back")
    return 0


def _tell(made: Learnt, before: str) -> None:
    say(f"learnt from {made.learnt} articles, measured on {made.held} held back; exact F1 × 100:")
    say(f"  {before}: {_scores(made.before)}")
    say(f"  {made.model.name}: {_scores(made.after)}")


def _scores(of: Scores) -> str:
    return ", ".join(f"{label} {100 * value:.1f}" for label, value in of.items())
