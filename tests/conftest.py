"""Fixtures that several folders of tests share come from the modules in tests/support."""

pytest_plugins = [
    "tests.support.secrets",
    "tests.support.store",
    "tests.support.studio",
    "tests.support.browser",
]
