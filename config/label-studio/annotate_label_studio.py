"""Django settings of the embedded Label Studio: its own, and what a home of ours needs besides."""

import os

# Label Studio's second module reads the settings while it makes them: the first one's must be here by then.
from core.settings.base import *  # noqa: F403
from core.settings.label_studio import *  # noqa: F403
from core.settings.label_studio import DATABASES

# Browsers keep cookies by host name, whatever the port: without names of their own, signing in to one home's
# server signs you out of another's, and forms are refused.
SESSION_COOKIE_NAME = f"annotate_{os.environ['ANNOTATE_STUDIO_INSTANCE']}_session"
CSRF_COOKIE_NAME = f"annotate_{os.environ['ANNOTATE_STUDIO_INSTANCE']}_csrf"

# Writers wait for their turn. By default two that meet fail at once with "database is locked", and Label
# Studio carries the whole request out again, seconds later: a batch may then be imported twice.
DATABASES["default"]["OPTIONS"] = {"timeout": 60, "transaction_mode": "IMMEDIATE"}
