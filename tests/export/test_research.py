"""What research asks for: one campaign told in tables, and nobody to be picked out by them."""

import csv
import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.consensus import ballots, error_rates
from annotate.consensus.agreement import Read
from annotate.export.research import Asked, write_research
from annotate.export.research.people import k_anonymous
from annotate.store import (
    Annotations,
    Annotators,
    Articles,
    Campaign,
    Campaigns,
    Covariates,
    Desk,
    Desks,
    Frame,
    Inclusions,
    Offer,
    Offers,
    Outbox,
    Rounds,
    Store,
    Task,
)
from tests.support.exports import ARTICLE, NOON, RUTH, SCHEME

Rows = list[dict[str, str]]
OMAR = replace(RUTH, annotator="omar", id="", marks=RUTH.marks[:4], links=RUTH.links[2:])
MACHINE = replace(RUTH, annotator="machine", origin="machine", id="", answers={})
NAMES = {"ruth": "annotator-1", "omar": "annotator-2", "lead": "annotator-3"}


@pytest.fixture
def campaign(store: Store) -> Store:
    """Two readings of one article and a verdict on it; one annotator was shown pre-marks, one was not."""
    with store.session() as session:
        Articles(session).add(ARTICLE, given=ARTICLE.text)
        Campaigns(session).create(RUTH_CAMPAIGN)
        Inclusions(session).add("spring", [ARTICLE.id], Frame("outlet The Daily Example", 40, 0.25))
        Rounds(session).begin("spring", "start", "# Rules")
        for slug in ("ruth", "omar", "lead"):
            Annotators(session).ensure(slug)
        for project, slug in enumerate(("ruth", "omar"), start=1):
            Campaigns(session).assign("spring", ARTICLE.id, slug)
            Desks(session).add(Desk("spring", slug, "one", project, ""))
            _sent(session, slug, project, _offer(bare=slug == "omar"))
        later = NOON + timedelta(days=36500)
        for one in (RUTH, OMAR):
            Annotations(session).save(replace(one, origin="studio", created_at=later, updated_at=later))
        verdict = replace(RUTH, annotator="lead", origin="verdict", id="", answers={"note": "She was asked."})
        Annotations(session).save(verdict)
        Campaigns(session).set_state("spring", ARTICLE.id, "omar", "skipped")
        Campaigns(session).set_why("spring", ARTICLE.id, "omar", "not in English")
    return store


RUTH_CAMPAIGN = Campaign("spring", SCHEME.version, bare=0.5)


def _offer(bare: bool) -> Offer:
    nothing = replace(MACHINE, marks=(), links=())
    part = replace(MACHINE, marks=MACHINE.marks[:5], links=())
    rest = replace(MACHINE, marks=MACHINE.marks[5:], links=())
    return Offer("rules 1", nothing, MACHINE) if bare else Offer("rules 1", part, rest)


def _sent(session: Any, slug: str, project: int, offer: Offer) -> None:
    [intent] = Outbox(session).enqueue_all("spring", slug, project, {(ARTICLE.id, 1): "hash"})
    Outbox(session).sent({intent: Offers(session).add(offer)})
    task = Task("one", project, 7, NOON, "spring", ARTICLE.id, 1, slug)
    Outbox(session).confirmed({intent: task})


def exported(store: Store, folder: Path, **changes: Any) -> dict[str, Rows]:
    rates = error_rates(ballots([Read(ARTICLE, (RUTH, OMAR))], SCHEME), SCHEME)
    with store.session(read_only=True) as session:
        known = Campaigns(session).get("spring")
        assert known is not None
        known = replace(known, **changes)
        counts = write_research(Asked(session, known, SCHEME, rates, NAMES, 2), folder)
    found = {
        file.stem: list(csv.DictReader(file.read_text("utf-8").splitlines())) for file in folder.glob("*.csv")
    }
    assert counts == {name: len(rows) for name, rows in found.items()}
    return found


def test_what_was_shown_can_be_told_from_what_was_kept_back(campaign: Store, tmp_path: Path) -> None:
    found = exported(campaign, tmp_path / "out")
    shown = Counter((row["annotator"], row["shown"]) for row in found["premarks"])
    assert shown == {("annotator-1", "true"): 5, ("annotator-1", "false"): 1, ("annotator-2", "false"): 6}
    made = {row["annotator"]: row for row in found["annotations"]}
    assert (made["annotator-1"]["premarks"], made["annotator-1"]["premarks_shown"]) == ("shown", "5")
    assert (made["annotator-2"]["premarks"], made["annotator-2"]["premarks_hidden"]) == ("bare", "6")
    assert (made["annotator-3"]["origin"], made["annotator-3"]["premarks"]) == ("verdict", "")
    assert made["annotator-1"]["model"] == "rules 1"


def test_each_annotation_has_its_round_and_guidelines(campaign: Store, tmp_path: Path) -> None:
    with campaign.session() as session:
        second = Rounds(session).begin("spring", "after the pilot", "# Better rules")
    found = exported(campaign, tmp_path / "out")
    assert [(row["round"], row["title"]) for row in found["rounds"]] == [
        ("1", "start"),
        ("2", "after the pilot"),
    ]
    made = {row["annotator"]: row for row in found["annotations"]}
    assert (made["annotator-1"]["round"], made["annotator-1"]["guidelines_sha256"]) == ("2", second.sha256)
    assert (made["annotator-3"]["round"], made["annotator-1"]["depth"]) == ("", "full"), (
        "the verdict is older"
    )
    assert (tmp_path / "out" / f"guidelines-{second.sha256[:12]}.md").read_text() == "# Better rules"


