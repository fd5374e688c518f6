"""The environment variables that the embedded Label Studio runs with."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from annotate.resources import shipped

_KEEP = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""Nothing else of the caller's: Label Studio reads names as common as USERNAME, PORT and DEBUG."""

_LINK_KEY = {"region:relation": {"key": "l", "description": "Link regions"}}

_PRIVATE_NETWORKS = "10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,169.254.0.0/16"
"""Where webhooks may not go. This machine is allowed: our hint receiver listens here."""


def surroundings(data: Path, instance: str) -> dict[str, str]:
    """The variables for the data folder `data` and the server known as `instance`; no secret among them."""
    return {name: os.environ[name] for name in _KEEP if name in os.environ} | {
        "ANNOTATE_STUDIO_INSTANCE": instance,
        "PYTHONPATH": str(shipped("config", "label-studio")),
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "annotate_label_studio",
        # Label Studio keeps a user id in the home folder: here it stays in ours.
        "HOME": str(data),
        "XDG_CONFIG_HOME": str(data / "user"),
        "XDG_DATA_HOME": str(data / "user"),
        "LABEL_STUDIO_BASE_DATA_DIR": str(data),
        "LABEL_STUDIO_DISABLE_SIGNUP_WITHOUT_LINK": "true",
        "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "true",
        "EDITOR_KEYMAP": json.dumps(_LINK_KEY),
        "COLLECT_ANALYTICS": "false",
        "SENTRY_DSN": "",
        "FRONTEND_SENTRY_DSN": "",
        "LATEST_VERSION_CHECK": "false",
        "SSRF_PROTECTION_ENABLED": "true",
        "USE_DEFAULT_BANNED_SUBNETS": "false",
        "USER_ADDITIONAL_BANNED_SUBNETS": _PRIVATE_NETWORKS,
    }


def first_account(email: str, password: str, token: str) -> Mapping[str, str]:
    """What the first start needs besides: the owner; not as arguments, which everybody can see."""
    return {
        "LABEL_STUDIO_USERNAME": email,
        "LABEL_STUDIO_PASSWORD": password,
        "LABEL_STUDIO_USER_TOKEN": token,
    }
