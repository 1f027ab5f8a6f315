"""A table: what stands in it, that it is never a formula, and that programs read it as it was written."""

import csv
import io
import re
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.cells import harmless
from bot.domain.language import Language
from bot.domain.record import ActionLine, Space, Text
from bot.render.plain import plain
from bot.render.table import SEPARATORS, as_csv, as_xlsx
from bot.render.table_rows import Reading
from tests.unit.export.making import ADDRESS, CLEAN, JEPD, LINK, NOW, due, line, text

COPENHAGEN, SHANGHAI = ZoneInfo("Europe/Copenhagen"), ZoneInfo("Asia/Shanghai")
DANISH, CHINESE = Reading("da", COPENHAGEN, ADDRESS), Reading("zh", SHANGHAI, ADDRESS)
PRIMO = due("primo april", date(2017, 4, 1), date(2017, 4, 10), "third")
TRIGGERS = "=＝+＋@＠-－"
SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def oversigt() -> ActionLine:
    return line(text("CLEAN sender oversigt", "CLEAN提供名录"), PRIMO, CLEAN, JEPD)


def read_csv(content: bytes, reading: Reading) -> list[list[str]]:
    written = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(written, newline=""), delimiter=SEPARATORS[reading.locale]))


def parts(content: bytes) -> ZipFile:
    return ZipFile(io.BytesIO(content))


def strings(book: ZipFile) -> list[str]:
    """The shared strings, with the escapes that Excel undoes."""
    root = fromstring(book.read("xl/sharedStrings.xml"))
    raw = ["".join(part.text or "" for part in one.iter(f"{SPREADSHEET}t")) for one in root]
    return [re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), one) for one in raw]


def cells(content: bytes) -> list[dict[str, Any]]:
    """Each row of the sheet: column letter → string, number, or None for an empty cell."""
    book = parts(content)
    known, sheet = strings(book), fromstring(book.read("xl/worksheets/sheet1.xml"))
    return [
        {re.sub("[0-9]", "", cell.attrib["r"]): _value(cell, known) for cell in row}
        for row in sheet.iter(f"{SPREADSHEET}row")
    ]


def _value(cell: Element, known: list[str]) -> str | float | None:
    value = cell.find(f"{SPREADSHEET}v")
    if value is None or value.text is None:
        return None
    return known[int(value.text)] if cell.attrib.get("t") == "s" else float(value.text)


def test_a_table_for_a_dane_has_both_languages_side_by_side() -> None:
    headings, row = read_csv(as_csv([oversigt()], DANISH), DANISH)

    assert dict(zip(headings, row, strict=True)) == {
        "Nummer": "§3.10",
        "Dansk": "CLEAN sender oversigt",
        "Kinesisk": "CLEAN提供名录",
        "Oversættelse": "Kinesisk: maskinoversat",
        "Ansvarlig": "CLEAN, JEPD",
        "Frist, som skrevet": "primo april",
        "Fra": "2017-04-01",
        "Til": "2017-04-10",
        "Nøjagtighed": "tredjedel af en måned",
        "Status": "Åben",
        "Forventet": "",
        "Sidst ændret af": "Mette Holm",
        "Sidst ændret (Europe/Copenhagen)": "2017-01-19 17:30",
        "Begrundelse": "",
        "Møde": "Møde med JEPD",
        "Samarbejde": "Jiangsu",
        "Åbn i Slack": LINK,
    }


def test_a_table_for_a_chinese_reader_is_in_chinese() -> None:
    dropped = line(
        text("CLEAN提供名录", "CLEAN sender oversigt", language="zh", state="reviewed"),
        due("尽快", None, None, "asap"),
        JEPD,
        status="dropped",
        expected=True,
        reason=text("Mødet er aflyst", "会谈取消"),
        card=None,
    )

    headings, row = read_csv(as_csv([dropped], CHINESE), CHINESE)

    assert dict(zip(headings, row, strict=True)) == {
        "编号": "§3.10",
        "丹麦文": "CLEAN sender oversigt",
        "中文": "CLEAN提供名录",
        "翻译": "丹麦文：译文已审校",
        "负责": "江苏省环境保护厅",
        "期限原文": "尽快",
        "起": "",
        "止": "",
        "精确度": "尽快",
        "状态": "已取消",
        "预计": "预计",
        "最后修改人": "Mette Holm",
        "最后修改时间（Asia/Shanghai）": "2017-01-20 00:30",
        "原因": "会谈取消",
        "会议": "与江苏省环境保护厅会谈",
        "合作": "Jiangsu",
        "在 Slack 中打开": "",
    }


def test_what_is_not_translated_leaves_its_cell_empty_and_says_so() -> None:
    headings, row = read_csv(as_csv([line("CLEAN sender oversigt", None)], DANISH), DANISH)

    found = dict(zip(headings, row, strict=True))
    assert (found["Kinesisk"], found["Oversættelse"]) == ("", "Kinesisk: ikke oversat endnu")
    assert (found["Frist, som skrevet"], found["Nøjagtighed"], found["Ansvarlig"]) == ("", "", "")


def test_an_original_in_a_language_of_no_space_has_its_column() -> None:
    english = Text(8, "en", "CLEAN sends a list")

    headings, row = read_csv(as_csv([line(english, None)], DANISH), DANISH)

    assert headings[1:4] == ["Dansk", "Kinesisk", "Engelsk"]
    assert row[1:5] == ["", "", "CLEAN sends a list", "Dansk: ikke oversat endnu\nKinesisk: ikke oversat endnu"]


