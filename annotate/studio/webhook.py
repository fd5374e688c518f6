"""Our webhook in Label Studio, and the secret that it brings along."""

from __future__ import annotations

import secrets
from pathlib import Path

from annotate.studio import private
from annotate.studio.client import Studio

HEADER = "X-Annotate-Secret"
PATH = "/hints"

_ACTIONS = ("ANNOTATION_CREATED", "ANNOTATION_UPDATED", "ANNOTATIONS_DELETED", "TASKS_DELETED")


def secret(file: Path) -> str:
    """The secret that `file` holds, made the first time; mode 600."""
    if not file.exists():
        private.write(file, secrets.token_urlsafe(32) + "\n")
    return private.token(file)


def register(studio: Studio, address: str, known: str) -> None:
    """Has Label Studio tell `address` of what annotators do, in any project; it sends no payload.

    The webhook is the one for that address, made where there is none.
    """
    url = address.rstrip("/") + PATH
    wanted = {
        "url": url,
        "headers": {HEADER: known},
        "send_payload": False,
        "send_for_all_actions": False,
        "actions": list(_ACTIONS),
        "is_active": True,
    }
    ours = next((one for one in studio.get("/api/webhooks/") if one["url"] == url), None)
    if ours is None:
        studio.post("/api/webhooks/", wanted)
    else:
        studio.patch(f"/api/webhooks/{ours['id']}/", wanted)
