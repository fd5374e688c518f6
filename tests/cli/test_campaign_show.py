"""A campaign's progress as a lead reads it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from annotate.campaigns.show import Adjudication, CampaignShown, DeskShown, Flag
from annotate.cli.campaign_show import progress
from annotate.core.pace import Pace

WHERE = "http://127.0.0.1:8080/projects/1/data"


def desk(annotator: str, state: str, pending: int, pace: Pace | None, drafts: int | None) -> DeskShown:
    email = f"{annotator}@desk.example"
    return DeskShown(annotator, email, 1, WHERE, state, 9, 9 - pending, 0, pending, drafts, pace)


def test_what_is_left_how_long_it_takes_and_what_was_flagged(capsys: pytest.CaptureFixture[str]) -> None:
    desks = (
        desk("ada", "open", 4, Pace(700, 5, 1), 1),
        desk("ben", "closed", 0, None, None),
        desk("kim", "open", 9, None, 0),
    )
    flag = Flag("quay", "ada", "Is this libel?", datetime(2026, 5, 1, 9, tzinfo=UTC))
    progress(CampaignShown("spring", "open", "1", "full", 2, 7, "value", 14, desks, False, 0.0, (flag,)))
    head, _, columns, ada, ben, kim, *rest = capsys.readouterr().out.splitlines()
    assert head == "spring: open, 14 articles by 2 annotators each, depth full, served by value, seed 7"
    assert columns.split()[:6] == ["Desk", "Assigned", "Done", "Skipped", "Pending", "Drafts"]
    assert ada.split()[:10] == ["ada", "9", "5", "0", "4", "1", "12", "min", "47", "min"]
    assert ben.split()[:9] == ["ben", "(left)", "9", "9", "0", "0", "?", "?", "0"]
    assert kim.split()[:8] == ["kim", "9", "0", "0", "9", "0", "?", "?"]
    assert rest[1].startswith("An article: the median of the last 20")
    assert rest[-1].split() == ["quay", "ada", "2026-05-01", "09:00", "Is", "this", "libel?"]


@pytest.mark.parametrize(
    ("email", "state", "line"),
    [
        ("nora@desk.example", "open", f"nora (nora@desk.example) decides what they differ on: {WHERE}"),
        (
            None,
            "gone",
            f"nora decides what they differ on: {WHERE}; to open it again: annotate adjudicate spring",
        ),
    ],
)
def test_who_decides_is_named_with_the_desk(
    email: str | None, state: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    decides = Adjudication("nora", email, 1, WHERE, state)
    about = ("spring", "open", "1", "full", 2, 7, "value", 14, (desk("ada", "open", 0, None, 0),), False, 0.0)
    progress(CampaignShown(*about, (), decides))
    assert capsys.readouterr().out.splitlines()[-1] == line
