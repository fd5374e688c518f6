"""Days and times as a reader reads them."""

from __future__ import annotations

from datetime import datetime

import pytest

from annotate.report.dates import day_html, moment, moment_html


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2024-11-16T05:30:00+00:00", "16 November 2024, 05:30 UTC"),
        ("2024-11-16T00:30:00+01:00", "16 November 2024, 00:30 UTC+01:00"),
        ("2025-03-02T00:00:00+00:00", "2 March 2025"),
    ],
)
def test_a_moment_is_said_in_the_zone_that_was_stated(at: str, said: str) -> None:
    assert moment(datetime.fromisoformat(at)) == said


def test_a_page_has_the_machine_s_form_beside_the_reader_s() -> None:
    at = datetime.fromisoformat("2024-11-16T06:30:00.708829+01:00")
    assert (
        moment_html(at)
        == '<time datetime="2024-11-16T06:30:00+01:00">16 November 2024, 06:30 UTC+01:00</time>'
    )
    assert day_html(at) == '<time datetime="2024-11-16">16 Nov 2024</time>'
    assert day_html(None) == "–"
