"""Whole articles: noise, central claims, links between sentences, and what the rules find in real ones."""

from pathlib import Path

import pytest

from annotate.core import Article
from annotate.detect import detect, load_lexicon
from annotate.intake.sentences import split
from annotate.resources import shipped
from annotate.scheme import check, load_scheme
from tests.support.require import missing

LEXICON = load_lexicon(shipped("config", "lexicon"))
SCHEME = load_scheme(shipped("config", "scheme.toml"))
REAL = Path(__file__).resolve().parents[3] / "shared" / "articles"


def reading(*paragraphs, title=None):
    """The machine's annotation of these paragraphs, and their text."""
    text = "\n\n".join(([title] if title else []) + list(paragraphs))
    return detect(Article(id="a", text=text, sentences=split(text), title=title), LEXICON, SCHEME), text


def cut(annotation, text, label, **attributes):
    """The words under each mark of a label whose attributes are as asked."""
    return [
        mark.span.cut(text)
        for mark in annotation.labelled(label)
        if all(mark.get(name) == value for name, value in attributes.items())
    ]


def links(annotation, text, type_):
    by_id = annotation.by_id
    return [
        (by_id[link.from_id].span.cut(text), by_id[link.to_id].span.cut(text))
        for link in annotation.linked(type_)
    ]


@pytest.mark.parametrize(
    ("paragraph", "type_"),
    [
        ("Read more: the ten best beaches", "boilerplate"),
        ("Sign up for our morning newsletter.", "boilerplate"),
        ("(Reporting by Ann Lee; Editing by Ben Orr)", "boilerplate"),
        ("Ben Orr contributed to this report.", "boilerplate"),
        ("© 2024 The Harbour Ledger. All rights reserved.", "boilerplate"),
        ("Follow us on every channel", "boilerplate"),
        ("Contact: press@harbour.example", "boilerplate"),
        ("Ann Lee/Reuters", "caption"),
        ("REUTERS/Ann Lee", "caption"),
        ("The old bridge on Monday. Photo: Ann Lee/Harbour Ledger", "caption"),
        ("Related: Why the bridge was built", "related"),
        ("Related article", "related"),
    ],
)
def test_a_paragraph_that_is_not_the_article(paragraph, type_):
    found, text = reading("The bridge was closed.", paragraph, "It will open in May.")
    assert cut(found, text, "NOISE", type=type_) == [paragraph]


@pytest.mark.parametrize(
    "paragraph",
    [
        "The related claim was dropped.",
        "He said readers should sign the petition.",
        "The photo was taken in May.",
        "Reuters said the bridge was closed.",
    ],
)
def test_a_paragraph_that_only_sounds_like_noise(paragraph):
    found, text = reading("The bridge was closed.", paragraph)
    assert cut(found, text, "NOISE") == []


def test_a_caption_comes_back_reworded():
    found, text = reading(
        "The bridge was closed on Monday.",
        "Soldiers guard the old bridge over the river on Monday.",
        "Soldiers stand guard at the old bridge over the river.",
        "Ann Lee/Reuters",
        "It will open in May.",
    )
    assert len(cut(found, text, "NOISE", type="caption")) == 3


def test_headlines_follow_a_line_that_announces_them():
    found, text = reading("It rained.", "Related articles", "Minister says the dam is safe", "He left early.")
    assert cut(found, text, "NOISE", type="related") == ["Related articles", "Minister says the dam is safe"]
    assert cut(found, text, "SOURCE") == []


def test_a_paragraph_that_came_in_twice_is_marked_the_second_time():
    twice = "The bridge was closed on Monday after a crack was found."
    found, _ = reading(twice, "It will open in May.", twice)
    assert [mark.span.start for mark in found.labelled("NOISE")] == [len(twice) + 2 + 22]


def test_a_dateline_is_noise_and_the_rest_of_its_paragraph_is_read():
    found, text = reading("PARIS, 4 May (Reuters) — Ann Lee said the bridge was closed.")
    assert cut(found, text, "NOISE") == ["PARIS, 4 May (Reuters)"]
    assert cut(found, text, "SOURCE") == ["Ann Lee"]


