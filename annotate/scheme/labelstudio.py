"""The labelling page: Label Studio's XML, made from the scheme alone."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

from annotate.scheme.controls import DIFFERENCES, FLAG, LABELS, TEXT, attribute_control
from annotate.scheme.depth import at_depth
from annotate.scheme.model import Answer, Attribute, Label, Scheme, Value
from annotate.scheme.verdict import adjudicating

NO_KEY = "f19"
"""A key that no keyboard has. A choice without a key of its own is given one by the editor."""

_STYLE = Path(__file__).with_name("page.css")
_FLAG = "Flag to the lead, and why (goes with your submit, counts in no score)"
_HELP = (
    "Key {keys}, then drag: a new mark",
    "Click a mark, then a key: an answer about it",
    "L, then click another mark: a link",
    "Esc: let go of the mark",
)


def render(scheme: Scheme, depth: str = "full", *, deciding: bool = False) -> str:
    """The labelling configuration for a campaign of this depth.

    `deciding` is for the adjudicator's: it also shows what the readers differ on, and asks for the reason.

    Nothing in it is required: a refused submit ends the editor's saving of drafts. What is missing is for
    sync to find and for the report to show.

    Raises:
        UsageError: when there is no such depth.
    """
    asked = at_depth(adjudicating(scheme) if deciding else scheme, depth)
    page = _view("an")
    ET.SubElement(page, "Style").text = "\n" + _STYLE.read_text("utf-8")
    page.append(_reading(asked))
    page.append(_side(asked, deciding))
    page.append(_relations(asked))
    ET.indent(page)
    return ET.tostring(page, encoding="unicode") + "\n"


def _view(css: str, **attributes: str) -> ET.Element:
    return ET.Element("View", {"className": css, **attributes})


def _reading(scheme: Scheme) -> ET.Element:
    reading, bar = _view("an-read"), _view("an-bar")
    labels = ET.SubElement(bar, "Labels", name=LABELS, toName=TEXT, choice="single")
    for label in scheme.labels:
        ET.SubElement(
            labels,
            "Label",
            value=label.text,
            alias=label.name,
            hotkey=label.key,
            background=label.colour,
            hint=label.hint,
        )
    reading.append(bar)
    ET.SubElement(reading, "Text", name=TEXT, value=f"${TEXT}", granularity="word", showLabels="false")
    return reading


def _side(scheme: Scheme, deciding: bool) -> ET.Element:
    side = _view("an-side")
    side.extend(_card(label) for label in scheme.labels if label.attributes)
    side.append(_article(scheme, deciding))
    side.append(_help(scheme))
    return side


def _card(label: Label) -> ET.Element:
    """The questions about one selected mark."""
    card = _view("an-card", visibleWhen="region-selected", whenLabelValue=label.name)
    for attribute in label.attributes:
        shown = _condition(label, attribute)
        box = ET.SubElement(card, "View", shown) if shown else card
        _heading(box, attribute)
        control = {
            "name": attribute_control(label.name, attribute.name),
            "toName": TEXT,
            "perRegion": "true",
            "whenLabelValue": label.name,
            "choice": "single-radio",
            "layout": attribute.layout,
        }
        choices = ET.SubElement(box, "Choices", control | shown)
        _choices(choices, attribute.values)
    return card


def _condition(label: Label, attribute: Attribute) -> dict[str, str]:
    """When an attribute is asked for. On the choices too: else the editor submits what it no longer shows."""
    return {
        key: value
        for other, values in attribute.when.items()
        for key, value in (
            ("visibleWhen", "choice-selected"),
            ("whenTagName", attribute_control(label.name, other)),
            ("whenChoiceValue", ",".join(values)),
        )
    }


def _article(scheme: Scheme, deciding: bool) -> ET.Element:
    """The questions about the whole article, shown while no mark is selected."""
    card = _view("an-card an-article", visibleWhen="no-region-selected")
    if deciding:
        ET.SubElement(card, "Header", size="5", value="Where they differ, central claims first")
        box = ET.SubElement(card, "View", className="an-differences")
        ET.SubElement(box, "Table", name=DIFFERENCES, value=f"${DIFFERENCES}")
    for answer in scheme.answers:
        _heading(card, answer)
        _answer(card, answer)
    if not deciding:
        ET.SubElement(card, "Header", size="5", value=_FLAG)
        card.append(_textarea(FLAG))
    return card


def _help(scheme: Scheme) -> ET.Element:
    box, keys = _view("an-help"), ", ".join(label.key for label in scheme.labels)
    for line in _HELP:
        ET.SubElement(box, "Header", size="5", value=line.format(keys=keys))
    return box


def _answer(card: ET.Element, answer: Answer) -> None:
    common = {"name": answer.name, "toName": TEXT}
    if answer.control == "rating":
        ET.SubElement(card, "Rating", common, maxRating=str(answer.maximum), size="medium", hotkey=NO_KEY)
    elif answer.control == "text":
        card.append(_textarea(answer.name))
    else:
        several = answer.control == "several"
        kind = "multiple" if several else "single-radio"
        choices = ET.SubElement(card, "Choices", common, choice=kind, layout="inline")
        _choices(choices, answer.values)


def _textarea(name: str) -> ET.Element:
    return ET.Element("TextArea", name=name, toName=TEXT, rows="2", maxSubmissions="1", editable="true")


def _heading(parent: ET.Element, asked: Attribute | Answer) -> None:
    """What is asked, and what counts where nobody answers."""
    unset = next((value.text for value in asked.values if value.name == asked.default), None)
    ET.SubElement(parent, "Header", size="5", value=f"{asked.text} · unset: {unset}" if unset else asked.text)


def _choices(choices: ET.Element, values: tuple[Value, ...]) -> None:
    for value in values:
        choice = {"value": value.text, "alias": value.name, "hotkey": value.key or NO_KEY}
        ET.SubElement(choices, "Choice", choice | ({"hint": value.hint} if value.hint else {}))


def _relations(scheme: Scheme) -> ET.Element:
    relations = ET.Element("Relations", choice="single")
    for link in scheme.links:
        if link.drawn == "labelled":
            ET.SubElement(relations, "Relation", value=link.name, background=link.colour)
    return relations
