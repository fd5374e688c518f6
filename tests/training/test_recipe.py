"""The recipe for an encoder needs PyTorch, which tests do without: what it takes from here is there."""

import ast
from importlib import import_module
from pathlib import Path

import pytest

RECIPE = Path(__file__).parents[2] / "recipes" / "encoder.py"
TAKEN = [
    (node.module, name.name)
    for node in ast.walk(ast.parse(RECIPE.read_text("utf-8")))
    if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("annotate.")
    for name in node.names
]


@pytest.mark.parametrize(("module", "name"), TAKEN)
def test_what_the_recipe_takes_is_there(module, name):
    assert hasattr(import_module(module), name)
