"""How a network is made and trained."""

from __future__ import annotations

from dataclasses import dataclass, replace

STEPS = 210
"""How many steps it should take to read everything once: what 840 articles took, four a step."""


@dataclass(frozen=True)
class Options:
    """What the shipped model was trained with.

    Attributes:
        width, dilations: of the network; not read where training goes on from a model.
        epochs: times that every article is read.
        batch: articles a step; `fitted` says how many to so many articles.
        rate: the highest learning rate, reached after a twentieth of the steps, then falling as a cosine.
        decay: of weights, AdamW's.
        drop: share of channels dropped, a paragraph at a time.
        drop_words: share of words, and of the rules' tags, that are hidden.
        average: how much of the running mean of all weights stays at a step; the mean is what is kept.
        seed: the same seed, data and options give the same model, bit for bit.
    """

    width: int = 192
    dilations: tuple[int, ...] = (1, 2, 4, 8, 1, 2, 4, 8)
    epochs: int = 9
    batch: int = 4
    rate: float = 0.0025
    decay: float = 0.01
    drop: float = 0.3
    drop_words: float = 0.12
    average: float = 0.998
    seed: int = 1

    def fitted(self, articles: int) -> Options:
        """The same with as many articles a step as so many are best read in, at most four.

        Few articles want small steps: `python -m tests.measure_learning`.
        """
        return replace(self, batch=min(4, max(1, round(articles / STEPS))))


GENTLE = Options(epochs=6, rate=0.0008)
"""How training goes on from a model that knows a lot: slower, and not for long."""
