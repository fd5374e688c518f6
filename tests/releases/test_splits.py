"""Splits: whole groups, fair shares, the same again, and nothing that leaks."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.core import Mark, Span
from annotate.core.errors import UsageError
from annotate.releases.groups import Key, Member, grouped
from annotate.releases.leaks import leaks
from annotate.releases.splits import Deal, dealt, parsed
from annotate.similar.clusters import SIMILAR
from annotate.similar.minhash import signature
from annotate.similar.runs import runs, similarity
from annotate.store import Annotations, Articles, Store
from tests.support.releases import article, fill, reading, release, story

SHARES = {"train": 0.8, "validation": 0.1, "test": 0.1}
DAY = datetime(2026, 1, 1, tzinfo=UTC)


def members(*genres: str) -> list[Member]:
    return [
        Member((f"a{n:03}", 1), genre, f"o{n % 5}", DAY + timedelta(days=n)) for n, genre in enumerate(genres)
    ]


def alone(of: list[Member]) -> dict[Key, Key]:
    return {member.key: member.key for member in of}


@given(
    st.lists(st.sampled_from(["news", "analysis", "opinion"]), min_size=1, max_size=80),
    st.integers(0, 9),
    st.data(),
)
def test_whole_groups_in_fair_shares_and_the_same_again(
    genres: list[str], seed: int, data: st.DataObject
) -> None:
    of = members(*genres)
    group: dict[Key, Key] = {}
    for at, member in enumerate(of):
        joined = of[data.draw(st.integers(0, at))].key
        group[member.key] = group.get(joined, joined)
    part = dealt(of, group, Deal(SHARES, seed))
    assert part == dealt(list(reversed(of)), group, Deal(SHARES, seed))
    assert all(part[key] == part[name] for key, name in group.items())
    assert set(part.values()) <= SHARES.keys()


@pytest.mark.parametrize("seed", range(5))
def test_each_genre_is_shared_out_as_it_was_asked_for(seed: int) -> None:
    of = members(*["news"] * 50, *["analysis"] * 30, *["opinion"] * 20)
    part = dealt(of, alone(of), Deal(SHARES, seed))
    by_genre = Counter((member.genre, part[member.key]) for member in of)
    for genre, total in (("news", 50), ("analysis", 30), ("opinion", 20)):
        assert [by_genre[genre, name] for name in SHARES] == [total * share for share in SHARES.values()]


def test_another_seed_is_another_split() -> None:
    of = members(*["news"] * 40)
    assert len({tuple(dealt(of, alone(of), Deal(SHARES, seed)).values()) for seed in range(10)}) > 5


def test_in_time_nothing_in_a_later_part_is_older() -> None:
    of = members(*["news"] * 40)
    Random(1).shuffle(of)  # noqa: S311 - no secret
    part = dealt(of, alone(of), Deal(SHARES, by_time=True))
    days = {name: [member.published for member in of if part[member.key] == name] for name in SHARES}
    assert max(days["train"]) < min(days["validation"])
    assert max(days["validation"]) < min(days["test"])
    assert [len(days[name]) for name in SHARES] == [32, 4, 4]


def test_in_time_a_group_goes_by_its_newest() -> None:
    of = members(*["news"] * 10)
    group = alone(of) | {of[9].key: of[0].key}
    part = dealt(of, group, Deal({"train": 0.5, "test": 0.5}, by_time=True))
    assert part[of[0].key] == part[of[9].key] == "test"


def test_what_was_dealt_before_stays() -> None:
    of = members(*["news"] * 60)
    before = dealt(of[:30], alone(of[:30]), Deal(SHARES, 1))
    after = dealt(of, alone(of), Deal(SHARES, 2, kept=before))
    assert before.items() <= after.items()
    assert Counter(after.values()) == {"train": 48, "validation": 6, "test": 6}


@pytest.mark.parametrize(
    ("said", "shares"),
    [
        ("train=80,validation=10,test=10", SHARES),
        ("train=1", {"train": 1.0}),
        ("a=1, b=3", {"a": 0.25, "b": 0.75}),
    ],
)
def test_shares_as_they_are_typed(said: str, shares: dict[str, float]) -> None:
    assert parsed(said) == pytest.approx(shares)


@pytest.mark.parametrize(
    "said",
    ["", "train", "train=x", "train=0", "train=-1", "train=nan", "train=inf", "a=1,a=2", "a-b=1", "é=1"],
)
def test_what_are_no_shares(said: str) -> None:
    with pytest.raises(UsageError, match="no shares"):
        parsed(said)


def with_copy(number: int, share: float) -> str:
    """A story whose last words are another's."""
    words = story(number).split(" ")
    kept = round(len(words) * share)
    return " ".join(words[:kept] + story(number + 50).split(" ")[kept:])


