"""The trained model: a small network that marks who says what, and is told what the rules say."""

from annotate.detect.model.file import Model, load_model, save_model

__all__ = ["Model", "load_model", "save_model"]
