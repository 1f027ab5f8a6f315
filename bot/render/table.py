"""Actions as a file for a spreadsheet: CSV, or Excel's own format."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bot.domain.cells import harmless
from bot.domain.language import Language
from bot.domain.record import ActionLine
from bot.i18n import t
from bot.render.blocks import cut
from bot.render.table_rows import Column, Kind, Reading, Table, Value, as_table

SEPARATORS: dict[Language, str] = {"da": ";", "zh": ",", "en": ","}
"""What a spreadsheet of that language takes a line apart at: Windows asks its region, and so does Excel."""

LONGEST = 32_767  # units of UTF-16 that a cell of Excel holds
MOST_LINKS = 65_530  # that a sheet of Excel holds
FIRST_YEAR = 1900  # with which Excel's days begin
FONT = "Calibri"  # Excel takes the Chinese signs it lacks from the reader's own


def as_csv(lines: Sequence[ActionLine], reading: Reading) -> bytes:
    """A table in UTF-8, marked as such so that Excel knows it; every cell in quotes, none of them a formula.

    The separator is the one of the reader's language, and a number is written with a §: Excel would make a
    date of 3.1 where people write dates with dots.
    """
    table = as_table(lines, reading)
    made = io.StringIO()
    writer = csv.writer(made, delimiter=SEPARATORS[reading.locale], quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([harmless(column.heading) for column in table.columns])
    for row in table.rows:
        writer.writerow([_written(value, column.kind) for value, column in zip(row, table.columns, strict=True)])
    return made.getvalue().encode("utf-8-sig")


def _written(value: Value, kind: Kind) -> str:
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return f"§{value}" if kind == "number" else harmless(value or "")


def as_xlsx(lines: Sequence[ActionLine], reading: Reading, *, now: datetime) -> bytes:
    """A workbook of one sheet: headings that stay, filters, days that are days, strings that stay strings.

    Args:
        lines: the actions.
        reading: who reads it.
        now: when it is made.
    """
    table, made = as_table(lines, reading), io.BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        title = t("export.sheet", reading.locale)
        book.set_properties({"title": title, "author": "Jordbro", "created": now})
        sheet = book.add_worksheet(title)
        _lay_out(sheet, table, _format(book, bold=True, bg_color="#DDE5DE", bottom=1))
        styles: dict[Kind, Format] = {
            "number": _format(book),
            "text": _format(book),
            "day": _format(book, num_format="yyyy-mm-dd", align="left"),
            "time": _format(book, num_format="yyyy-mm-dd hh:mm", align="left"),
            "link": _format(book, font_color="#0563C1", underline=1),
        }
        for at, row in enumerate(table.rows, start=1):
            for place, (value, column) in enumerate(zip(row, table.columns, strict=True)):
                _write(sheet, (at, place), value, column, styles[column.kind])
    return made.getvalue()


def _lay_out(sheet: Worksheet, table: Table, heading: Format) -> None:
    last = len(table.columns) - 1
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.heading, heading)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.rows), last)
    sheet.ignore_errors({"number_stored_as_text": f"A1:A{len(table.rows) + 1}"})  # 3.1 is no number
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _format(book: Workbook, **more: str | int | bool) -> Format:
    return book.add_format({"font_name": FONT, "font_size": 11, "text_wrap": True, "valign": "top", **more})


def _write(sheet: Worksheet, cell: tuple[int, int], value: Value, column: Column, style: Format) -> None:
    if value is None or value == "":
        sheet.write_blank(*cell, None, style)
    elif isinstance(value, date) and value.year >= FIRST_YEAR:
        sheet.write_datetime(*cell, value, style)
    elif isinstance(value, date):
        sheet.write_string(*cell, value.isoformat(), style)
    elif column.kind == "link" and cell[0] <= MOST_LINKS:
        sheet.write_url(*cell, value, style, string=column.heading)
    else:
        sheet.write_string(*cell, _fitting(value), style)


def _fitting(text: str) -> str:
    """Text that a cell holds; the library takes what is all between <r> and </r> for markup, which a blank prevents."""
    if len(text) > LONGEST // 2 and len(text.encode("utf-16-le")) // 2 > LONGEST:
        text = cut(text, LONGEST // 2)
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text
