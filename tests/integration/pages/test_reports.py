"""The report of a trip from a page: whole, in the version asked for, without what a side keeps to itself."""

import io
from pathlib import Path

import pytest
from docx import Document

from bot.store import trips
from tests.integration.making import rows
from tests.integration.pages.visiting import INTERNAL, SHARED, Browser, Pages


def address(pages: Pages, rest: str) -> str:
    return f"/wiki/trips/{pages.trip_id}/report/{rest}"


def words_of(content: bytes) -> str:
    """Everything that stands in a document for Word."""
    document = Document(io.BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def kept(browser: Browser, path: str) -> tuple[int, str, bytes]:
    """The status, the name and the content of a file."""
    got = browser.client.get(path)
    return got.status_code, got.headers.get("content-disposition", ""), got.content


def test_the_page_of_a_trip_leads_to_every_version_of_its_report(pages: Pages) -> None:
    with pages.browser("partner") as browser:
        page = browser.get(f"/wiki/spaces/{pages.space_id}/meetings?trip={pages.trip_id}")
        offered = [version for version in ("da", "zh", "both", "en") if address(pages, f"{version}.pdf") in page.text]
        found = {rest: kept(browser, address(pages, rest)) for rest in ("zh.pdf", "both.pdf", "da.docx", "both.docx")}

    assert offered == ["da", "zh", "both"]
    assert {rest: status for rest, (status, _, _) in found.items()} == dict.fromkeys(found, 200)
    assert {rest: content[:2] for rest, (_, _, content) in found.items()} == {
        "zh.pdf": b"%P", "both.pdf": b"%P", "da.docx": b"PK", "both.docx": b"PK",
    }  # fmt: skip
    name, encoded = f"{pages.trip_id}-da-zh.pdf", "UTF-8''%E6%8A%A5%E5%91%8A"
    assert found["both.pdf"][1] == f'attachment; filename="{name}"; filename*={encoded}-{name}'
    assert SHARED in words_of(found["da.docx"][2])


def test_a_report_has_nothing_of_what_a_side_keeps_to_itself_whoever_asks(pages: Pages) -> None:
    with pages.db.write() as tx:
        trips.put_meetings(tx, pages.space_id, pages.trip_id, [pages.note.id, pages.inner.id])

    with pages.browser("owner") as browser:
        _, _, content = kept(browser, address(pages, "da.docx"))

    assert SHARED in words_of(content)
    assert INTERNAL not in words_of(content)


def test_a_report_is_written_down_as_given_away(pages: Pages) -> None:
    with pages.browser("partner") as browser:
        browser.get(address(pages, "da.pdf"))

    told = rows(pages.db, "SELECT act, detail, through FROM audit WHERE act = 'exported'")
    assert told == [("exported", "report", "web.trip.report")]


@pytest.mark.parametrize("rest", ["en.pdf", "da.exe", "da.", ".pdf", "both.PDF", "da.pdf/x", "da-zh.pdf"])
def test_there_is_no_other_version_and_no_other_file(pages: Pages, rest: str) -> None:
    with pages.browser("owner") as browser:
        assert browser.get(address(pages, rest)).status == 404


def test_a_template_that_is_broken_is_told(pages: Pages, tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(b"no document")
    browser = Browser(pages.db, report_template=tmp_path / "report.docx")
    browser.sign_in(pages.everybody["owner"])

    got, pdf = browser.get(address(pages, "da.docx")), browser.get(address(pages, "da.pdf"))
    browser.client.close()

    assert got.status == 403
    assert "Word 模板无法使用" in got.words
    assert pdf.status == 200
