"""In which characters a page is read, whatever is said of it."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.core.errors import Refused
from annotate.intake.charset import decoded
from annotate.intake.document import Document

ENGLISH = "“It’s a façade,” the mayor of Orléans said – and left."
FRENCH = "À l’Élysée, la façade « fermée » où l’on reçoit jusqu’à l’été… d’août"
GERMAN = "„Die Brücke ist größtenteils zerstört“, sagte Bürgermeisterin Öztürk."
SPANISH = "¿Qué pasó? El señor Muñoz dijo «no»: 5 €, 20 °C, 3½ m²."
RUSSIAN = "Мэр сказал, что мост закрыт."
POLISH = "Wójt powiedział, że źródło może być żółte."
UTF, NOTHING = '<meta charset="utf-8">', ""
GUESSED = "it was read as windows-1252, which nothing says it is"

READ = [
    # what it says, its words, how they are written, what is to be known of it
    pytest.param(UTF, ENGLISH, "utf-8", None, id="as it says"),
    pytest.param('<meta charset="iso-8859-1">', ENGLISH, "utf-8", None, id="UTF-8 is UTF-8"),
    pytest.param('<meta charset="iso-8859-1">', ENGLISH, "cp1252", None, id="Latin-1 is windows-1252"),
    pytest.param('<meta charset="windows-1251">', RUSSIAN, "cp1251", None, id="Russian"),
    pytest.param('<meta charset="gb2312">', "市长说桥关闭了。鎔", "gbk", None, id="GB2312 is GB18030"),
    pytest.param('<meta charset="shift_jis">', "①市長", "cp932", None, id="Shift-JIS is windows-31J"),
    pytest.param(UTF, ENGLISH, "cp1252", GUESSED, id="English that says UTF-8"),
    pytest.param(UTF, FRENCH, "cp1252", GUESSED, id="French that says UTF-8"),
    pytest.param(UTF, GERMAN, "cp1252", GUESSED, id="German that says UTF-8"),
    pytest.param(UTF, SPANISH, "cp1252", GUESSED, id="Spanish that says UTF-8"),
    pytest.param(NOTHING, ENGLISH, "cp1252", GUESSED, id="English that says nothing"),
    pytest.param('<meta charset="utf-16">', ENGLISH, "cp1252", GUESSED, id="UTF-16 in ASCII"),
    pytest.param('<meta charset="klingon">', ENGLISH, "cp1252", GUESSED, id="what nobody knows"),
]


@pytest.mark.parametrize(("head", "words", "encoding", "doubt"), READ)
def test_what_is_written_is_read(head: str, words: str, encoding: str, doubt: str | None) -> None:
    page = decoded(Document("a", f"{head}<p>{words}</p>".encode(encoding)))
    assert (page.text, page.doubt) == (f"{head}<p>{words}</p>", doubt)


LOST = [
    pytest.param(UTF, "é – é".encode() + b" caf\xe9", "é – é caf�", id="one old letter in a page of UTF-8"),
    pytest.param(NOTHING, "é – é".encode() + b" caf\xe9", "é – é caf�", id="the same where nothing says so"),
    pytest.param(UTF, "“A façade,” he…".encode()[:-1], "“A façade,” he�", id="cut within a character"),
    pytest.param(UTF, b"a\x81b", "a�b", id="a byte that is no character anywhere"),
    pytest.param(UTF, "мэр".encode("cp1251") + " мост".encode("cp1251"), "��� ����", id="not western"),
    pytest.param(
        '<meta charset="euc-kr">', "시장".encode("cp949") + b"\xff", "시장�", id="a fault in Korean"
    ),
]


@pytest.mark.parametrize(("head", "data", "text"), LOST)
def test_what_cannot_be_read_can_be_seen(head: str, data: bytes, text: str) -> None:
    page = decoded(Document("a", head.encode() + data))
    assert (page.text, page.doubt) == (head + text, None)


def test_the_page_is_believed_where_the_server_is_further_off() -> None:
    data = '<meta charset="shift_jis">市長'.encode("cp932") + b"\x81"
    assert decoded(Document("a", data, charset="utf-8")).text == '<meta charset="shift_jis">市長�'


@pytest.mark.parametrize(
    ("words", "encoding"),
    [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (POLISH, "cp1250"), (POLISH, "iso8859-2"),
     ("Ο δήμαρχος είπε", "cp1253"), ("ראש העיר אמר", "cp1255"), ("市長は述べた。", "shift_jis"),
     ("市长说桥关闭了", "gbk"), ("시장이 말했다", "euc-kr"), ("“It’s here”", "mac-roman")],
)  # fmt: skip
def test_what_is_not_western_and_says_nothing_is_refused(words: str, encoding: str) -> None:
    with pytest.raises(Refused, match="nothing says in what it is written"):
        decoded(Document("a", f"<p>{words}</p>".encode(encoding)))


LABELS = [
    "utf-8",
    "utf-16",
    "latin-1",
    "hex",
    "rot13",
    "idna",
    "undefined",
    "unicode_escape",
    "gbk",
    "cp1252",
]


@given(st.binary(max_size=80), st.none() | st.sampled_from(LABELS) | st.text(max_size=20))
def test_whatever_it_is_and_whatever_is_said_it_is_text_or_refused(data: bytes, charset: str | None) -> None:
    with suppress(Refused):
        assert isinstance(decoded(Document("a", data + b"\xff", charset=charset)).text, str)
