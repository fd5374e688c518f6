"""Who stands behind what many articles say: the sources of clusters of near-identical claims. Pure."""

from annotate.score.echoes.media import circles, citations_of
from annotate.score.echoes.model import Citation, Echo, Echoing, Origin, Said, Source
from annotate.score.echoes.origins import echo, said_in

__all__ = [
    "Citation",
    "Echo",
    "Echoing",
    "Origin",
    "Said",
    "Source",
    "circles",
    "citations_of",
    "echo",
    "said_in",
]
