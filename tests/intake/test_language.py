"""Whether an article is in English."""

import pytest

from annotate.intake.language import language_of

TEXTS = {
    "en": """
        The government said on Tuesday that the measure would be put off until the autumn. Unions
        that had called for a strike welcomed a decision which workers in the industry had been
        waiting for since the beginning of the year, and said that they would go back to work.""",
    "fr": """
        Le gouvernement a annoncé mardi que la mesure serait reportée à l’automne, selon un
        communiqué. Les syndicats, qui avaient appelé à une grève, ont salué une décision attendue
        depuis des mois par les salariés du secteur, et ont dit vouloir reprendre le travail dès que
        possible dans le pays.""",
    "de": """
        Die Regierung hat am Dienstag mitgeteilt, dass die Maßnahme auf den Herbst verschoben wird.
        Die Gewerkschaften, die zu einem Streik aufgerufen hatten, begrüßten die Entscheidung, die
        was in der Branche seit Monaten erwartet worden war, und wollen nun wieder an die Arbeit
        gehen.""",
    "nl": """
        De regering heeft dinsdag bekendgemaakt dat de maatregel wordt uitgesteld tot de herfst. De
        vakbonden, die hadden opgeroepen tot een staking, zijn blij met het besluit dat al maanden
        werd verwacht, en willen nu weer aan het werk gaan in het land, zo was de reactie.""",
    "da": """
        Regeringen meddelte tirsdag, at foranstaltningen bliver udskudt til efteråret.
        Fagforeningerne der havde opfordret til strejke, hilste beslutningen velkommen, som man i
        branchen havde ventet på i flere måneder for at få ro, og de vil nu gå tilbage til arbejdet
        på alle landets fabrikker.""",
}


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("stated", [None, "en-GB", "fr"])
def test_the_words_tell_english_and_the_page_tells_the_rest(language: str, stated: str | None) -> None:
    expected = {
        (True, None): None,
        (True, "en-GB"): "en-GB",
        (True, "fr"): "en",
        (False, None): "und",
        (False, "en-GB"): "und",
        (False, "fr"): "fr",
    }
    assert language_of(TEXTS[language], stated) == expected[language == "en", stated]


def test_a_few_words_do_not_tell() -> None:
    assert language_of("Feu à bord.", "en") == "en"