def test_a_quotation_over_two_paragraphs_keeps_its_speaker():
    found, text = reading("“We tested the bridge,” Ann Lee said. “It is safe.", "“It will open in May.”")
    assert links(found, text, "attributed_to") == [
        ("“We tested the bridge,”", "Ann Lee"),
        ("“It is safe.", "Ann Lee"),
        ("“It will open in May.”", "Ann Lee"),
    ]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Ann Lee said it was over. She said it was late.", [("She", "Ann Lee")]),
        ("Ann Lee said it was over. Lee said it was late.", [("Lee", "Ann Lee")]),
        ("Ann Lee said it was over. Ms. Lee said it was late.", [("Ms. Lee", "Ann Lee")]),
        (
            "A senior official said it was over. The official said it was late.",
            [("The official", "A senior official")],
        ),
        ("Ann Lee said it was over. Ben Orr said it was late.", []),
        ("Analysts say it is over. He said it was late.", []),
    ],
)
def test_later_mentions_of_a_speaker(text, pairs):
    found, _ = reading(text)
    assert links(found, text, "same_source") == pairs


def test_a_later_mention_takes_the_identity_of_the_fullest():
    found, _ = reading("Ann Lee said it was over. She said it was late.")
    assert [mark.get("identity") for mark in found.labelled("SOURCE")] == ["named_person", "named_person"]


def test_who_passes_words_on_is_linked_from_who_said_them():
    found, text = reading("Ann Lee said the ministry had denied that the bridge was closed.")
    assert links(found, text, "via") == [("the ministry", "Ann Lee")]


def test_the_headline_is_joined_to_the_claim_it_sums_up_which_is_central():
    found, text = reading(
        "The harbour trust will close the old bridge in May, its director said on Monday.",
        "The bridge carries 400 cars a day.",
        "Traders fear that customers will stay away.",
        "The trust owns three bridges.",
        title="Harbour trust to close old bridge",
    )
    claim = "The harbour trust will close the old bridge in May"
    assert links(found, text, "same_claim") == [(claim, "Harbour trust to close old bridge")]
    central = cut(found, text, "ASSERTION", weight="central")
    assert central[0] == claim
    assert 3 <= len(central) <= 5


def test_every_assertion_with_a_source_has_its_link_and_cue():
    found, text = reading("“It is over,” said Ann Lee, adding that it was late.")
    assert links(found, text, "attributed_to") == [
        ("“It is over,”", "Ann Lee"),
        ("that it was late", "Ann Lee"),
    ]
    assert links(found, text, "cued_by") == [("“It is over,”", "said"), ("that it was late", "adding")]


def real(number):
    """A real article, its lines as paragraphs."""
    path = next(iter(sorted(REAL.glob(f"{number}_*.txt"))), None)
    if path is None:
        missing(f"no article {number} in {REAL}")
    lines = [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]
    return reading(*lines)


@pytest.mark.parametrize("number", ["000", "002", "004"])
def test_a_real_article_is_marked_as_the_scheme_allows(number):
    found, text = real(number)
    assert check(found, text, SCHEME).dropped == ()
    assert 3 <= len(cut(found, text, "ASSERTION", weight="central")) <= 5


def test_vague_and_nominal_attributions_of_a_real_article():
    found, text = real("002")
    assert "analysts" in cut(found, text, "SOURCE", identity="vague_collective")
    assert {"suggest", "see", "accusations of"} <= set(cut(found, text, "CUE"))
    assert not [words for words in cut(found, text, "CUE") if "appearing" in words]


def test_agentless_and_vague_attributions_of_a_real_article():
    found, text = real("000")
    assert {"have been linked to", "reportedly"} <= set(cut(found, text, "CUE", stance="distancing"))
    assert {"Conversations", "many", "Several reports"} <= set(
        cut(found, text, "SOURCE", identity="vague_collective")
    )
    assert "noting" in cut(found, text, "CUE", stance="endorsing")


def test_captions_and_related_headlines_of_a_real_article():
    found, text = real("004")
    assert len(cut(found, text, "NOISE", type="caption")) == 8
    assert len(cut(found, text, "NOISE", type="related")) == 2
    assert not [words for words in cut(found, text, "CUE") if "evidenced" in words]