def test_near_duplicates_stay_together_and_the_report_proves_it(store: Store, tmp_path: Path) -> None:
    """Without the groups the copies would lie in several parts: the same report then shows the leak."""
    fill(store, articles=20)
    with store.session() as session:
        for number in range(20, 40):
            copied = article(number, with_copy(number - 20, 0.9))
            Articles(session).add(copied, given="")
            Annotations(session).save(reading(copied, "ruth", campaign="spring"))
    facts = release(store, "spring", tmp_path / "r", shares={"train": 0.5, "test": 0.5})
    pairs = {(one[0], other[0]) for one, other, _ in facts.grouped.near_duplicates}
    assert pairs == {(f"a{n:02}", f"a{n + 20:02}") for n in range(20)}
    assert all(alike >= SIMILAR for *_, alike in facts.grouped.near_duplicates)
    assert facts.leaks.every_pair
    assert facts.leaks.largest < 0.1

    keys = sorted(facts.grouped.group)
    careless = {key: "train" if int(key[0][1:]) < 20 else "test" for key in keys}
    texts = {f"a{n:02}": story(n) if n < 20 else with_copy(n - 20, 0.9) for n in range(40)}
    leaked = leaks(keys, careless, b"", lambda key: texts[key[0]])
    assert leaked.largest > 0.7
    assert {part for *_, part in leaked.texts} == {"train", "test"}


@given(st.lists(st.text("abc ", min_size=1, max_size=30), min_size=2, max_size=8))
def test_the_leak_is_the_largest_of_all_pairs(texts: list[str]) -> None:
    keys = [(f"a{n}", 1) for n in range(len(texts))]
    part = {key: ("train", "test")[n % 2] for n, key in enumerate(keys)}
    said = leaks(keys, part, b"", lambda key: texts[int(key[0][1:])])
    own = [runs(text) for text in texts]
    each = [similarity(own[a], own[b]) for a in range(len(own)) for b in range(a) if (a - b) % 2]
    assert said.largest == pytest.approx(max(each))


def test_of_many_texts_the_candidates_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotate.releases.leaks.EVERY_PAIR", 3)
    texts = [story(1), story(2), story(3), story(2)]
    keys = [(f"a{n}", 1) for n in range(4)]
    rows = b"".join(signature(runs(text)) for text in texts)
    part = dict(zip(keys, ("train", "train", "test", "test"), strict=True))
    said = leaks(keys, part, rows, lambda key: texts[int(key[0][1:])])
    assert (said.largest, said.every_pair) == (1.0, False)
    assert said.texts == (("a1", 1, "train"), ("a3", 1, "test"))
    assert 0 < said.missed < 0.02


def test_revisions_and_on_request_an_outlet_stay_together() -> None:
    of = [
        Member(("a", 1), "news", "Post", None),
        Member(("a", 2), "news", "Wire", None),
        Member(("b", 1), "news", "Wire", None),
        Member(("c", 1), "news", None, None),
        Member(("d", 1), "news", None, None),
    ]
    rows = b"".join(signature(runs(story(n))) for n in range(5))
    text_of = {member.key: story(n) for n, member in enumerate(of)}.__getitem__
    plain, whole = (grouped(of, rows, text_of, by_outlet=by).members() for by in (False, True))
    assert sorted(map(len, plain.values())) == [1, 1, 1, 2]
    assert sorted(map(len, whole.values())) == [1, 1, 3]


def test_on_request_articles_with_nearly_the_same_claim_stay_together() -> None:
    of = [Member((id_, 1), "news", None, None) for id_ in "abc"]
    rows = b"".join(signature(runs(story(n))) for n in range(3))
    text_of = {member.key: story(n) for n, member in enumerate(of)}.__getitem__
    claims = [
        (("a", 1), "the ministry will sell all fourteen island ferries"),
        (("b", 1), "wolves have killed ninety sheep in the upper valley"),
        (("c", 1), "the ministry would sell all 14 island ferries"),
    ]
    apart, together = (
        grouped(of, rows, text_of, by_outlet=False, claims=some).members() for some in ([], claims)
    )
    assert sorted(map(len, apart.values())) == [1, 1, 1]
    assert sorted(together.values()) == [[("a", 1), ("c", 1)], [("b", 1)]]


def test_a_release_by_echoes_keeps_what_makes_the_same_claim_in_one_part(
    store: Store, tmp_path: Path
) -> None:
    fill(store, articles=4)
    claim = "the ministry will sell all fourteen island ferries"
    with store.session() as session:
        for number in (20, 21):
            told = article(number, f"{story(number)}\n\n{claim}")
            span = Span(len(told.text) - len(claim), len(told.text))
            marks = (Mark("a", "ASSERTION", span, {"weight": "central"}),)
            Articles(session).add(told, given="")
            Annotations(session).save(reading(told, "ruth", campaign="spring", marks=marks))
    facts = release(store, "echoes", tmp_path / "e", by="echoes", shares={"train": 0.5, "test": 0.5})
    plain = release(store, "plain", tmp_path / "p", shares={"train": 0.5, "test": 0.5})
    together = [keys for keys in facts.grouped.members().values() if len(keys) > 1]
    assert together == [[("a20", 1), ("a21", 1)]]
    assert all(len(keys) == 1 for keys in plain.grouped.members().values())
    assert "nearly the same words lie in one split" in (tmp_path / "e" / "README.md").read_text("utf-8")
