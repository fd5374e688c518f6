"""The labelling page is made from the scheme, and Label Studio can read it."""

from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from annotate.core.errors import UsageError
from annotate.scheme import DEPTHS, at_depth, render
from annotate.scheme.labelstudio import NO_KEY
from annotate.scheme.model import parse_scheme
from tests.support.scheme import the_scheme

EDITORS_OWN_KEYS = {"l", "u", "enter", "escape", "backspace", "delete", "alt+r", "ctrl+enter", "ctrl+space"}
"""What the editor does on these keys stays possible; `l` is our link key."""

SMALL = {
    "version": "test",
    "label": [
        {
            "name": "SOURCE",
            "text": "Source",
            "key": "2",
            "colour": "#2E8B57",
            "hint": 'Who says it: "named" & <unnamed>.',
            "attribute": [
                {
                    "name": "identity",
                    "text": "Who is it",
                    "values": [
                        {"name": "named", "text": "Named", "key": "q"},
                        {"name": "bare", "text": "Bare", "key": "w", "hint": "'Sources' alone."},
                    ],
                },
                {
                    "name": "number",
                    "text": "How many",
                    "default": "1",
                    "layout": "inline",
                    "when": {"identity": ["bare"]},
                    "values": [{"name": "1", "text": "One", "key": "n"}],
                },
            ],
        },
        {"name": "NOISE", "text": "Noise", "key": "5", "colour": "#777777", "hint": "-", "depth": "full"},
    ],
    "link": [
        {
            "name": name,
            "from": "SOURCE",
            "to": "SOURCE",
            "drawn": drawn,
            "colour": "#F2E3B3",
            "hint": "-",
        }
        for name, drawn in (("same_source", "plain"), ("via", "labelled"))
    ],
    "answer": [
        {
            "name": "genre",
            "text": "Genre",
            "control": "choice",
            "values": [{"name": "news", "text": "News"}],
        },
        {
            "name": "signs",
            "text": "Signs",
            "control": "several",
            "values": [{"name": "no_date", "text": "No date"}],
        },
        {"name": "impression", "text": "Impression", "control": "rating", "maximum": 5},
        {"name": "note", "text": "Note", "control": "text"},
    ],
}


def page(depth: str = "full") -> ET.Element:
    return ET.fromstring(render(the_scheme(), depth))  # noqa: S314 -- our own page


def keys(root: ET.Element) -> Counter[str]:
    return Counter(element.attrib["hotkey"] for element in root.iter() if "hotkey" in element.attrib)


def test_a_small_scheme_makes_this_page() -> None:
    made = render(parse_scheme(SMALL))
    style = made[made.index("<Style>") : made.index("</Style>") + len("</Style>")]
    golden = Path(__file__).with_name("small.xml").read_text("utf-8")
    assert made.replace(style, "<Style />") == golden


@pytest.mark.parametrize("depth", DEPTHS)
def test_label_studios_own_check_takes_it(depth: str) -> None:
    from label_studio_sdk.label_interface import LabelInterface  # seconds to import: only here

    interface = LabelInterface(render(the_scheme(), depth))
    interface.validate()
    assert interface.get_control("label").to_name == ["text"]


@pytest.mark.parametrize("depth", DEPTHS)
def test_a_key_does_one_thing(depth: str) -> None:
    used = keys(page(depth))
    del used[NO_KEY]
    assert {key for key, times in used.items() if times > 1} == set()
    assert used.keys() & EDITORS_OWN_KEYS == set()


def test_every_choice_has_a_key_or_the_editor_makes_one_up() -> None:
    for element in page().iter():
        if element.tag in ("Label", "Choice", "Rating"):
            assert element.attrib["hotkey"], element.attrib


@pytest.mark.parametrize(("value", "key"), [("central", "c"), ("vague_collective", "v")])
def test_what_matters_most_is_one_key_away(value: str, key: str) -> None:
    (choice,) = [one for one in page().iter("Choice") if one.attrib["alias"] == value]
    assert choice.attrib["hotkey"] == key


def test_nothing_is_required_since_a_refused_submit_ends_the_saving_of_drafts() -> None:
    assert not [element for element in page().iter() if "required" in element.attrib]


def test_all_that_the_scheme_lists_is_on_the_page() -> None:
    scheme, shown = the_scheme(), {element.attrib["alias"] for element in page().iter("Choice")}
    for label in scheme.labels:
        for attribute in label.attributes:
            assert attribute.names <= shown
    assert {label.attrib["alias"] for label in page().iter("Label")} == scheme.label_by_name.keys()
    controls = {element.attrib.get("name") for element in page().iter()}
    assert scheme.answer_by_name.keys() <= controls
    assert {"assertion_kind", "source_identity", "cue_stance", "hedge_type", "noise_type"} <= controls


def test_only_links_that_need_a_label_have_one() -> None:
    assert [one.attrib["value"] for one in page().iter("Relation")] == ["via", "responds_to"]


@pytest.mark.parametrize("control", ["source_reason", "source_number"])
def test_anonymity_is_asked_for_unnamed_sources_only_and_not_submitted_for_others(control: str) -> None:
    root = page()
    (choices,) = [one for one in root.iter("Choices") if one.attrib["name"] == control]
    (box,) = [one for one in root.iter("View") if choices in list(one)]
    for element in (choices, box):
        assert element.attrib["visibleWhen"] == "choice-selected"
        assert element.attrib["whenTagName"] == "source_identity"
        assert element.attrib["whenChoiceValue"] == "unnamed_described,unnamed_bare"


def test_central_asks_for_claims_and_sources_alone() -> None:
    root = page("central")
    assert [label.attrib["alias"] for label in root.iter("Label")] == ["ASSERTION", "SOURCE"]
    assert {link.name for link in at_depth(the_scheme(), "central").links} == {
        "attributed_to",
        "same_source",
        "same_claim",
        "via",
        "responds_to",
    }
    assert at_depth(the_scheme(), "central").answers == the_scheme().answers


def test_an_unknown_depth_is_named() -> None:
    with pytest.raises(UsageError, match="no depth 'deep'"):
        render(the_scheme(), "deep")


def test_selectors_with_an_angle_bracket_fail_in_the_editors_style() -> None:
    (style,) = page().iter("Style")
    assert ">" not in (style.text or "")
