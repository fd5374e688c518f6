"""brat standoff, read back by a parser written here from brat's description of the format."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from pybrat.parser import BratParser

from annotate.core import Annotation, Link, Mark, Span
from annotate.export.writers.base import Item, Manner
from annotate.export.writers.brat import write_folder
from tests.support.exports import ARTICLE, HARD, SCHEME, SMALL, items, written

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
def test_marks_attributes_and_relations_come_back(some: Sequence[Item]) -> None:
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


def test_a_parser_that_others_wrote_reads_the_same(tmp_path: Path) -> None:
    """pybrat knows marks and relations; it warns of two marks on one span, which is no mistake here."""
    write_folder(HARD, tmp_path, Manner(SCHEME))
    found = BratParser(error="ignore").parse(tmp_path)
    assert len(found) == len(HARD)
    for read in found:
        assert read.text in [item.article.text for item in HARD]
        own = parsed((tmp_path / f"{read.id}.ann").read_text("utf-8"), read.text)
        assert {one.id: (one.type, one.spans[0].start, one.spans[-1].end) for one in read.entities} == {
            id_: (label, span.start, span.end) for id_, (label, span) in own.marks.items()
        }
        assert sorted((one.type, one.arg1.id, one.arg2.id) for one in read.relations) == sorted(own.relations)
    assert sum(len(read.entities) for read in found) == sum(len(item.annotation.marks) for item in HARD)
