"""The scheme file, and what counts where nobody chose."""

from pathlib import Path

import pytest

from annotate.core import Mark, Span
from annotate.core.errors import UsageError
from annotate.resources import shipped
from annotate.scheme import load_scheme
from tests.support.scheme import the_scheme

HERE = Span(0, 4)


@pytest.mark.parametrize(
    ("label", "attribute", "counts"),
    [
        ("ASSERTION", "kind", "fact"),
        ("ASSERTION", "weight", "supporting"),
        ("CUE", "stance", "neutral"),
        ("HEDGE", "type", "possibility"),
        ("NOISE", "type", "boilerplate"),
        ("SOURCE", "identity", None),
        ("SOURCE", "standing", None),
        ("SOURCE", "reason", None),
    ],
)
def test_unset_means_the_default_and_identity_and_standing_have_none(
    label: str, attribute: str, counts: str | None
) -> None:
    assert the_scheme().value(Mark("m", label, HERE), attribute) == counts


@pytest.mark.parametrize(
    ("identity", "reason", "number"),
    [
        ("unnamed_described", "none", "1"),
        ("unnamed_bare", "none", "1"),
        ("vague_collective", None, None),
        ("named_person", None, None),
    ],
)
def test_reason_and_number_are_those_of_unnamed_sources(
    identity: str, reason: str | None, number: str | None
) -> None:
    source = Mark("m", "SOURCE", HERE, {"identity": identity})
    assert (the_scheme().value(source, "reason"), the_scheme().value(source, "number")) == (reason, number)


@pytest.mark.parametrize("question", ["genre", "accused", "reply"])
def test_the_questions_that_a_score_cannot_do_without_have_no_default(question: str) -> None:
    assert the_scheme().answer_by_name[question].default is None


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("version = ", "is not a scheme"),
        ('version = "1"', "is not a scheme: 'label'"),
        ('version = "1"\nlabel = [{ name = "X" }]\nlink = []\nanswer = []', "is not a scheme: 'text'"),
    ],
)
def test_a_broken_scheme_says_where(tmp_path: Path, content: str, complaint: str) -> None:
    file = tmp_path / "scheme.toml"
    file.write_text(content, "utf-8")
    with pytest.raises(UsageError, match=complaint) as raised:
        load_scheme(file)
    assert str(file) in str(raised.value)


def test_a_missing_scheme_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no scheme at"):
        load_scheme(tmp_path / "scheme.toml")


def test_every_value_has_a_hint_and_a_name_that_a_file_can_hold() -> None:
    for label in load_scheme(shipped("config", "scheme.toml")).labels:
        for attribute in label.attributes:
            for value in attribute.values:
                assert value.hint, value.name
                assert value.name.replace("+", "").isidentifier() or value.name.rstrip("+").isdecimal()