@pytest.mark.parametrize(("locale", "first"), [("da", b'"Nummer";"Dansk"'), ("zh", '"编号","丹麦文"'.encode())])
def test_the_bytes_are_those_excel_opens_by_itself(locale: Language, first: bytes) -> None:
    content = as_csv([oversigt()], Reading(locale, COPENHAGEN))

    assert content.startswith(b"\xef\xbb\xbf" + first)
    assert content.count(b"\r\n") == 2


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("=1+1", "'=1+1"),
        ("  =1+1", "'  =1+1"),
        ("＝1+1", "'＝1+1"),
        ("@CLEAN", "'@CLEAN"),
        ("-5 grader", "'-5 grader"),
        ("+45 12 34", "'+45 12 34"),
        ("Hej,=cmd|' /C calc'!A1", "Hej,'=cmd|' /C calc'!A1"),
        ('Hej;"=1+1', "Hej;\"'=1+1"),
        ("a\n=1+1", "a\n'=1+1"),
        ("a - b = c, d; e @f", "a - b = c, d; e @f"),
        ("", ""),
    ],
)
def test_a_cell_that_would_be_a_formula_is_made_harmless(words: str, written: str) -> None:
    assert harmless(words) == written


@settings(deadline=None)  # a busy machine is no fault
@given(st.text(max_size=60), st.sampled_from([DANISH, CHINESE]))
def test_any_text_comes_through_csv_and_is_nowhere_a_formula(words: str, reading: Reading) -> None:
    content = as_csv([line(text(words, words), due(words, None, None, "unknown"))], reading)

    _, row = read_csv(content, reading)
    assert row[1].replace("'", "") == row[2].replace("'", "") == plain(words).replace("'", "")
    assert row[5] == row[1]
    # even for a program that takes the line apart elsewhere and knows no quotes
    torn = re.split("[,;\t\r\n]", content.decode("utf-8-sig"))
    assert [piece for piece in torn if piece.strip('"')[:1] in set(TRIGGERS)] == []


@settings(deadline=None)
@given(st.text(st.sampled_from("=＝+＋@＠-－,;\"'\n\t ab"), max_size=30))
def test_no_mixture_of_separators_quotes_and_signs_becomes_a_formula(words: str) -> None:
    content = as_csv([line(text(words, words), None)], DANISH)

    torn = re.split("[,;\t\r\n]", content.decode("utf-8-sig"))
    assert [piece for piece in torn if piece.strip('"')[:1] in set(TRIGGERS)] == []


def test_a_workbook_has_days_as_days_and_strings_as_strings() -> None:
    headings, row = cells(as_xlsx([oversigt()], CHINESE, now=NOW))

    assert list(headings.values())[:6] == ["编号", "丹麦文", "中文", "翻译", "负责", "期限原文"]
    assert [row[column] for column in "ABCDEF"] == [
        "3.10",
        "CLEAN sender oversigt",
        "CLEAN提供名录",
        "中文：机器翻译",
        "CLEAN、江苏省环境保护厅",
        "primo april",
    ]
    epoch = date(1899, 12, 30)
    assert [row["G"], row["H"]] == [(date(2017, 4, day) - epoch).days for day in (1, 10)]
    assert row["M"] == pytest.approx((date(2017, 1, 20) - epoch).days + 30 / (24 * 60) + 5 / 86_400)


def test_a_workbook_has_a_sheet_that_stays_readable() -> None:
    book = parts(as_xlsx([oversigt()], CHINESE, now=NOW))
    sheet, names = book.read("xl/worksheets/sheet1.xml").decode(), book.read("xl/workbook.xml").decode()

    assert '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>' in sheet
    assert '<autoFilter ref="A1:Q2"/>' in sheet
    assert '<ignoredError sqref="A1:A2" numberStoredAsText="1"/>' in sheet
    assert '<sheet name="待办"' in names
    assert f'Target="{LINK}"' in book.read("xl/worksheets/_rels/sheet1.xml.rels").decode()
    assert 'wrapText="1"' in book.read("xl/styles.xml").decode()
    assert "2017-01-20T09:00:00Z" in book.read("docProps/core.xml").decode()
    assert [name for name in book.namelist() if "vba" in name.lower() or "external" in name.lower()] == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_comes_through_a_workbook_and_is_no_formula(words: str) -> None:
    content = as_xlsx([line(text(words, f"<r>{words}</r>"), due(words, None, None, "unknown"))], DANISH, now=NOW)

    _, row = cells(content)
    assert row["B"] == row["F"] == (plain(words) or None)
    assert row["C"] == f"<r>{plain(words)}</r> "
    assert b"<f>" not in parts(content).read("xl/worksheets/sheet1.xml")


def test_a_cell_that_is_too_long_for_excel_is_cut_and_says_so() -> None:
    _, row = cells(as_xlsx([line("😀" * 20_000, None)], DANISH, now=NOW))

    assert row["B"] == "😀" * 16_382 + "…"


def test_a_day_before_excels_first_is_written_out() -> None:
    _, row = cells(as_xlsx([line("a", due("1899", date(1899, 1, 1), date(1899, 12, 31), "year"))], DANISH, now=NOW))

    assert (row["G"], row["H"]) == ("1899-01-01", "1899-12-31")


def test_nothing_is_a_table_of_headings() -> None:
    assert len(read_csv(as_csv([], DANISH), DANISH)) == 1
    assert len(cells(as_xlsx([], DANISH, now=NOW))) == 1


def test_each_action_says_of_which_space_it_is() -> None:
    other = Space(2, "Shandong", ("da", "en"))

    headings, *rows = read_csv(as_csv([oversigt(), line("b", None, space=other)], DANISH), DANISH)

    assert headings[1:4] == ["Dansk", "Kinesisk", "Engelsk"]
    assert [row[-2] for row in rows] == ["Jiangsu", "Shandong"]
    assert [row[4] for row in rows] == ["Kinesisk: maskinoversat", "Engelsk: ikke oversat endnu"]
