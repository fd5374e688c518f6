"""The one place that knows how Label Studio writes an annotation down."""

from annotate.studio.wire.incoming import Read, incoming
from annotate.studio.wire.outgoing import prediction, shown, submission

__all__ = ["Read", "incoming", "prediction", "shown", "submission"]
