"""W3C Web Annotation, expanded by a JSON-LD processor: every mark, link and answer is in the graph."""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import example, given, settings
from pyld import jsonld

from annotate.core import Annotation, Mark, Span
from annotate.export.writers.base import Item, loss
from annotate.export.writers.webannotation import __doc__ as about
from tests.support.exports import ARTICLE, HARD, OMAR, SMALL, items, written

OA, AS = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#"
VALUE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#value"
REFERENCE = {"@type": "@id"}
WORD = {"@type": "@vocab"}
ANNO = {
    "oa": OA, "as": AS, "id": "@id", "type": "@type", "Annotation": "oa:Annotation",
    "AnnotationCollection": "as:OrderedCollection", "AnnotationPage": "as:OrderedCollectionPage",
    "TextualBody": "oa:TextualBody", "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector", "TextPositionSelector": "oa:TextPositionSelector",
    "Person": "http://xmlns.com/foaf/0.1/Person", "Software": "as:Application",
    **{name: f"oa:{name}" for name in ("describing", "classifying", "highlighting", "linking", "tagging")},
    "body": {"@id": "oa:hasBody", **REFERENCE}, "target": {"@id": "oa:hasTarget", **REFERENCE},
    "source": {"@id": "oa:hasSource", **REFERENCE}, "selector": {"@id": "oa:hasSelector", **REFERENCE},
    "motivation": {"@id": "oa:motivatedBy", **WORD}, "purpose": {"@id": "oa:hasPurpose", **WORD},
    "creator": {"@id": "http://purl.org/dc/terms/creator", **REFERENCE},
    "created": "http://purl.org/dc/terms/created", "modified": "http://purl.org/dc/terms/modified",
    "items": {"@id": "as:items", "@container": "@list", **REFERENCE},
    "first": {"@id": "as:first", **REFERENCE},
    "total": "as:totalItems", "startIndex": "as:startIndex", "value": VALUE,
    "format": "http://purl.org/dc/elements/1.1/format", "name": "http://xmlns.com/foaf/0.1/name",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    **{name: f"oa:{name}" for name in ("start", "end", "exact", "prefix", "suffix")},
}  # fmt: skip
"""What the standard's context says of the terms that we use, so that no test needs the network."""

Node = dict[str, Any]


def expanded(some: Sequence[Item]) -> Node:
    (node,) = jsonld.expand(json.loads(written("webannotation", some)[""]), {"documentLoader": _loaded})
    return node


def _loaded(url: str, options: object) -> Node:
    assert url == "http://www.w3.org/ns/anno.jsonld"
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": ANNO}}


def members(collection: Node) -> list[Node]:
    return collection[f"{AS}first"][0][f"{AS}items"][0]["@list"]


def motivated(nodes: list[Node], by: str) -> list[Node]:
    return [node for node in nodes if node[f"{OA}motivatedBy"] == [{"@id": f"{OA}{by}"}]]


def bodies(node: Node, purpose: str) -> list[str]:
    said = [
        one for one in node.get(f"{OA}hasBody", ()) if one[f"{OA}hasPurpose"] == [{"@id": f"{OA}{purpose}"}]
    ]
    return [value(one, VALUE) for one in said]


def value(node: Node, name: str) -> Any:
    ((one,),) = [node[name]]
    return one["@value"]


def mark_of(node: Node, text: str) -> Mark:
    """The mark, from the position alone; that the quotation says the same is checked on the way."""
    (target,) = node[f"{OA}hasTarget"]
    quoted, at = target[f"{OA}hasSelector"]
    start, end = value(at, f"{OA}start"), value(at, f"{OA}end")
    around = [value(quoted, f"{OA}{part}") for part in ("prefix", "exact", "suffix")]
    assert text[max(0, start - 32) : end + 32] == "".join(around)
    assert around[1] == text[start:end]
    (label,) = bodies(node, "tagging")
    chosen = dict(one.split("=", 1) for one in bodies(node, "classifying"))
    return Mark(node["@id"].rpartition("/")[2], label, Span(start, end), chosen)


def known(annotation: Annotation) -> list[Mark]:
    """An annotation's marks as far as the format carries them."""
    order = sorted(annotation.marks, key=lambda m: (m.span.start, -m.span.end, m.label, m.id))
    return [Mark(mark.id, mark.label, mark.span, dict(mark.attributes)) for mark in order]


@settings(max_examples=30, deadline=None)
@given(items())
@example(HARD)
def test_marks_links_and_answers_come_back(some: Sequence[Item]) -> None:
    nodes = members(expanded(some))
    for item in some:
        reading = f"urn:x-annotate:annotation:{item.annotation.id}:1"
        own = [node for node in nodes if node["@id"].partition("/")[0] == reading]
        marks = motivated(own, "highlighting")
        assert [mark_of(node, item.article.text) for node in marks] == known(item.annotation)
        assert [ends(node, reading) for node in motivated(own, "linking")] == [
            (link.type, link.from_id, link.to_id) for link in sorted(item.annotation.links)
        ]
        (whole,) = motivated(own, "describing")
        assert dict(one.split("=", 1) for one in bodies(whole, "describing")) == item.annotation.answers


def ends(node: Node, reading: str) -> tuple[str, str, str]:
    (label,) = [one[VALUE][0]["@value"] for one in node[f"{OA}hasBody"] if VALUE in one]
    (to,) = [one[f"{OA}hasSource"][0]["@id"] for one in node[f"{OA}hasBody"] if f"{OA}hasSource" in one]
    (start,) = [one["@id"] for one in node[f"{OA}hasTarget"]]
    return label, start.removeprefix(f"{reading}/marks/"), to.removeprefix(f"{reading}/marks/")


def test_no_term_is_unknown_to_the_standard() -> None:
    dropped: list[str] = []
    document = json.loads(written("webannotation", SMALL)[""])
    jsonld.expand(document, {"documentLoader": _loaded}, on_property_dropped=dropped.append)
    assert dropped == []


def test_the_collection_counts_its_annotations_and_says_what_is_lost() -> None:
    collection = expanded(list(SMALL))
    assert collection["@type"] == [f"{AS}OrderedCollection"]
    assert value(collection, f"{AS}totalItems") == len(members(collection))
    assert value(collection, "http://www.w3.org/2000/01/rdf-schema#label") == f"LOSS: {loss(about)}"
    ids = [node["@id"] for node in members(collection)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("origin", "kind"), [("machine", "Software"), ("studio", "Person"), ("verdict", "Person")]
)
def test_a_machine_is_called_one(origin: str, kind: str) -> None:
    item = Item(Annotation("a", "rules", origin=origin, id="x"), ARTICLE)
    (node,) = json.loads(written("webannotation", [item])[""])["first"]["items"]
    assert node["creator"] == {"id": "urn:x-annotate:annotator:rules", "type": kind, "name": "rules"}


def test_an_id_that_is_no_part_of_an_iri_is_quoted() -> None:
    odd = Mark("a b/ü", "SOURCE", Span(0, 4))
    nodes = json.loads(written("webannotation", [Item(Annotation("a", "x", (odd,), id="1 2"), ARTICLE)])[""])
    assert nodes["first"]["items"][1]["id"] == "urn:x-annotate:annotation:1%202:1/marks/a%20b%2F%C3%BC"
    assert OMAR.id in written("webannotation", SMALL)[""].decode()
