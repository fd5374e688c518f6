"""A campaign's readings make a model of the team's own, which pre-marks where it is better."""

import json
from dataclasses import replace

import pytest

from annotate.cli import run
from annotate.cli.app import App
from annotate.cli.lock import teaching
from annotate.core.errors import UsageError
from annotate.learning.contest import SURE
from annotate.learning.course import learn
from annotate.learning.lessons import HELD, lessons
from annotate.store import Campaign, Campaigns
from annotate.training.options import GENTLE

NAMES = ("Ada Lee", "Bo Orr", "The mayor", "Mr. Ames", "A clerk", "Zoe Kay")
THINGS = ("quay", "dam", "road", "mill", "school", "pier")


def readings(start=0, cue="quipped"):
    """Short articles in which somebody says something, as their annotators marked them."""
    for number, (name, thing) in enumerate([(n, t) for n in NAMES for t in THINGS], start):
        text = f"{name} {cue} that the {thing} was shut.\n\nIt has rained on the {thing} since May."
        marks = [
            {
                "id": "s",
                "label": "SOURCE",
                "start": 0,
                "end": len(name),
                "attributes": {"identity": "named_person"},
            },
            {"id": "c", "label": "CUE", "start": len(name) + 1, "end": len(name) + 1 + len(cue)},
            {
                "id": "a",
                "label": "ASSERTION",
                "start": len(name) + 2 + len(cue),
                "end": text.index("shut") + 4,
            },
        ]
        links = [
            {"type": "attributed_to", "from": "a", "to": "s"},
            {"type": "cued_by", "from": "a", "to": "c"},
        ]
        yield {
            "article": f"a{number}",
            "annotator": "ruth",
            "article_text": text,
            "marks": marks,
            "links": links,
        }


@pytest.fixture
def home(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ANNOTATE_HOME", str(tmp_path / "home"))
    (tmp_path / "read.jsonl").write_text("\n".join(map(json.dumps, readings())))
    assert run(["init"]) == 0
    assert run(["annotations", "import", "read.jsonl"]) == 0
    capsys.readouterr()
    return tmp_path


def models(capsys):
    capsys.readouterr()
    assert run(["detect", "models", "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_model_is_learnt_kept_used_and_taken_back(home, capsys):
    train = ["detect", "train", "--campaign", "imports", "--epochs", "2"]
    before = App().detector().name
    code = run(train)
    own = models(capsys)[1]
    assert own["articles"] + own["held_back"] == len(NAMES) * len(THINGS)
    assert (code, own["in_force"]) == ((0, True) if own["sure"] >= SURE else (1, False))
    assert run(["detect", "models", "--use", "1"]) == 0
    assert App().detector().name.startswith("imports ")
    capsys.readouterr()
    assert run(["detect", "card", "1"]) == 0
    held_back = capsys.readouterr().out
    assert f"on {own['held_back']} articles" in held_back
    assert "in force then" in held_back
    assert f"ahead in {100 * own['sure']:.0f} of 100 of them" in held_back
    assert "batch 1" in held_back
    assert run(["detect", "models", "--roll-back"]) == 0
    assert App().detector().name == before


def test_a_better_model_is_not_replaced(home, capsys):
    code = run(["detect", "train", "--campaign", "imports", "--epochs", "1", "--rate", "0.5"])
    assert code == 1
    told = capsys.readouterr().err
    assert "36 articles (0 decided by a verdict, 36 read by one annotator alone)" in told
    assert "model 1 is not surely better than the one in force, which stays" in told
    shipped, own = models(capsys)
    assert (shipped["in_force"], own["in_force"]) == (True, False)
    assert own["sure"] < SURE
    assert (home / "home" / "models" / "0001.json").exists()


def test_the_articles_held_back_are_the_same_whatever_is_added(home):
    app = App()
    before = {one.article.id: one.held_back for one in lessons(app.store, app.scheme, "imports")}
    assert 0.5 / HELD < sum(before.values()) / len(before) < 2 / HELD
    (home / "more.jsonl").write_text("\n".join(map(json.dumps, readings(100, "sighed"))))
    assert run(["annotations", "import", "more.jsonl"]) == 0
    after = {one.article.id: one.held_back for one in lessons(app.store, app.scheme, "imports")}
    assert len(after) == 2 * len(before)
    assert before.items() <= after.items()


def test_the_desks_go_on_while_a_model_learns(home, capsys):
    app = App()
    with teaching(app.home, "detect train"):
        assert run(["annotations", "import", "read.jsonl"]) == 0
        assert run(["detect", "models", "--use", "0"]) == 7
        assert "annotate detect train (process" in capsys.readouterr().err


def test_a_training_that_was_stopped_begins_anew_where_more_was_read_since(home):
    app = App()
    app.models.mkdir()
    (app.models / "learning.npz.checkpoint").write_bytes(b"of other lessons")
    found = lessons(app.store, app.scheme, "imports")
    base = app.detector("shipped")
    once = replace(GENTLE, epochs=1)
    made = learn(found, base, base, once, {}, app.models / "learning.npz", lambda epoch, loss: None)
    assert made.learnt + made.held == len(found)
    assert not (app.models / "learning.npz.checkpoint").exists()


def test_of_central_claims_alone_nothing_is_learnt(home, capsys):
    app = App()
    with app.store.session() as session:
        Campaigns(session).create(Campaign("quick", depth="central"))
    with pytest.raises(UsageError, match="asks for central claims alone"):
        lessons(app.store, app.scheme, "quick")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--campaign", "none"], "there is no campaign 'none'"),
        (["--campaign", "imports", "--from", "default"], "--campaign says it all"),
        ([], "there is nothing to learn from"),
    ],
)
def test_what_cannot_be_learnt_from_is_said(home, capsys, arguments, said):
    assert run(["detect", "train", *arguments]) == 2
    assert said in capsys.readouterr().err
