"""PolNeAR's own files as training data.

The corpus (Newell, Margolin and Ruths 2018, https://github.com/networkdynamics/PolNeAR) has a folder a part
(train, dev, test) with `text/NAME.txt` and, in brat's standoff format, `attributions/NAME_ANNOTATOR.ann`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotate.core.errors import UsageError

PARTS = ("train", "dev", "test")
LABELS = {"Source": "SOURCE", "Cue": "CUE", "Content": "ASSERTION", "Discard": "NOISE"}
_LINKS = {"Source": "attributed_to", "Cue": "cued_by"}


def rows(corpus: Path, part: str) -> Iterator[dict[str, Any]]:
    """A line of gold for each article of a part, by name; of several annotators the first one's.

    Args:
        corpus: the repository's folder, or its `data`.

    Raises:
        UsageError: when the part is not there, or one of its files is not as it should be.
    """
    folder = next((one for one in (corpus / "data" / part, corpus / part) if (one / "text").is_dir()), None)
    if folder is None:
        raise UsageError(
            f"there is no {part}/text in {corpus}",
            "clone https://github.com/networkdynamics/PolNeAR and name its folder",
        )
    for name, file in _first_of_each(folder / "attributions"):
        text = (folder / "text" / f"{name}.txt").read_text("utf-8")
        try:
            yield row(name, text, file.read_text("utf-8")) | {"annotator": file.stem.rpartition("_")[2]}
        except (ValueError, KeyError, IndexError) as error:
            raise UsageError(
                f"{file} is no standoff file of the corpus: {error!r}", "fetch it anew"
            ) from error


def _first_of_each(folder: Path) -> Iterator[tuple[str, Path]]:
    """Names of articles, and the file of the first annotator by name."""
    seen = ""
    for file in sorted(folder.glob("*.ann")):
        name = file.stem.rpartition("_")[0]
        if name != seen:
            yield name, file
        seen = name


def row(name: str, text: str, standoff: str) -> dict[str, Any]:
    """One article as a line of gold; contents are linked to the sources and cues of their attributions."""
    spans, links, taken = [], set(), set()
    for line in standoff.splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            label, _, places = rest.partition("\t")[0].partition(" ")
            if label in LABELS:
                spans.append(_span(key, LABELS[label], places, text))
                taken.add(key)
        elif key.startswith("E"):
            links |= set(_links(rest))
    kept = sorted(link for link in links if {link[1], link[2]} <= taken)
    return {
        "id": name,
        "text": text,
        "publisher": name.partition("_")[0],
        "spans": spans,
        "links": [{"type": type_, "from": one, "to": other} for type_, one, other in kept],
    }


def _span(id_: str, label: str, places: str, text: str) -> dict[str, Any]:
    """A span with its parts in order, without blanks at their ends.

    The tool that the corpus was marked with broke spans at line ends, too, which is undone.
    """
    parts: list[list[int]] = []
    for start, end in sorted([int(end) for end in place.split()] for place in places.split(";")):
        if parts and not text[parts[-1][1] : start].strip():
            parts[-1][1] = end
        else:
            parts.append([start, end])
    parts = [_bare(text, *part) for part in parts]
    return {"id": id_, "label": label, "start": parts[0][0], "end": parts[-1][1], "parts": parts}


def _bare(text: str, start: int, end: int) -> list[int]:
    piece = text[start:end]
    return [start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())]


def _links(event: str) -> Iterator[tuple[str, str, str]]:
    """An event's roles, such as `Attribution:T4 Content:T3 Cue:T2`; a role that occurs twice is numbered."""
    roles = [
        (role.rstrip("0123456789"), id_) for role, _, id_ in (one.partition(":") for one in event.split())
    ]
    for content in (id_ for role, id_ in roles if role == "Content"):
        for role, id_ in roles:
            if role in _LINKS:
                yield _LINKS[role], content, id_
