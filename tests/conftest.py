"""Fixtures that several folders of tests share come from the modules in tests/support."""

from hypothesis import HealthCheck, settings

pytest_plugins = [
    "tests.support.secrets",
    "tests.support.store",
    "tests.support.studio",
    "tests.support.browser",
]

# How long a machine takes that has other work to do is no property of ours.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")