def test_how_articles_came_in_and_why_they_were_skipped(campaign: Store, tmp_path: Path) -> None:
    found = exported(campaign, tmp_path / "out")
    (drawn,) = found["sampling"]
    assert (drawn["frame"], drawn["size"], drawn["probability"]) == ("outlet The Daily Example", "40", "0.25")
    skipped = [
        (row["annotator"], row["skipped_why"]) for row in found["assignments"] if row["state"] == "skipped"
    ]
    assert skipped == [("annotator-2", "not in English")]


def test_a_verdict_has_its_reason_and_the_readings_below_it(campaign: Store, tmp_path: Path) -> None:
    found = exported(campaign, tmp_path / "out")
    (verdict,) = found["verdicts"]
    ids = {row["annotator"]: row["annotation"] for row in found["annotations"]}
    assert (verdict["verdict"], verdict["by"], verdict["reason"]) == (
        ids["annotator-3"],
        "annotator-3",
        "She was asked.",
    )
    assert set(verdict["readings"].split()) == {ids["annotator-1"], ids["annotator-2"]}


def test_choices_have_votes_and_chances(campaign: Store, tmp_path: Path) -> None:
    found = exported(campaign, tmp_path / "out")
    identity = [row for row in found["choices"] if row["name"] == "SOURCE.identity"]
    assert identity
    for row in found["choices"]:
        assert set(json.loads(row["votes"])) <= {"annotator-1", "annotator-2"}
        assert sum(json.loads(row["posterior"]).values()) == pytest.approx(1, abs=1e-4)
    rates = {(row["annotator"], row["name"], row["true"]): 0.0 for row in found["confusion"]}
    for row in found["confusion"]:
        rates[row["annotator"], row["name"], row["true"]] += float(row["rate"])
    assert rates
    assert all(total == pytest.approx(1, abs=1e-2) for total in rates.values())


def test_a_link_that_nobody_drew_is_flagged(campaign: Store, tmp_path: Path) -> None:
    found = exported(campaign, tmp_path / "out")
    assert {row["type"]: row["inferred"] for row in found["links"]} == {
        "attributed_to": "false",
        "cued_by": "true",
        "via": "false",
    }


def test_a_sensitive_campaign_tells_nothing_in_peoples_own_words(campaign: Store, tmp_path: Path) -> None:
    found = exported(campaign, tmp_path / "out", sensitive=True)
    assert (found["verdicts"][0]["reason"], found["assignments"][0]["skipped_why"]) == ("", "")
    everything = "".join(file.read_text("utf-8") for file in (tmp_path / "out").iterdir())
    assert not [said for said in ("She was asked", "not in English", "Rosa Marsh") if said in everything]


def test_nobody_is_named_and_frictionless_finds_nothing_wrong(campaign: Store, tmp_path: Path) -> None:
    exported(campaign, tmp_path / "out")
    for file in (tmp_path / "out").glob("*.csv"):
        assert not [slug for slug in NAMES if slug in file.read_text("utf-8")], file.name
    command = [sys.executable, "-m", "frictionless", "validate", str(tmp_path / "out" / "datapackage.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout


def test_what_is_said_of_annotators_is_shared_by_k_of_them(campaign: Store, tmp_path: Path) -> None:
    with campaign.session() as session:
        for slug in ("ruth", "omar"):
            Covariates(session).agreed(slug, {"years_in_trade": "5-9"})
        Covariates(session).agreed("lead", {"years_in_trade": "10+"})
    rows = exported(campaign, tmp_path / "out")["annotators"]
    assert [(row["annotator"], row["years_in_trade"], row["withheld"]) for row in rows] == [
        ("annotator-1", "5-9", "false"),
        ("annotator-2", "5-9", "false"),
        ("annotator-3", "", "true"),
    ]
    with campaign.session() as session:
        assert Covariates(session).withdrawn("ruth") == 1
        pseudonym = Annotators(session).forget("omar")
        assert set(Covariates(session).all()) == {"lead"}, pseudonym


people = st.dictionaries(
    st.text(min_size=1),
    st.dictionaries(st.sampled_from("ab"), st.sampled_from("xyz"), min_size=1),
    max_size=12,
)


@given(people, st.integers(1, 5))
def test_every_combination_that_is_given_out_occurs_k_times(some: dict[str, dict[str, str]], k: int) -> None:
    said = k_anonymous(some, k)
    given_out = Counter(tuple(sorted(one.items())) for one in said.values() if one)
    assert all(count >= k for count in given_out.values())
    assert all(said[who] in ({}, one) for who, one in some.items())


def test_a_campaign_without_anything_is_told_as_such(store: Store, tmp_path: Path) -> None:
    with store.session() as session:
        Campaigns(session).create(RUTH_CAMPAIGN)
    found = exported(store, tmp_path / "out")
    assert {name for name, rows in found.items() if rows} == {"confusion"}, "what the rates say"
