"""What makes a fact-checker's night shorter: a word to the lead, and a second thought."""

from __future__ import annotations

import pytest

from annotate.campaigns.show import show
from tests.browser.conftest import Desk, by_words

pytestmark = [pytest.mark.browser, pytest.mark.studio, pytest.mark.slow]

TEXT = "Rain again\n\nMayor Ada Lee said it may rain."


def test_a_flag_typed_on_the_page_is_seen_by_the_lead(desk: Desk) -> None:
    desk.lay(TEXT)
    desk.editor.mark("2", "Mayor Ada Lee")
    desk.editor.write("Flag to the lead", "Does she mean the city's mayor?")
    desk.editor.submit()
    arrived = desk.arrived()
    assert [one.label for one in arrived.marks] == ["SOURCE"]
    assert dict(arrived.answers) == {}
    (flag,) = show(desk.bench.store, desk.bench.name).flags
    assert (flag.article, flag.annotator, flag.note) == ("bridge", "ada", "Does she mean the city's mayor?")


def test_what_was_submitted_can_be_edited_and_is_a_new_revision(desk: Desk) -> None:
    desk.lay(TEXT)
    desk.editor.mark("2", "Mayor Ada Lee")
    desk.editor.submit()
    assert desk.arrived().revision == 1

    desk.editor.reopen(desk.bench.desk().url, "Rain again")
    desk.editor.wait_for("Rain again", marks=1)
    desk.editor.select("Mayor Ada Lee")
    desk.editor.press("q", "Named person")
    desk.editor.mark("1", "it may rain")
    desk.editor.link("it may rain", "Mayor Ada Lee")
    desk.editor.update()

    swept = desk.bench.sync()
    assert (swept.new, swept.changed) == (0, 1)
    (arrived,) = desk.bench.current("bridge")
    assert arrived.revision == 2
    ids = by_words(arrived, TEXT)
    assert arrived.by_id[ids["Mayor Ada Lee"]].get("identity") == "named_person"
    assert ("attributed_to", ids["it may rain"]) in {(one.type, one.from_id) for one in arrived.links}
