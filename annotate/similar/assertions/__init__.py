"""Which short statements say the same in nearly the same words."""

from annotate.similar.assertions.alike import alike
from annotate.similar.assertions.cluster import Echoes, echoes

__all__ = ["Echoes", "alike", "echoes"]
