"""What is counted as an error, and the page that shows it."""

import pytest

from annotate.core import Annotation, Link, Mark, Span
from annotate.evaluation import compare, evaluate
from annotate.evaluation.errors import errors
from annotate.evaluation.gold import parse
from annotate.evaluation.groups import Groups
from annotate.report.errors_page import html
from tests.support.scheme import the_scheme

TEXT = "The quay, Ada Lee said, is closed.\n\n<b>It</b> may open in May."
LEE = {"id": "g1", "label": "SOURCE", "start": 10, "end": 17, "attributes": {"identity": "named_person"}}
CLOSED = {"id": "g2", "label": "ASSERTION", "start": 0, "end": 33}


def compared(marks, *machine, links=(), found_links=()):
    gold = parse({"id": "a", "text": TEXT, "marks": marks, "links": list(links)})
    found = Annotation("a", "machine", tuple(machine), tuple(found_links))
    return compare([gold], lambda _: (TEXT, found))


def mark(id_, label, start, end, **attributes):
    return Mark(id_, label, Span(start, end), attributes)


@pytest.mark.parametrize(
    ("machine", "kinds"),
    [
        ([mark("m1", "SOURCE", 10, 17, identity="named_person")], []),
        ([], [("missed", "SOURCE", "Ada Lee", "")]),
        ([mark("m1", "SOURCE", 10, 22)], [("edges", "SOURCE", "Ada Lee", "Ada Lee said")]),
        (
            [mark("m1", "SOURCE", 10, 17), mark("m2", "SOURCE", 36, 38)],
            [("extra", "SOURCE", "", "<b")],
        ),
        (
            [mark("m1", "SOURCE", 10, 17, identity="metonym")],
            [("chosen", "SOURCE.identity", "named_person", "metonym")],
        ),
    ],
)
def test_each_kind_of_error(machine, kinds):
    (one,) = compared([LEE], *machine)
    assert [(e.kind, e.label, e.gold, e.machine) for e in errors(one, ["SOURCE"])] == kinds


def test_a_link_is_an_error_where_one_side_alone_joins_what_both_marked():
    both = (mark("m1", "SOURCE", 10, 17), mark("m2", "ASSERTION", 0, 33), mark("m3", "CUE", 18, 22))
    cued = Link("cued_by", "m2", "m3")
    link = {"type": "attributed_to", "from": "g2", "to": "g1"}
    (one,) = compared([LEE, CLOSED], *both, links=[link], found_links=[cued])
    (found,) = errors(one, ["SOURCE", "ASSERTION"])
    ends = "The quay, Ada Lee said, is closed → Ada Lee"
    assert (found.kind, found.label, found.gold, found.machine) == ("link", "attributed_to", ends, "")
    (one,) = compared(
        [LEE, CLOSED], *both, links=[link], found_links=[cued, Link("attributed_to", "m2", "m1")]
    )
    assert errors(one, ["SOURCE", "ASSERTION"]) == ()


def test_the_page_shows_each_error_in_its_paragraph_and_runs_nothing_of_it():
    found = compared([LEE, CLOSED], mark("m1", "SOURCE", 36, 45))
    page = html(found, evaluate(found, the_scheme()), Groups({}, {}), "rules")
    assert "<script" not in page
    assert "<b>It</b>" not in page
    assert page.count("missed SOURCE") == page.count("missed ASSERTION") == page.count("extra SOURCE") == 1
    assert 'gold: <bdi class="gold">Ada Lee</bdi>' in page
    assert 'class="missed ' in page
    assert "http" not in page.replace("http-equiv", "")
