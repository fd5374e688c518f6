"""Reply: was whoever is accused heard?"""

from __future__ import annotations

import numpy as np

from annotate.score.criteria.base import Measure
from annotate.score.plan import ACCUSED, REPLIES
from annotate.score.view import View

_SAID = {
    "quoted": "Somebody is accused and their reply is quoted.",
    "declined": "Somebody is accused, was asked, and the text says that they declined to answer.",
    "prior_position": "Somebody is accused; the text gives what they said on the matter before.",
    "none": "Somebody is accused, and the text gives no reply and no sign that one was sought.",
}


def reply(view: View) -> Measure:
    """Whether somebody who is accused of a specific wrongful act was heard.

    In full where their reply is quoted, or where the text says that they declined; half where it gives
    only what they said on the matter before. Left out where nobody is accused.
    """
    nobody = view.choices.accused[0] == ACCUSED.index("no")
    values = np.array([view.rubric.reply.get(name, np.nan) for name in REPLIES])
    value = np.where(nobody, np.nan, values[view.choices.reply[0]])

    def say() -> str:
        if nobody[0]:
            return "Nobody is accused of a specific wrongful act."
        return _SAID.get(REPLIES[view.choices.reply[0, 0]], "Nobody chose whether a reply was given.")

    return Measure(value, say)