@pytest.mark.parametrize(
    ("paragraphs", "answers"),
    [
        (
            ("Prosecutors said Ben Orr took bribes.", "Ben Orr denied the allegations."),
            [("the allegations", "Ben Orr took bribes")],
        ),
        (
            ("Prosecutors said Ben Orr took bribes.", "Ben Orr denied that he had taken bribes."),
            [("that he had taken bribes", "Ben Orr took bribes")],
        ),
        (("Prosecutors said Ben Orr took bribes.", "Ben Orr denied that it had rained."), []),
        (("Prosecutors said Ben Orr took bribes.", "Ben Orr said the bribes were gifts."), []),
        (("Ben Orr said he took bribes.", "Ben Orr denied the allegations."), []),
        (("The mayor denied the allegations.",), []),
        (
            ("Flint said the mayor sold the deeds.", "It rained.", "The mayor denied that she had cheated."),
            [("that she had cheated", "the mayor sold the deeds")],
        ),
        (
            ("Flint said the roof leaked.", "The builder said that was a lie."),
            [("that was a lie", "the roof leaked")],
        ),
        (("Flint said the roof leaked.", "The builder said it was wrong to complain."), []),
        (("Prosecutors said Orr took bribes.", "The judge dismissed the charges."), []),
        (
            ("Flint said the roof leaked.", "Asked about that, Lee said it was new."),
            [("it was new", "the roof leaked")],
        ),
        (("Flint said the roof leaked.", "The council did not respond to questions."), []),
    ],
)
def test_an_answer_is_drawn_where_the_text_shows_what_it_answers(paragraphs, answers):
    assert links(*reading(*paragraphs), "responds_to") == answers


@pytest.mark.parametrize(
    ("paragraphs", "chain"),
    [
        (
            ("Ada Lee said it was over.", "She said it rained.", "Lee said nobody came."),
            [("She", "Ada Lee"), ("Lee", "She")],
        ),
        (
            (
                "Ms. Lee said it was over.",
                "Ben Orr said it rained.",
                "He said nobody came.",
                "She said so too.",
            ),
            [("He", "Ben Orr")],
        ),
        (
            ("Fennimore Labs said it was over.", "Fennimore said it rained."),
            [("Fennimore", "Fennimore Labs")],
        ),
        (("Ada Lee said it was over.", "Ben Lee said it rained."), []),
    ],
)
def test_mentions_of_one_speaker_form_a_chain(paragraphs, chain):
    assert links(*reading(*paragraphs), "same_source") == chain


@pytest.mark.parametrize(
    ("paragraphs", "joined"),
    [
        (
            ("Putin said it rained.", "When Putin hears Orr claim it is dry, he says it is wet."),
            [("he", "Putin")],
        ),
        (("When Lee hears Orr claim it is dry, he says it is wet.",), []),
        (
            (
                "Ann Lee said it rained. Mr. Orr said a clerk had told him it was dry.",
                "A letter that she wrote says it is wet.",
            ),
            [("she", "Ann Lee")],
        ),
        (
            ("The ministry said it rained. A spokeswoman said it was dry.",),
            [("A spokeswoman", "The ministry")],
        ),
        (
            ("The court said it rained.", "Rain fell, a spokesman for the court said."),
            [("a spokesman for the court", "The court")],
        ),
        (("The court said it rained.", "A spokeswoman said it was dry."), []),
        (("Lee said it rained. A spokeswoman said it was dry.",), []),
        (("The mill said it rained.", "A spokesman for the court said it was dry."), []),
    ],
)
def test_who_speaks_is_not_who_is_heard_and_speaks_for_a_body(paragraphs, joined):
    assert links(*reading(*paragraphs), "same_source") == joined


@pytest.mark.parametrize(
    ("paragraphs", "said"),
    [
        (("Lee said it rained.", "“We are closing the pool”", "The pool is old."), []),
        (("Lee said it rained.", "“We are closing the pool.”"), ["“We are closing the pool.”"]),
    ],
)
def test_a_heading_that_quotes_is_not_the_last_speaker_going_on(paragraphs, said):
    found, text = reading(*paragraphs)
    at = {mark.id: mark.span.cut(text) for mark in found.marks}
    told = [at[link.from_id] for link in found.links if link.type == "attributed_to"]
    assert [words for words in told if words.startswith("“")] == said


@pytest.mark.parametrize(
    ("title", "lede", "joined"),
    [
        ("What drives Ada Silje Varro?", "The kettle sings in Ada Silje Varro’s kitchen.", False),
        ("How Silje Varro lost her job", "The kettle sings in Silje Varro’s kitchen.", False),
        ("Silje Varro quits the national team", "Silje Varro quit the national team on Monday.", True),
    ],
)
def test_a_name_alone_does_not_make_a_headline_the_claim_of_the_lede(title, lede, joined):
    found, _ = reading(lede, title=title)
    assert any(link.type == "same_claim" for link in found.links) is joined
