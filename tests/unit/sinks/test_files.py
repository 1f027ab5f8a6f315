"""Files for other programs: no cell is a formula, no character breaks the format, no text adds a line of its own."""

import csv
import io
import re
from datetime import date
from zipfile import ZipFile
from zoneinfo import ZoneInfo

from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from icalendar import Calendar

from bot import i18n
from bot.domain.cells import harmless, meant
from bot.domain.language import LANGUAGES
from bot.domain.record import ActionLine, Organisation, Owner, Space, StatusChange
from bot.domain.tbx import read_tbx, write_tbx
from bot.domain.term import Term
from bot.domain.term_csv import read_termbase, write_termbase
from bot.domain.tmx import Kept, Unit, read, write
from bot.domain.xml_text import xml_text
from bot.render.ics import as_ics
from bot.render.plain import plain
from bot.render.table import as_csv, as_xlsx
from bot.render.table_rows import Reading
from tests.unit.export.making import ADDRESS, CHANGED, NOW, due, line, text
from tests.unit.sinks.hostile import TURNING, WORDS

i18n.load()

LINES = settings(deadline=None)
DANISH = Reading("da", ZoneInfo("Europe/Copenhagen"), ADDRESS)
DAY = date(2017, 4, 1)
FORMULA = set("=＝+＋@＠-－")
BEHIND_A_BLANK = FORMULA - set("-－")  # there a dash is one of prose
# RFC 5545: every property that may stand in our calendars, and nothing else may
PROPERTIES = {
    "BEGIN", "END", "PRODID", "VERSION", "CALSCALE", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL",
    "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES", "STATUS",
    "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS", "URL",
}  # fmt: skip


def action(words: str) -> ActionLine:
    """An action in which everything that people or machines write is the same words."""
    owner = Owner(Organisation(1, {"da": words, "zh": words}), 1, words)
    return line(
        text(words, words),
        due(words, DAY, DAY),
        owner,
        Owner(said=words),
        status="open",
        space=Space(1, words, ("da", "zh")),
        reason=text(words, words),
        changed=StatusChange(words, CHANGED),
    )


def run_as_formulas(content: str) -> list[str]:
    """The cells that begin as a formula for a program that knows no quotes and takes lines apart at any separator."""
    cells = [cell.strip('"') for cell in re.split("[,;\t\r\n]", content)]
    return [cell for cell in cells if cell[:1] in FORMULA or cell.strip(' "')[:1] in BEHIND_A_BLANK]


@LINES
@given(WORDS)
def test_no_cell_of_a_table_is_a_formula_in_whatever_field_it_stood(words: str) -> None:
    content = as_csv([action(words)], DANISH).decode("utf-8-sig")

    assert run_as_formulas(content) == []
    rows = list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))
    assert [len(row) for row in rows] == [17, 17]
    assert TURNING.search(content) is None


@LINES
@given(WORDS)
def test_a_harmless_cell_is_read_back_as_it_was(words: str) -> None:
    assert meant(harmless(words)) == words
    assert harmless(words).lstrip(' "\t\r\n')[:1] not in FORMULA


@LINES
@given(WORDS)
def test_a_workbook_holds_strings_and_no_formula_and_no_link_of_peoples(words: str) -> None:
    book = ZipFile(io.BytesIO(as_xlsx([action(words)], DANISH, now=NOW)))

    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert re.findall(r'Target="([^"]*)"', book.read("xl/worksheets/_rels/sheet1.xml.rels").decode()) == [
        "https://region.slack.com/archives/C0JIANGSU/p1484902800000100"
    ]
    assert [name for name in book.namelist() if name.endswith(".xml") and fromstring(book.read(name)) is None] == []


def terms_of(words: str) -> Term:
    """A term with the words in every field, as it is stored: one line, trimmed, without what separates forms."""
    said = " ".join(plain(words).replace("|", " ").split())
    forms = dict.fromkeys(LANGUAGES, said)
    more = dict.fromkeys(LANGUAGES, (f"{said} a", f"b {said}"))
    return Term("term", forms, more, dict.fromkeys(LANGUAGES, (f"{said} c",)), f"x {said}")


@LINES
@given(WORDS)
def test_terms_come_through_csv_unchanged_and_are_nowhere_a_formula(words: str) -> None:
    term = terms_of(words)

    written = write_termbase([term])

    assert read_termbase(written).terms == (term,)
    assert run_as_formulas(written) == []


@LINES
@given(WORDS)
def test_terms_come_through_tbx_whatever_stands_in_them(words: str) -> None:
    term = terms_of(words)

    (read_back,) = read_tbx(write_tbx([term])).terms

    assert read_back.forms == {language: " ".join(form.split()) for language, form in term.forms.items()}
    broken = Term("term", {"da": f"{words}\x00\ud800\ufffe", "zh": "词"}, {}, {}, "\x1b")
    assert len(read_tbx(write_tbx([broken])).terms) == 1


@LINES
@given(WORDS, WORDS)
def test_a_memory_comes_through_tmx_whatever_stands_in_it(words: str, by: str) -> None:
    written = "".join(write([Kept("da", "zh", words, words, by, NOW)]))

    (unit,) = read(io.BytesIO(written.encode()))

    assert isinstance(unit, Unit)
    assert [(one.source, one.target) for one in unit.pairs] == [(one_line(words), one_line(words))]


def one_line(words: str) -> str:
    return re.sub(r"\s*[\n\r\t\v\f\x85\u2028\u2029]\s*", " ", xml_text(words)).strip()


@LINES
@given(WORDS, WORDS)
def test_no_text_adds_a_line_to_a_calendar(words: str, name: str) -> None:
    content = as_ics([action(words), action(name)], "da", name=name, now=NOW, address=ADDRESS)

    assert content.endswith(b"\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert content.replace(b"\r\n", b"").count(b"\r") == content.replace(b"\r\n", b"").count(b"\n") == 0
    lines = content.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]
    assert {re.split("[:;]", one)[0] for one in lines} <= PROPERTIES
    assert [one for one in lines if one.startswith(("BEGIN", "END"))] == [
        "BEGIN:VCALENDAR", *["BEGIN:VEVENT", "END:VEVENT"] * 2, "END:VCALENDAR"
    ]  # fmt: skip
    assert TURNING.search(content.decode()) is None
    events = Calendar.from_ical(content).events
    assert [str(event["summary"])[:5] for event in events] == ["3.10 ", "3.10 "]
    assert [str(event["url"]) for event in events] == [f"{ADDRESS}archives/C0JIANGSU/p1484902800000100"] * 2


@LINES
@given(WORDS)
def test_every_line_of_a_calendar_is_whole_utf_8(words: str) -> None:
    content = as_ics([action(f"{words}江苏省🇩🇰" * 20)], "zh", name=words, now=NOW, address=ADDRESS)

    assert "\ufffd" not in content.decode().replace("\ufffd", "" if "\ufffd" in plain(words) else "\ufffd")
    assert [one for one in content.split(b"\r\n") if one.decode(errors="replace").encode() != one] == []
