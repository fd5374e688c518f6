"""PDF, Word, e-mail and tables: what is taken from each, and what is not believed."""

import sys
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import pypdf
import pytest
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from annotate.core.codec import as_stated
from annotate.core.errors import UsageError
from annotate.intake.readers import read
from annotate.intake.readers.base import Incoming, Means, Refusal

LINES = ("Quay closed", "By Ada Lee", "The harbour authority said on Monday that the quay would stay closed.")


def pdf(path: Path, lines: tuple[str, ...], password: str = "", **about: str) -> str:
    """A PDF of one page with those lines."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(600, 800)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F"): font})}
    )
    shown = "".join(f"({line}) Tj 0 -40 Td " for line in lines)
    content = DecodedStreamObject()
    content.set_data(f"BT /F 12 Tf 50 700 Td {shown}ET".encode())
    page[NameObject("/Contents")] = writer._add_object(content)
    writer.add_metadata({f"/{name}": value for name, value in about.items()})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(path)
    return str(path)


def test_a_pdf(tmp_path: Path) -> None:
    [item] = read(pdf(tmp_path / "a.pdf", LINES, Title="Quay closed", Author="Template Office"))
    assert isinstance(item, Incoming)
    assert [line for line in item.text.splitlines() if line] == list(LINES)
    assert (item.title, item.author) == ("Quay closed", None)


BROKEN_PDFS = [
    ((), "", "no text, only pictures"),
    (LINES, "secret", "locked with a password"),
]


@pytest.mark.parametrize(("lines", "password", "reason"), BROKEN_PDFS)
def test_a_pdf_that_cannot_be_read(
    tmp_path: Path, lines: tuple[str, ...], password: str, reason: str
) -> None:
    [item] = read(pdf(tmp_path / "a.pdf", lines, password))
    assert isinstance(item, Refusal)
    assert reason in item.reason


def test_a_pdf_that_is_locked_against_printing_alone_is_read(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=pdf(tmp_path / "open.pdf", LINES))
    writer.encrypt("", "of the owner", algorithm="RC4-128")
    writer.write(tmp_path / "a.pdf")
    [item] = read(str(tmp_path / "a.pdf"))
    assert isinstance(item, Incoming)
    assert LINES[2] in item.text


@pytest.mark.parametrize("name", ["a.pdf", "a.docx"])
@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\nnothing", b"PK\x03\x04 no archive", b"\0" * 100])
def test_a_broken_document_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    [item] = read(str(tmp_path / name))
    assert isinstance(item, Refusal)


def word(path: Path) -> str:
    made = docx.Document()
    made.add_heading("Quay closed", 1)
    made.add_paragraph("By Ada Lee")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Ships", "12"
    made.add_paragraph("It reopens in spring.")
    made.core_properties.author = "Ada Lee"
    made.save(str(path))
    return str(path)


def test_a_word_document(tmp_path: Path) -> None:
    [item] = read(word(tmp_path / "a.docx"))
    assert isinstance(item, Incoming)
    assert item.text.split("\n\n") == ["Quay closed", "By Ada Lee", "Ships", "12", "It reopens in spring."]
    assert (item.title, item.author) == ("Quay closed", "Ada Lee")


RUN = "<w:r><w:t> now</w:t></w:r>"
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
BOX = f"<w:r><w:pict><w:txbxContent><w:p>{RUN}</w:p></w:txbxContent></w:pict></w:r>"
BESIDE = [
    # what stands in the paragraph behind “It is closed”, the text that is read, what is said to be left out
    pytest.param(f"<w:ins>{RUN}</w:ins>", "It is closed now", None, id="put in"),
    pytest.param(
        "<w:del><w:r><w:delText> now</w:delText></w:r></w:del>", "It is closed", None, id="taken out"
    ),
    pytest.param(f"<w:moveFrom>{RUN}</w:moveFrom>", "It is closed", None, id="moved away"),
    pytest.param(f"<w:moveTo>{RUN}</w:moveTo>", "It is closed now", None, id="moved here"),
    pytest.param(
        f"<w:sdt><w:sdtContent>{RUN}</w:sdtContent></w:sdt>", "It is closed now", None, id="filled in"
    ),
    pytest.param(NOTE * 2, "It is closed", "left out of it: footnotes (2)", id="notes"),
    pytest.param(NOTE + BOX, "It is closed", "left out of it: footnotes (1), text boxes (1)", id="a box"),
]


@pytest.mark.parametrize(("behind", "text", "doubt"), BESIDE)
def test_what_word_keeps_beside_the_words(tmp_path: Path, behind: str, text: str, doubt: str | None) -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("It is closed")
    for element in parse_xml(f"<w:p {nsdecls('w')}>{behind}</w:p>"):
        paragraph._p.append(element)
    made.save(str(tmp_path / "a.docx"))
    [item] = read(str(tmp_path / "a.docx"))
    assert isinstance(item, Incoming)
    assert (item.text, item.doubt) == (text, doubt)


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "entities"), (b"a" * 70_000_000, "too large")],
)
def test_a_word_document_that_would_unpack_to_too_much(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", content)
    [item] = read(str(path))
    assert isinstance(item, Refusal)
    assert reason in item.reason


def mail(**headers: str) -> EmailMessage:
    made = EmailMessage()
    given = {"From": "Harbour News <news@harbour.example>", "Subject": "Quay closed: what now?"} | headers
    for name, value in given.items():
        made[name.replace("_", "-")] = value
    return made


def test_a_newsletter(tmp_path: Path) -> None:
    message = mail(Date="Wed, 01 May 2024 10:00:00 +0200", Archived_At="<https://harbour.example/n/1>")
    message.set_content("The quay stays closed, the harbour authority said on Monday.")
    message.add_alternative(
        "<html><body><p>The quay stays closed until the spring, the harbour authority said on Monday.</p>"
        "<p>Two shipping companies said that they had not been told of it before.</p></body></html>",
        subtype="html",
    )
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="quay.png")
    (tmp_path / "a.eml").write_bytes(bytes(message))
    [item] = read(str(tmp_path / "a.eml"))
    assert isinstance(item, Incoming)
    assert (item.title, item.outlet, item.url) == (
        "Quay closed: what now?", "Harbour News", "https://harbour.example/n/1",
    )  # fmt: skip
    assert as_stated(item.published) == "2024-05-01T10:00:00+02:00"
    assert "until the spring" in item.text
    assert "png" not in item.text.lower()


def test_a_message_of_plain_text(tmp_path: Path) -> None:
    message = mail(Subject="=?utf-8?q?Caf=C3=A9_closed?=")
    message.set_content("The café stays closed.", charset="iso-8859-1")
    (tmp_path / "a.eml").write_bytes(bytes(message))
    [item] = read(str(tmp_path / "a.eml"))
    assert isinstance(item, Incoming)
    assert (item.title, item.text.strip()) == ("Café closed", "The café stays closed.")


@pytest.mark.parametrize(
    "data", [b"", b"no message at all", b"From: a@b.example\nContent-Type: image/png\n\nx"]
)
def test_what_is_no_message_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.eml").write_bytes(data)
    [item] = read(str(tmp_path / "a.eml"))
    assert isinstance(item, Refusal)


TABLES = [
    pytest.param("id,text,outlet\na,One.,O\nb,,O\n", {}, ["a", "text is missing"], id="its own names"),
    pytest.param(
        'Nr;Body;Day\n1;"Two; in\nlines.";2024-05-01\n', {"text": "Body", "id": "nr"}, ["1"], id="named"
    ),
    pytest.param("a,b\n1,2\n", {}, ["there is no column 'text'; it has a, b"], id="no text"),
    pytest.param("text\nx\n", {"title": "Kopf"}, ["there is no column 'Kopf'"], id="no such column"),
    pytest.param("", {}, ["there is no column 'text'; it has no header"], id="empty"),
    pytest.param('text\n"open\n', {}, ["unexpected end of data"], id="an open quote"),
]


@pytest.mark.parametrize(("content", "columns", "expected"), TABLES)
def test_a_table(tmp_path: Path, content: str, columns: dict[str, str], expected: list[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\ufeff" + content)
    found = list(read(str(path), Means(columns=columns)))
    words = [item.id or "" if isinstance(item, Incoming) else item.reason for item in found]
    assert len(words) == len(expected)
    assert all(word.startswith(start) for word, start in zip(words, expected, strict=True))


def test_a_table_of_other_characters_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_bytes("text\tid\nCafé\ta\n".encode("cp1252"))
    [item] = read(str(path))
    assert isinstance(item, Refusal)
    assert "not UTF-8" in item.reason


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [("a.pdf", "pypdf", "documents"), ("a.docx", "docx", "documents"), ("a.rss", "feedparser", "web")],
)
def test_a_missing_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, module: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UsageError, match=extra):
        read(name)
