"""The report of January 2017, imported and printed: nothing of the original is missing, in any version."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from bot import i18n
from bot.domain.language import Language
from bot.domain.letterhead import Letterhead
from bot.domain.person import Standing, keeper
from bot.domain.record import Note
from bot.domain.report import read_report
from bot.domain.trip import TripReport
from bot.render.report.build import as_document
from bot.render.report.document import Document
from bot.render.report.docx import as_docx, template_for
from bot.render.report.pdf import as_pdf
from bot.services import terms
from bot.services.add_memory import add_memory
from bot.services.import_report import import_report
from bot.services.read_trip import read_trip
from bot.services.review import review
from bot.store import roles
from bot.store.database import Database
from bot.store.migrate import migrate
from tests.integration.making import (
    HOME,
    NOW,
    TODAY,
    Place,
    a_place,
    answered,
    counted,
    enter,
    execute,
    item_with,
    logged,
)
from tests.printed import docx_of, head_of, letters, pages_of

SOURCE = (resources.files("bot.data") / "samples" / "bilag3-jordsporet.raw.txt").read_text(encoding="utf-8")
VERSIONS: tuple[tuple[Language, ...], ...] = (("da",), ("zh",), ("da", "zh"))
FOOT = re.compile(r"Side \d+ af \d+|第\s*\d+\s*页，共\s*\d+\s*页|·")


def imported(db: Database, place: Place, source: str = SOURCE) -> TripReport:
    with db.read() as tx:
        termbase = terms.of_space(tx, place.space_id)
    report = read_report(source, termbase=termbase)
    done = import_report(db, place.space_id, report, source, now=NOW, progress=lambda *_: None)
    return read_trip(db, place.viewer, done.trip_id)


@pytest.fixture
def place(db: Database) -> Place:
    i18n.load()
    return a_place(db)


def printed(made: Document) -> tuple[str, str]:
    """The letters of the PDF and of the document for Word."""
    pages = (FOOT.sub("", page) for page in pages_of(as_pdf(made, now=NOW)))
    return letters("".join(pages)), letters(docx_of(as_docx(made, template_for(made, None, 1))))


def original() -> list[str]:
    """Every line of the original, as its letters: without bullets, page marks and the colon of a lone heading."""
    lines = [letters(line.strip(" \f\t:\uf0b7")) for line in SOURCE.splitlines()]
    return [line for line in lines if line and not re.fullmatch(r"Side\d", line)]


def test_every_line_of_the_original_stands_in_the_danish_report(db: Database, place: Place) -> None:
    made = as_document(imported(db, place), ["da"], TODAY)

    lines = original()
    assert len(lines) > 60
    for said in printed(made):
        assert [line for line in lines if line not in said] == []


@pytest.mark.parametrize("languages", VERSIONS, ids="-".join)
def test_every_item_and_meeting_stands_in_every_version_under_its_number(
    db: Database, place: Place, languages: Sequence[Language]
) -> None:
    add_memory(db, now=NOW)
    report = imported(db, place)

    for said in printed(as_document(report, languages, TODAY)):
        for language in languages:
            shown = [(f"§{note.label}", note.title.shown(language)) for note in report.meetings]
            shown += [(f"§{item.ref}", item.text.shown(language)) for item in report.items]
            purposes = [note.purpose.shown(language) for note in report.meetings if note.purpose]
            assert [one.state for _, one in shown if language == "zh" and one.state != "reviewed"] == []
            assert [words for number, words in shown if letters(number) not in said] == []
            assert [words for _, words in shown if letters(words.content) not in said] == []
            assert [words for words in purposes if letters(words.content) not in said] == []


def test_parts_of_the_original_are_known_and_the_letterhead_is_kept(db: Database, place: Place) -> None:
    report = imported(db, place)

    assert [(section.name, section.heading is not None, len(section.items)) for section in report.sections] == [
        ("division", True, 2),
        ("activities", True, 0),
        ("aims", True, 4),
        ("response", True, 1),
        ("ahead", True, 11),
    ]
    assert report.letterhead == Letterhead(
        "", "Center for Regional Udvikling", ("Kongens Vænge 2", "3400 Hillerød"), "+45 38 66 50 00", "www.regionh.dk"
    )
    assert (report.trip.title.content, report.trip.reported_on) == ("Delegationstur – jord sporet", date(2017, 1, 19))


def test_a_second_report_with_another_letterhead_keeps_its_own(db: Database, place: Place) -> None:
    imported(db, place)
    other = SOURCE.replace("Center for Regional \nUdvikling", "Center for Miljø").replace("38 66 50 00", "38 66 50 11")

    report = imported(db, place, other)

    assert report.letterhead.department == "Center for Miljø"
    assert imported(db, place).letterhead.department == "Center for Regional Udvikling"


def test_vague_dates_are_printed_as_they_were_said(db: Database, place: Place) -> None:
    add_memory(db, now=NOW)

    _, said = printed(as_document(imported(db, place), ["zh"], TODAY))

    assert letters("2017年秋季（原话：“efteråret”）") in said


def test_every_page_says_what_is_a_machines_until_somebody_has_reviewed_it(db: Database, place: Place) -> None:
    report = imported(db, place)
    for text in [report.trip.title, *(text for note in report.notes for text in note.texts())]:
        answered(db, text)
    by_machine = read_trip(db, place.viewer, report.trip.id)
    notice = letters("标有†的内容为机器翻译，未经审校。")

    for languages in VERSIONS[1:]:
        made = as_document(by_machine, languages, TODAY)
        assert all(notice in letters(page) for page in pages_of(as_pdf(made, now=NOW)))
        assert notice in letters(head_of(as_docx(made, template_for(made, None, 1))))
    assert as_document(by_machine, ["da"], TODAY).notices == ()


def test_a_reviewed_report_says_nothing_of_machines(db: Database, place: Place) -> None:
    add_memory(db, now=NOW)
    report = imported(db, place)

    assert [as_document(report, languages, TODAY).notices for languages in VERSIONS] == [(), (), ()]


def test_the_title_of_a_trip_is_reviewed_with_its_note(db: Database, place: Place) -> None:
    report = imported(db, place)
    answered(db, report.trip.title, "代表团访问")
    assert report.note
    li = replace(enter(db, place, "U0LI", "Li Wei"))
    reader = replace(li, person=li.person.speaking("zh"))

    found = review(db, reader, report.note.id)

    assert [one.segment.content for one in found.sentences if one.place.part == "trip"] == ["代表团访问"]


def put_into(db: Database, report: TripReport, note: Note) -> None:
    """Make a note tell of a meeting of the trip, past the code under test."""
    meeting = "(SELECT meeting_id FROM notes WHERE id = :note)"
    execute(db, f"UPDATE meetings SET trip_id = :trip WHERE id = {meeting}", trip=report.trip.id, note=note.id)  # noqa: S608  ours


def test_what_a_side_keeps_to_itself_is_in_no_report(db: Database, place: Place) -> None:
    report = imported(db, place)
    note = logged(db, place, "Internt møde\nDato: 19. januar 2017\n1. Hemmeligt punkt.\n")
    with db.write() as tx:
        inner = roles.ensure_inner(tx, place.space_id, HOME, NOW)
    execute(db, "UPDATE notes SET space_id = :inner WHERE id = :note", inner=inner, note=note.id)
    put_into(db, report, note)
    standing = Standing("owner", owns=True, side=HOME, inner=inner)
    both = place.viewer.space_ids | {inner}
    reader = replace(place.viewer, space_ids=both, standings={place.space_id: standing})

    assert [one.id for one in read_trip(db, reader, report.trip.id).meetings] == [one.id for one in report.meetings]


def test_the_number_of_questions_to_the_store_does_not_grow_with_the_meetings(db: Database, place: Place) -> None:
    report = imported(db, place)
    put_into(db, report, logged(db, place))
    with counted(db) as few:
        read_trip(db, place.viewer, report.trip.id)
    for _ in range(12):
        put_into(db, report, logged(db, place))

    with counted(db) as many:
        found = read_trip(db, place.viewer, report.trip.id)

    assert len(found.meetings) == 18
    assert len(many) == len(few)


def office() -> str:
    """LibreOffice, or a word about why there is none."""
    found = shutil.which("soffice")
    if found is None:
        missing = "no LibreOffice here: apt-get install libreoffice-writer-nogui"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    return found


def test_libreoffice_opens_the_documents_and_loses_no_word(tmp_path: Path) -> None:
    program = office()
    db = Database(f"sqlite:///{tmp_path}/store.sqlite3")
    migrate(db)
    i18n.load()
    report = imported(db, a_place(db))
    made = {"-".join(languages): as_document(report, languages, TODAY) for languages in VERSIONS}
    for name, document in made.items():
        (tmp_path / f"{name}.docx").write_bytes(as_docx(document, template_for(document, None, 1)))

    command = [
        program,
        f"-env:UserInstallation={tmp_path.as_uri()}/profile",
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
    ]
    sources = [str(tmp_path / f"{name}.docx") for name in made]
    subprocess.run([*command, "--outdir", str(tmp_path), *sources], check=True, capture_output=True, timeout=100)
    db.close()

    for name, document in made.items():
        said = letters((tmp_path / f"{name}.txt").read_text(encoding="utf-8-sig"))
        words = [one for block in document.blocks for one in block.words]
        assert [one.text for one in words if letters(one.text) not in said] == []
        assert [block.number for block in document.blocks if letters(block.number) not in said] == []


def test_the_keeper_reads_a_trip_as_people_do(db: Database, place: Place) -> None:
    report = imported(db, place)

    assert read_trip(db, keeper(place.space_id), report.trip.id) == report
    assert item_with(report.notes[-1], "Nantongs borgmester").ref == "6.19"
