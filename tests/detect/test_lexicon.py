"""Word lists: forms of verbs, and what is said of a list that cannot be read."""

import shutil

import pytest

from annotate.core.errors import UsageError
from annotate.detect import load_lexicon
from annotate.detect.verbs import parse_verb
from annotate.resources import shipped


@pytest.mark.parametrize(
    ("line", "forms"),
    [
        ("say said | clause | neutral", "say says said saying"),
        ("deny | np | neutral", "deny denies denied denying"),
        ("argue | clause | neutral", "argue argues argued arguing"),
        ("admit admitted | clause | endorsing", "admit admits admitted admitting"),
        ("write wrote written | that | neutral", "write writes wrote written writing"),
        ("agree | that | neutral", "agree agrees agreed agreeing"),
        ("teach taught | that | neutral", "teach teaches taught teaching"),
    ],
)
def test_the_forms_of_a_verb(line, forms):
    assert set(parse_verb(line).forms()) == set(forms.split())


def test_a_list_that_is_missing_is_named(tmp_path):
    with pytest.raises(UsageError, match=r"media\.txt"):
        load_lexicon(tmp_path)


@pytest.mark.parametrize("line", ["say said", "say | shout | neutral", "say | clause | loud"])
def test_a_verb_that_cannot_be_read_is_quoted(tmp_path, line):
    folder = tmp_path / "lexicon"
    shutil.copytree(shipped("config", "lexicon"), folder)
    (folder / "verbs.txt").write_text(line, "utf-8")
    with pytest.raises(UsageError, match="verbs"):
        load_lexicon(folder)
