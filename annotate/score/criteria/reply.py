"""Reply: was whoever is accused heard?"""

from __future__ import annotations

import numpy as np

from annotate.score.criteria.base import Measure
from annotate.score.plan import NOBODY_ACCUSED
from annotate.score.view import View

_SAID = {
    "quoted": "Somebody is accused and their reply is quoted.",
    "declined": "Somebody is accused, was asked, and the text says that they declined to answer.",
    "prior_position": "Somebody is accused; the text gives what they said on the matter before.",
    "none": "Somebody is accused, and the text gives no reply and no sign that one was sought.",
    NOBODY_ACCUSED: "Nobody is accused of a specific wrongful act.",
}


def reply(view: View) -> Measure:
    """Whether somebody who is accused of a specific wrongful act was heard.

    In full where their reply is quoted, or where the text says that they declined; half where it gives
    only what they said on the matter before. Left out where nobody is accused.
    """
    said = view.choices.reply
    value = np.array([view.rubric.reply.get(one or "", np.nan) for one in said])
    return Measure(value, lambda: _SAID.get(said[0] or "", "Nobody chose whether a reply was given."))
