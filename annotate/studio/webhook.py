"""Our webhook in Label Studio, and the secret that it brings along."""

from __future__ import annotations

import secrets
from collections.abc import Collection
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


def register(studio: Studio, address: str, known: str, projects: Collection[int]) -> None:
    """Has Label Studio tell `address` of what annotators do in these projects; it sends no payload.

    A project's webhook is the one for that address, made where there is none: Label Studio makes no webhook
    for all projects at once.
    """
    url = address.rstrip("/") + PATH
    there = {one["project"]: one["id"] for one in studio.get("/api/webhooks/") if one["url"] == url}
    for project in projects:
        wanted = {
            "project": project,
            "url": url,
            "headers": {HEADER: known},
            "send_payload": False,
            "send_for_all_actions": False,
            "actions": list(_ACTIONS),
            "is_active": True,
        }
        if project in there:
            studio.patch(f"/api/webhooks/{there[project]}/", wanted)
        else:
            studio.post("/api/webhooks/", wanted)
