"""Bytes to text: marks, UTF-8, declarations, guesses, and what is no text at all."""

from __future__ import annotations

import codecs
import contextlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import ArticleUnreadableError
from annotate.exchange.encoding import declared_encoding, decode, is_binary

ENGLISH = (
    "The mayor of Zürich, José Peña, said “no” – twice – before the café’s owner paid €20.\n"
    "Nobody else was there when the bridge was closed, and the fine was £3,000.\n"
)
FRENCH = (
    "La maire a annoncé que la grève des éboueurs était terminée après trois semaines.\n"
    "Les délégués ont été reçus à l’hôtel de ville où ils ont signé un accord.\n"
)


def texts() -> st.SearchStrategy[str]:
    return st.text(st.characters(exclude_categories=["Cs", "Cc"]))


@given(texts())
def test_utf8_is_never_guessed(text: str) -> None:
    decoded = decode(text.encode(), source="a.txt")
    assert decoded.text == text.removeprefix("\ufeff")
    assert decoded.encoding == "utf-8"
    assert not decoded.is_guessed


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
@given(text=texts())
def test_a_mark_decides_and_is_dropped(mark: bytes, encoding: str, text: str) -> None:
    # An empty UTF-16 text that begins with NUL would be the mark of UTF-32.
    decoded = decode(mark + ("x" + text).encode(encoding), source="a.txt")
    assert decoded.text == "x" + text
    assert decoded.encoding == encoding
    assert decoded.had_bom
    assert not decoded.is_guessed


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(encoding: str) -> None:
    decoded = decode(ENGLISH.encode(encoding), source="a.txt")
    assert decoded.text == ENGLISH
    assert decoded.encoding == encoding
    assert decoded.is_guessed


@pytest.mark.parametrize(
    "text",
    [
        "“I know,” said José Peña—and left.\n",
        "The café’s owner saw nothing.\n",
        "The fine was £20,000 – a record.\n",
        "Prices rose 3% to €20 a barrel.\n",
        "It is 20° in Málaga and 300 km² are dry.\n",
        ENGLISH,
        FRENCH,
        "Der Präsident sprach über größere Änderungen in München.\n",
        "El presidente anunció que irá mañana a España. ¿Quién más?\n",
    ],
)
@pytest.mark.parametrize("times", [1, 20])
def test_western_text_is_read_as_windows_1252(text: str, times: int) -> None:
    decoded = decode((text * times).encode("cp1252"), source="a.txt")
    assert decoded.text == text * times
    assert decoded.is_guessed
    assert 0 < decoded.confidence < 1


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1250", "Předseda vlády oznámil, že se schůzka uskuteční příští týden v Brně.\n"),
        ("cp1251", "Министр сообщил, что встреча пройдёт завтра утром в порту.\n"),
        ("koi8_r", "Министр сообщил, что встреча пройдёт завтра утром в порту.\n"),
        ("cp1253", "Ο υπουργός ανακοίνωσε ότι η συνάντηση θα γίνει αύριο στο λιμάνι.\n"),
        ("cp1255", "השר הודיע כי הפגישה תתקיים מחר בבוקר בנמל.\n"),
        ("cp1256", "أعلن الوزير أن الاجتماع سيعقد غدا في الميناء.\n"),
        ("shift_jis", "大臣は会談が明日港で行われると発表した。\n"),
        ("euc_kr", "장관은 회담이 내일 항구에서 열린다고 발표했다.\n"),
        ("gb18030", "部长宣布会议将于明天在港口举行。\n"),
    ],
)
def test_other_scripts_are_guessed(encoding: str, text: str) -> None:
    assert decode((text * 5).encode(encoding), source="a.txt").text == text * 5


def test_a_few_broken_bytes_do_not_spoil_utf8() -> None:
    data = ENGLISH.encode()
    decoded = decode(data[:-3] + b"\xff" + data[-3:] + "é".encode()[:1], source="a.txt")
    assert decoded.encoding == "utf-8"
    assert decoded.replaced == 2
    assert decoded.text.replace("\ufffd", "") == ENGLISH


