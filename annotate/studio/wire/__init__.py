"""The one place that knows how Label Studio writes an annotation down."""

from annotate.studio.wire.incoming import Read, incoming
from annotate.studio.wire.outgoing import prediction, submission

__all__ = ["Read", "incoming", "prediction", "submission"]
