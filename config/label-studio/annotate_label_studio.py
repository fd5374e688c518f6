"""Django settings of the embedded Label Studio: its own, with cookies that no other home uses.

Browsers keep cookies by host name, whatever the port: without names of their own, signing in to one home's
server signs you out of another's, and forms are refused.
"""

import os

# Label Studio's second module reads the settings while it makes them: the first one's must be here by then.
from core.settings.base import *  # noqa: F403
from core.settings.label_studio import *  # noqa: F403

SESSION_COOKIE_NAME = f"annotate_{os.environ['ANNOTATE_STUDIO_INSTANCE']}_session"
CSRF_COOKIE_NAME = f"annotate_{os.environ['ANNOTATE_STUDIO_INSTANCE']}_csrf"
