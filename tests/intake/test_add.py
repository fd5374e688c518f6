"""Adding articles: what becomes of each, and that the rest goes on."""

import json
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotate.core.errors import UsageError
from annotate.intake.add import add
from annotate.intake.readers.base import METADATA
from annotate.store import Articles, Store


def written(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return str(path)


def test_a_file_is_added_once_and_revised_when_it_changed(store: Store, tmp_path: Path) -> None:
    source = written(tmp_path / "quay.txt", "The quay  is closed.")
    assert [one.to_json() for one in add(store, [source])] == [
        {
            "source": source,
            "id": "quay",
            "revision": 1,
            "status": "added",
            "reason": None,
            "near_duplicates": [],
        }
    ]
    assert [one.status for one in add(store, [source])] == ["unchanged"]
    written(tmp_path / "quay.txt", "The quay is open.")
    assert [(one.status, one.revision) for one in add(store, [source])] == [("revised", 2)]
    with store.session() as session:
        article = Articles(session).get("quay")
        given = Articles(session).given("quay", 1)
    assert article is not None
    assert article.text == "The quay is open."
    assert [span.cut(article.text) for span in article.sentences] == ["The quay is open."]
    assert given.text == "The quay  is closed."
    assert given.offset_map == ((0, 0, 9), (9, 10, 10))


def test_a_stem_taken_by_another_file_is_refused_unless_told(store: Store, tmp_path: Path) -> None:
    one = written(tmp_path / "a" / "story.txt", "One.")
    other = written(tmp_path / "b" / "story.txt", "Other.")
    again = written(tmp_path / "c" / "story.txt", "One.")
    add(store, [one])
    [refused] = add(store, [other])
    assert (refused.status, refused.id, refused.revision) == ("refused", "story", None)
    assert f"that of {one} with another text" in (refused.reason or "")
    assert [item.status for item in add(store, [again])] == ["unchanged"]
    assert [(item.status, item.id) for item in add(store, [other], id="other")] == [("added", "other")]
    assert [(item.status, item.revision) for item in add(store, [other], revise=True)] == [("revised", 2)]


IDENTITIES = [
    pytest.param({"id": "a"}, "revised", id="given"),
    pytest.param({"url": "https://example.org/a"}, "revised", id="URL"),
    pytest.param({}, "added", id="the text itself"),
]


@pytest.mark.parametrize(("identity", "expected"), IDENTITIES)
def test_another_text_under_an_id(store: Store, tmp_path: Path, identity: dict, expected: str) -> None:
    rows = [{**identity, "text": "One."}, {**identity, "text": "Two."}]
    source = written(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows)))
    assert [item.status for item in add(store, [source])] == ["added", expected]


def test_the_same_text_under_another_id_is_added_and_said(store: Store, tmp_path: Path) -> None:
    rows = [{"id": id_, "text": "One."} for id_ in ("a", "b", "b")]
    source = written(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows)))
    found = [(item.id, item.revision, item.status, item.reason) for item in add(store, [source])]
    assert found == [
        ("a", 1, "added", None),
        ("b", 1, "duplicate", "duplicate of a"),
        ("b", 1, "unchanged", None),
    ]


def test_what_cannot_be_taken_is_refused_and_the_rest_goes_on(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    written(folder / "1-empty.txt", " \n")
    written(folder / "2-good.txt", "One.")
    (folder / "3-binary.txt").write_bytes(b"a\x00b")
    (folder / "4-latin.txt").write_bytes("Ça".encode("cp1252"))
    written(folder / "5-long.txt", "a" * 250_001)
    written(folder / "6-id.txt", "+++\nid = 'a b'\n+++\nOne.")
    written(folder / "7.jsonl", '{"text": "Two."}\n{"text"\n{"text": "half \\ud83d of a pair \\u0000."}')
    written(folder / "8.odt", "")
    found = add(store, [str(tmp_path / "none.txt"), str(folder)])
    assert [(Path(item.source).name, item.status) for item in found] == [
        ("none.txt", "refused"),
        ("1-empty.txt", "refused"),
        ("2-good.txt", "added"),
        ("3-binary.txt", "refused"),
        ("4-latin.txt", "refused"),
        ("5-long.txt", "refused"),
        ("6-id.txt", "refused"),
        ("7.jsonl:1", "added"),
        ("7.jsonl:2", "refused"),
        ("7.jsonl:3", "added"),
        ("articles", "refused"),
    ]
    assert all(item.reason for item in found if item.status == "refused")
    with store.session() as session:
        texts = sorted(article.text for article in Articles(session).all())
    assert texts == ["One.", "Two.", "half of a pair ."]


def test_what_no_database_can_hold_is_refused(store: Store, tmp_path: Path) -> None:
    source = written(
        tmp_path / "a.jsonl", '{"id": "a", "text": "One.", "url": "http://e.org/\\u0000"}\n{"text": "Two."}'
    )
    assert [item.status for item in add(store, [source])] == ["refused", "added"]


def test_the_outlet_named_stands_over_that_of_the_source(store: Store, tmp_path: Path) -> None:
    source = written(tmp_path / "a.txt", "+++\noutlet = 'Old'\n+++\nOne.")
    add(store, [source], outlet="New")
    with store.session() as session:
        assert Articles(session).ids(outlet="New") == ["a"]


def test_nothing_is_added_when_the_command_makes_no_sense(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = written(tmp_path / "a.txt", "One."), written(tmp_path / "b.txt", "Two.")
    with pytest.raises(UsageError, match="names one article"):
        add(store, [one, two], id="x")
    with pytest.raises(UsageError, match="bad id"):
        add(store, [one], id="a b")
    with pytest.raises(UsageError, match="not fetched here"):
        add(store, [one, "https://example.org/a"])
    written(tmp_path / "c.html", "<p>Three.</p>")
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(UsageError, match="the extra `web`"):
        add(store, [one, str(tmp_path)])
    with store.session() as session:
        assert Articles(session).ids() == []


JUNK = st.one_of(
    st.sampled_from(
        [None, True, 5, "", "\x00", "\ud800", "a b", "https://e.org/a", "https://[", "2024-13-01"]
    ),
    st.sampled_from(["0001-01-01T00:00:00+14:00", [], {}, "en", "One.", "a\u0301" * 40, "\u200d"]),
    st.text(max_size=5),
)
FIELDS = st.sampled_from([*METADATA, "published", "text"])


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(FIELDS, JUNK))
def test_no_line_stops_the_run(store: Store, tmp_path: Path, fields: dict) -> None:
    source = written(tmp_path / "a.jsonl", json.dumps({"text": "One.", **fields}))
    [item] = add(store, [source])
    assert (item.status == "refused") == (item.revision is None)
    assert item.reason is not None or item.status not in ("refused", "duplicate")


def test_what_of_an_article_could_not_be_read_is_said(store: Store, tmp_path: Path) -> None:
    head, words = (
        '<meta charset="utf-8">',
        "<p>“It’s closed,” the mayor of the small town said on Monday.</p>",
    )
    (tmp_path / "old.html").write_bytes(f"{head}{words}".encode("cp1252"))
    (tmp_path / "cut.html").write_bytes(
        f"{head}{words}".encode() + b"<p>The caf\xe9 and the fa\xe7ade stay.</p>"
    )
    said = [one.reason for one in add(store, [str(tmp_path / "old.html"), str(tmp_path / "cut.html")])]
    assert said == [
        "it was read as windows-1252, which nothing says it is",
        "2 of its characters could not be read and stand as �",
    ]
