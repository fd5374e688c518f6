"""Names for people who are not to be named."""

from hypothesis import given
from hypothesis import strategies as st

from annotate.core.pseudonym import pseudonyms


@given(st.sets(st.text(min_size=1)), st.text())
def test_everybody_has_one_of_their_own_that_does_not_tell_who_they_are(slugs: set[str], salt: str) -> None:
    names = pseudonyms(slugs, salt)
    assert names.keys() == slugs
    assert len(set(names.values())) == len(slugs)
    assert all(name.startswith("reader-") for name in names.values())


def test_it_is_the_same_whoever_else_is_there_and_another_in_another_campaign() -> None:
    alone, both = pseudonyms(["ada"], "spring"), pseudonyms(["ben", "ada"], "spring")
    assert alone["ada"] == both["ada"] != pseudonyms(["ada"], "autumn")["ada"]
