"""brat standoff, read back by a parser written here from brat's description of the format."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given, settings

from annotate.core import Annotation, Link, Mark, Span
from annotate.export.writers.base import Item
from tests.support.exports import ARTICLE, SCHEME, SMALL, items, written

TEXT_BOUND = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)", re.DOTALL)
ATTRIBUTE = re.compile(r"A\d+\t(\S+) (T\d+) (\S+)")
RELATION = re.compile(r"R\d+\t(\S+) Arg1:(T\d+) Arg2:(T\d+)")


@dataclass(frozen=True)
class Read:
    """What a pair of files says; marks by their T number."""

    marks: Mapping[str, tuple[str, Span]]
    attributes: set[tuple[str, str, str]]
    relations: list[tuple[str, str, str]]


def parsed(ann: str, text: str) -> Read:
    marks, attributes, relations = {}, set(), []
    for line in ann.split("\n")[:-1]:
        if bound := TEXT_BOUND.fullmatch(line):
            marks[bound[1]] = (bound[2], whole(bound[3], bound[4], text))
        elif attribute := ATTRIBUTE.fullmatch(line):
            attributes.add((attribute[2], attribute[1], attribute[3]))
        else:
            relation = RELATION.fullmatch(line)
            assert relation, line
            relations.append((relation[1], relation[2], relation[3]))
    return Read(marks, attributes, relations)


def whole(offsets: str, words: str, text: str) -> Span:
    """The one span that the lines of a mark make; nothing but line breaks lies between them."""
    parts = [Span(*map(int, part.split())) for part in offsets.split(";")]
    assert words == " ".join(part.cut(text) for part in parts)
    gaps = [text[one.end : two.start] for one, two in pairwise(parts)]
    assert all(set(gap) == {"\n"} for gap in gaps)
    return Span(parts[0].start, parts[-1].end)


def expected(annotation: Annotation, text: str) -> Read:
    order = sorted(annotation.marks, key=lambda m: (m.span.start, -m.span.end, m.label, m.id))
    number = {mark.id: f"T{at}" for at, mark in enumerate(order, start=1)}
    return Read(
        {number[mark.id]: (mark.label, trimmed(mark.span, text)) for mark in order},
        {
            (number[m.id], f"{m.label.lower()}_{name}", value)
            for m in order
            for name, value in m.attributes.items()
        },
        [(link.type, number[link.from_id], number[link.to_id]) for link in sorted(annotation.links)],
    )


def trimmed(span: Span, text: str) -> Span:
    words = span.cut(text)
    return Span(span.end - len(words.lstrip("\n")), span.start + len(words.rstrip("\n")))


@settings(max_examples=50, deadline=None)
@given(items())
def test_marks_attributes_and_relations_come_back(some: list[Item]) -> None:
    files = {name: content.decode() for name, content in written("brat", some).items()}
    read = {name.rpartition(".")[0]: parsed(ann, files[name[:-3] + "txt"]) for name, ann in pairs(files)}
    assert len(read) == len(some)
    for item in some:
        start = f"imports/{item.annotation.annotator}/{item.article.id.replace('/', '-')}."
        ((name, one),) = [(name, one) for name, one in read.items() if name.startswith(start)]
        assert one == expected(item.annotation, item.article.text)
        assert files[f"{name}.txt"] == item.article.text


def pairs(files: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(name, content) for name, content in files.items() if name.endswith(".ann")]


def conf(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """Section to its lines."""
    parts = re.split(r"^\[(\w+)\]\n", files["annotation.conf"].decode(), flags=re.MULTILINE)[1:]
    return {name: body.split("\n") for name, body in zip(parts[::2], parts[1::2], strict=True)}


def test_the_configuration_declares_the_scheme() -> None:
    read = conf(written("brat", SMALL))
    assert list(read) == ["entities", "relations", "events", "attributes"]
    assert set(read["entities"]) - {""} == set(SCHEME.label_by_name)
    assert {line.split("\t")[0] for line in read["relations"]} - {"", "<OVERLAP>"} == set(SCHEME.link_by_name)
    assert "source_number\tArg:SOURCE, Value:1|2|3+" in read["attributes"]
    assert "same_source\tArg1:SOURCE, Arg2:SOURCE, <REL-TYPE>:symmetric" in read["relations"]


def test_the_configuration_declares_what_else_occurs() -> None:
    marks = (Mark("1", "TONE", Span(0, 4), {"how": "dry"}), Mark("2", "CUE", Span(5, 11), {"stance": "loud"}))
    odd = Annotation("a", "x", marks, (Link("sets", "1", "2"),), id="1")
    read = conf(written("brat", [Item(odd, ARTICLE)]))
    assert "TONE" in read["entities"]
    assert "sets\tArg1:<ENTITY>, Arg2:<ENTITY>" in read["relations"]
    assert {"tone_how\tArg:TONE, Value:dry"} <= set(read["attributes"])
    (stance,) = [line for line in read["attributes"] if line.startswith("cue_stance")]
    assert stance.endswith("|mental|loud")


def test_a_hostile_name_stays_in_the_folder() -> None:
    odd = Annotation("../../etc/passwd", "..", campaign="/", id="../x")
    names = set(written("brat", [Item(odd, ARTICLE)]))
    assert {name.partition(".")[0] for name in names} == {"annotation", "_/_/etc-passwd"}
