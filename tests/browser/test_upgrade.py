"""A labelling page that was taken to another version of the scheme while somebody worked at it."""

from __future__ import annotations

import pytest

from annotate.campaigns.upgrade import upgrade
from annotate.scheme import Label
from annotate.studio.sync import sync
from tests.browser.conftest import Desk
from tests.scheme.test_under import version
from tests.support.scheme import the_scheme

pytestmark = [pytest.mark.browser, pytest.mark.studio, pytest.mark.slow]

TEXT = "Rain again\n\nMayor Ada Lee said it may rain."
NEWER = version(labels=(*the_scheme().labels, Label("WEATHER", "Weather", "7", "#5B6B7A", "What falls.")))


def test_it_shows_what_was_marked_before_and_takes_the_new_label(desk: Desk) -> None:
    desk.lay(TEXT)
    desk.editor.mark("2", "Mayor Ada Lee")
    desk.editor.submit()
    assert desk.arrived().scheme == "1"

    bench = desk.bench
    assert upgrade(bench.store, bench.owner, NEWER, bench.guidelines, bench.name).losses == ()
    desk.editor.reopen(bench.desk().url, "Rain again")
    desk.editor.wait_for("Rain again", marks=1)
    desk.editor.mark("7", "rain")
    desk.editor.update()

    swept = sync(bench.store, bench.owner, NEWER, bench.name)
    assert (swept.new, swept.changed, swept.quarantined, swept.dropped) == (0, 1, 0, 0)
    (arrived,) = bench.current("bridge")
    assert (arrived.scheme, arrived.revision) == ("2", 2)
    assert {(one.label, one.span.cut(TEXT)) for one in arrived.marks} == {
        ("SOURCE", "Mayor Ada Lee"),
        ("WEATHER", "rain"),
    }