def test_the_telling_bytes_may_come_late() -> None:
    text = "Nothing happened today.\n" * 40_000 + "Only José saw it.\n"
    assert decode(text.encode("cp1252"), source="a.txt").text == text


def test_an_encoding_that_is_told_overrules_the_guess() -> None:
    decoded = decode("Łódź".encode("cp1250"), source="a.txt", encoding="cp1250")
    assert decoded.text == "Łódź"
    assert not decoded.is_guessed


@pytest.mark.parametrize("encoding", ["ascii", "no-such-encoding", "base64", "utf-16"])
def test_an_encoding_that_does_not_fit_is_refused(encoding: str) -> None:
    with pytest.raises(ArticleUnreadableError) as caught:
        decode("Zürich".encode("cp1252") + b"!", source="a.txt", encoding=encoding)
    assert caught.value.fields["reason"] == "encoding"
    assert caught.value.fields["encoding"] == encoding


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 4,
        b"%PDF-1.7\nsome text that could be read",
        b"PK\x03\x04" + b"words " * 100,
        b"{\\rtf1\\ansi Some words.}",
        b"\x89PNG\r\n\x1a\n",
        b"\x00" * 500,
        random.Random(3).randbytes(4000),
        b"text\x00\x01\x02\x03",
    ],
)
def test_binary_data_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(ArticleUnreadableError) as caught:
        decode(data, source="photo.txt")
    assert caught.value.fields["reason"] == "binary"
    assert caught.value.fields["source"] == "photo.txt"


def test_a_stray_control_is_tolerated() -> None:
    data = (ENGLISH + "End\x00 of page\x0c\n").encode()
    assert not is_binary(data, is_utf8=True)
    assert decode(data, source="a.txt").text == data.decode()


def test_rubbish_behind_a_mark_is_refused() -> None:
    with pytest.raises(ArticleUnreadableError):
        decode(codecs.BOM_UTF8 + b"\xff\xfe\xfd" * 50, source="a.txt")


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_refusal(data: bytes) -> None:
    with contextlib.suppress(ArticleUnreadableError):
        decoded = decode(data, source="a.txt")
        decoded.text.encode()
        assert 0 <= decoded.confidence <= 1


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (b'<html><head><meta charset="iso-8859-1">', "cp1252"),
        (b"<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=windows-1251'>", "cp1251"),
        (b'<?xml version="1.0" encoding="ISO-8859-2"?><html>', "iso8859-2"),
        (b'<meta charset="utf-16">', "utf-8"),
        (b'<meta charset="gb2312">', "gb18030"),
        (b'<meta charset="rot13">', None),
        (b'<meta charset="klingon">', None),
        (b"<p>charset=utf-8</p>", None),
    ],
)
def test_what_a_page_declares(page: bytes, expected: str | None) -> None:
    assert declared_encoding(page) == expected


def test_a_page_is_read_as_it_declares_unless_it_is_utf8() -> None:
    head = '<html><head><meta charset="iso-8859-1"></head><body>“Grève” à Genève</body>'
    for encoding in ("cp1252", "utf-8"):
        decoded = decode(head.encode(encoding), source="a.html", is_html=True)
        assert decoded.text == head
        assert not decoded.is_guessed


def test_a_seven_bit_encoding_that_a_page_declares() -> None:
    page = '<meta charset="iso-2022-jp"><p>港の大臣</p>'
    decoded = decode(page.encode("iso2022_jp"), source="a.html", is_html=True)
    assert decoded.text == page


def test_a_wrong_declaration_is_counted() -> None:
    page = b'<meta charset="euc-jp"><p>\xff\xff</p>'
    assert decode(page, source="a.html", is_html=True).replaced == 2
