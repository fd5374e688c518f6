"""Which articles come into a campaign, with which chance, and under which guidelines they are read."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.campaigns.assign import add_articles
from annotate.campaigns.rounds import begin_round
from annotate.campaigns.sample import frame, sample
from annotate.core.errors import UsageError
from annotate.store import Articles, Campaigns, Frame, Inclusions, Rounds
from tests.support.bench import TEXT, Bench, article
from tests.support.scheme import the_scheme

IDS = [f"a{n:02}" for n in range(20)]


@given(st.integers(1, 20), st.text())
def test_a_sample_is_a_part_and_the_same_every_time(size: int, lot: str) -> None:
    drawn = sample(IDS, size, lot)
    assert len(set(drawn)) == size
    assert drawn == sorted(set(drawn) & set(IDS)) == sample(IDS, size, lot)
    assert set(sample(IDS, max(1, size - 1), lot)) <= set(drawn)


def test_every_article_has_the_same_chance() -> None:
    """Within five standard deviations of a binomial draw of 1,000."""
    drawn = Counter(id_ for lot in range(1000) for id_ in sample(IDS, 5, str(lot)))
    assert all(abs(drawn[id_] - 250) < 5 * (1000 * 0.25 * 0.75) ** 0.5 for id_ in IDS)


def test_a_sample_of_more_than_there_are() -> None:
    with pytest.raises(UsageError, match="a sample of 21, of 20 articles"):
        sample(IDS, 21, "")


@pytest.mark.parametrize(
    ("taken", "outlet", "named", "expected"),
    [
        (IDS, None, False, Frame("all", 20, 1.0)),
        (IDS[:5], None, False, Frame("all", 20, 0.25)),
        (IDS[:5], "The Test", False, Frame("outlet The Test", 20, 0.25)),
        (IDS, None, True, Frame("named", 20, None)),
        (IDS[:5], None, True, Frame("named", 20, 0.25)),
    ],
)
def test_the_frame(taken: list[str], outlet: str | None, named: bool, expected: Frame) -> None:
    assert frame(IDS, taken, outlet=outlet, named=named) == expected


@pytest.mark.studio
def test_a_campaign_keeps_how_it_was_drawn_and_what_annotators_were_told(bench: Bench) -> None:
    bench.create(*"abcdef", sample=3)
    bench.create(*"abcdef", sample=3)
    with bench.store.session() as session:
        Articles(session).add(article("g"), given=TEXT)
    add_articles(bench.store, bench.name, ["g"])
    begun = begin_round(
        bench.store, bench.owner, the_scheme(), "# Better rules", bench.name, "after the pilot"
    )
    with bench.store.session(read_only=True) as session:
        included = {one.article: one.frame for one in Inclusions(session).of(bench.name)}
        rounds = Rounds(session).of(bench.name)
    assert Counter(included.values()) == {Frame("named", 6, 0.5): 3, Frame("named", 1, None): 1}
    assert [(one.number, one.title, one.guidelines) for one in rounds] == [
        (1, "start", "# Rules"),
        (2, "after the pilot", "# Better rules"),
    ]
    assert rounds[1] == begun
    assert "Better rules" in bench.owner.get(f"/api/projects/{bench.desk().project}/")["expert_instruction"]


@pytest.mark.studio
def test_a_skip_has_its_reason(bench: Bench) -> None:
    bench.create("a")
    bench.load()
    value = {"text": ["a quiz"]}
    said = {"id": "n", "from_name": "note", "to_name": "text", "type": "textarea", "value": value}
    bench.annotate("a", said, was_cancelled=True)
    bench.sync()
    with bench.store.session(read_only=True) as session:
        (one,) = Campaigns(session).assignments(bench.name)
    assert (one.state, one.skipped_why) == ("skipped", "a quiz")
