"""One Label Studio project a desk, with everything set as a desk needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from annotate.core.codec import rfc3339
from annotate.core.errors import StudioError
from annotate.store import Campaign, Desk
from annotate.studio.client import Studio
from annotate.studio.errors import StudioAnswered
from annotate.studio.page import missing

_LONGEST_TITLE = 50

SERVED_BY_SCORE = "Uncertainty sampling"
"""Label Studio's name for serving the lowest prediction score first."""

_SETTINGS = {
    "show_instruction": True,
    "show_skip_button": True,
    "enable_empty_annotation": True,
    "show_annotation_history": False,
    "show_collab_predictions": True,
    "maximum_annotations": 1,
    "sampling": SERVED_BY_SCORE,
    "skip_queue": "IGNORE_SKIPPED",
    "reveal_preannotations_interactively": False,
    "evaluate_predictions_automatically": False,
}
"""The scores carry the queue's order. A skipped article stays skipped until somebody takes it up again."""


@dataclass(frozen=True)
class Wanted:
    """A project as it is to be.

    Attributes:
        title: what annotators see; shortened to what Label Studio allows.
        description: unlike that of any other project; see `description`.
        page: the labelling configuration.
        instructions: HTML.
        colour: `#RRGGBB`.
        model_version: of the predictions that the editor starts from; where it is empty, Label Studio takes
            that of the first ones that come in.
    """

    title: str
    description: str
    page: str
    instructions: str
    colour: str = "#1F77B4"
    model_version: str = ""


@dataclass(frozen=True)
class Expected:
    """What a desk's project should be known by, and its labelling page."""

    description: str
    page: str


@dataclass(frozen=True)
class State:
    """A project as it is.

    Attributes:
        gaps: what somebody took off its labelling page.
        tasks: how many it holds.
        signed: what the pre-marks that it shows are signed with; empty before the first ones.
    """

    gaps: tuple[str, ...]
    tasks: int
    signed: str


def ensure_project(studio: Studio, wanted: Wanted) -> int:
    """The number of the project, made now unless an interrupted run made it already.

    Raises:
        StudioError: when the server refuses, or does not keep what it was told.
    """
    known = _find(studio, wanted)
    project = _create(studio, wanted) if known is None else int(known["id"])
    _verify(project, studio.get(f"/api/projects/{project}/"), wanted)
    return project


def project_url(studio: Studio, project: int) -> str:
    """Where an annotator opens the desk."""
    return f"{studio.url}/projects/{project}/data"


def description(campaign: Campaign, desk: Desk) -> str:
    """What no other project says of itself: by it a desk's project is known, whatever number it has."""
    name = f"campaign {campaign.name} ({rfc3339(campaign.created_at)})"
    if desk.purpose == "adjudication":
        return f"Adjudication of {name} by {desk.annotator}."
    return f"Desk of {desk.annotator} in {name}."


def look(studio: Studio, desk: Desk, expected: Expected) -> State:
    """How a desk's project is now.

    Raises:
        StudioError: when it is not there any more, or another has its number now.
    """
    kept = _project(studio, desk.project, "description,label_config,task_number,model_version")
    if kept is None or kept.get("description") != expected.description:
        raise StudioError(
            f"project {desk.project}, the desk of {desk.annotator} in {desk.campaign!r}, is not in Label "
            "Studio any more, or not for this token, or its description was changed; its annotations stay as "
            "they were",
            f"if it was deleted, `annotate campaign create {desk.campaign} --annotators …`, as before, opens "
            f"another; else use its owner's token, or put its description back: {expected.description}",
        )
    gaps = missing(str(kept.get("label_config") or ""), expected.page)
    return State(gaps, int(kept.get("task_number") or 0), str(kept.get("model_version") or ""))


def is_there(studio: Studio, project: int, description: str) -> bool:
    """Whether the project of that number is there and says that of itself."""
    kept = _project(studio, project, "description")
    return kept is not None and kept.get("description") == description


def _project(studio: Studio, project: int, fields: str) -> Mapping[str, Any] | None:
    try:
        kept: Mapping[str, Any] = studio.get(f"/api/projects/{project}/", {"include": fields})
    except StudioAnswered as error:
        if error.status != 404:
            raise
        return None
    return kept


def restore_page(studio: Studio, project: int, page: str) -> None:
    """Puts the labelling page back. Marks whose label was gone have it again."""
    studio.patch(f"/api/projects/{project}/", {"label_config": page})


def _create(studio: Studio, wanted: Wanted) -> int:
    with studio.sdk() as sdk:
        return int(sdk.projects.create(**_settings(wanted)).id)


def _title(wanted: Wanted) -> str:
    title = wanted.title
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1] + "…"


def _settings(wanted: Wanted) -> dict[str, Any]:
    return {
        **_SETTINGS,
        "title": _title(wanted),
        "description": wanted.description,
        "label_config": wanted.page,
        "expert_instruction": wanted.instructions,
        "model_version": wanted.model_version,
        "color": wanted.colour,
    }


def _find(studio: Studio, wanted: Wanted) -> Mapping[str, Any] | None:
    page = 1
    while True:
        params = {"title": _title(wanted), "include": "id,description"}
        listed = studio.get("/api/projects/", {**params, "page": page, "page_size": 100})
        for project in listed["results"]:
            if project.get("description") == wanted.description:
                found: Mapping[str, Any] = project
                return found
        if not listed.get("next"):
            return None
        page += 1


def _verify(project: int, kept: Mapping[str, Any], wanted: Wanted) -> None:
    """Label Studio ignores what it does not know and cleans HTML, so what it kept is read back."""
    expected = {**_settings(wanted), "label_config": kept.get("label_config")}
    expected["expert_instruction"] = kept.get("expert_instruction")
    wrong = [name for name, value in expected.items() if kept.get(name) != value]
    wrong += missing(str(kept.get("label_config") or ""), wanted.page)
    if wanted.instructions and not kept.get("expert_instruction"):
        wrong.append("expert_instruction")
    if wrong:
        raise StudioError(
            f"project {project} did not keep: {', '.join(wrong)}",
            "check that the server is a supported version with `annotate doctor`",
        )
