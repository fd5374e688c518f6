"""The command line's promises that need no database: help, exit codes, the lock."""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

from annotate.cli import run
from annotate.cli.lock import writing
from annotate.cli.root import COMMANDS
from annotate.core.errors import Locked


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_the_root_says_what_each_command_says_of_itself(name: str) -> None:
    module, line = COMMANDS[name]
    command = import_module(f"annotate.cli.{module}").command
    assert isinstance(command, click.Command)
    assert command.get_short_help_str(limit=200) == line


def test_help_imports_click_and_nothing_that_costs() -> None:
    probe = (
        "import sys; from annotate.cli import run; run(['--help']);"
        "dear = {'sqlalchemy', 'pydantic', 'numpy', 'httpx', 'rich', 'label_studio_sdk'};"
        "print(sorted(dear & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--version"], 0, ""),
        (["nonsense"], 2, "No such command"),
        (["score", "--nonsense"], 2, "No such option"),
        (["score"], 4, "run: annotate init"),
        (["articles", "list"], 4, "run: annotate init"),
        (["studio", "status"], 4, "run: annotate init"),
        (["detect", "missing.txt"], 5, "missing.txt"),
        (["detect", "--model", "nonsense"], 2, "known: default, shipped, rules"),
    ],
)
def test_what_is_wrong_has_its_exit_code_and_a_remedy(
    arguments: list[str], code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ANNOTATE_HOME", raising=False)
    assert run(arguments) == code
    assert said in capsys.readouterr().err


def test_a_reader_who_has_read_enough_is_no_failure() -> None:
    reading, writing_end = os.pipe()
    os.close(reading)
    probe = "from annotate.cli import main; main()"
    with os.fdopen(writing_end, "wb") as out:
        done = subprocess.run([sys.executable, "-c", probe, "--help"], stdout=out, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_second_writer_is_told_who_holds_the_home(tmp_path: Path) -> None:
    hold = (
        "import sys, pathlib; from annotate.cli.lock import writing\n"
        "with writing(pathlib.Path(sys.argv[1]), 'sync'): print('held', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", hold, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        lock = writing(tmp_path, "load")
        with pytest.raises(Locked, match=rf"annotate sync \(process {other.pid}, since"):
            lock.__enter__()
    with writing(tmp_path, "load"):
        pass


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("home = [", "annotate.toml is not TOML"),
        ('studio_token = "secret"', "holds a token"),
        ('colour = "red"', "colour"),
    ],
)
def test_settings_that_cannot_be_are_refused_without_repeating_secrets(
    toml: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "annotate.toml").write_text(toml)
    monkeypatch.chdir(tmp_path)
    assert run(["articles", "list"]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "secret" not in told


def test_settings_come_from_the_environment_then_the_nearest_file_then_the_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from annotate.cli.settings import load_settings

    (tmp_path / "annotate.toml").write_text('home = "desk"\nstudio_url = "http://nearest"\n')
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "annotate.toml").write_text(
        'studio_url = "http://home"\nstudio_token_file = "token"\n'
    )
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    monkeypatch.delenv("ANNOTATE_HOME", raising=False)
    settings = load_settings()
    assert (settings.home, settings.studio_url) == (tmp_path / "desk", "http://nearest")
    assert settings.studio_token_file == tmp_path / "desk" / "token"
    monkeypatch.setenv("ANNOTATE_STUDIO_URL", "http://environment")
    assert load_settings().studio_url == "http://environment"
