"""The trip report of January 2017, imported: what is planned is listed, told and drawn as a person would say it."""

from datetime import UTC, date, datetime, timedelta
from importlib import resources

import pytest

from bot import i18n
from bot.domain.digest import ItemRef, Period, Scope
from bot.domain.grammar import ActionFilter
from bot.domain.language import Language
from bot.domain.person import keeper
from bot.domain.preferences import DigestChannel
from bot.domain.record import ActionLine
from bot.domain.report import read_report
from bot.render import words
from bot.services import terms
from bot.services.build_digest import build_digest
from bot.services.collect_timeline import collect_timeline
from bot.services.import_report import import_report
from bot.services.list_actions import list_actions
from bot.store.database import Database
from tests.integration.making import NOW, Place, a_place

REPORTED = date(2017, 1, 19)
VISITS = {
    "Genbesøg fra Suzhou forventes marts 2017": ("marts 2017", "2017年3月", "March 2017"),
    "Genbesøg fra JEPD på direktørniveau forventes i april": ("april 2017", "2017年4月", "April 2017"),
    "Deltagelse i JEPDs årlige teknologi/jordkonference i juni i Nanjing": ("juni 2017", "2017年6月", "June 2017"),
    "Genbesøg fra Nantongs borgmester efteråret": ("efteråret 2017", "2017年秋季", "autumn 2017"),
}


@pytest.fixture
def place(db: Database) -> Place:
    i18n.load()
    place = a_place(db)
    source = (resources.files("bot.data") / "samples" / "bilag3-jordsporet.raw.txt").read_text(encoding="utf-8")
    with db.read() as tx:
        termbase = terms.of_space(tx, place.space_id)
    report = read_report(source, termbase=termbase)
    import_report(db, place.space_id, report, source, now=NOW, progress=lambda *_: None)
    return place


def listed(db: Database, place: Place) -> list[ActionLine]:
    page = list_actions(db, place.viewer, ActionFilter(), page=1, today=REPORTED)
    return [line for line in page.lines if line.action.due]


def shown(line: ActionLine, locale: Language) -> str:
    return words.due(line.action.due, locale, line.item.text.language)


def test_planned_visits_are_listed_in_their_order_and_named_in_each_language(db: Database, place: Place) -> None:
    lines = listed(db, place)

    found = {line.item.text.content: (shown(line, "da"), shown(line, "zh"), shown(line, "en")) for line in lines}
    assert list(found.items()) == list(VISITS.items())
    assert [line.action.expected for line in lines] == [True, True, False, False]


@pytest.mark.parametrize(
    ("today", "names"),
    [
        (date(2017, 1, 20), ["Suzhou"]),  # the next eight weeks end in the middle of March
        (date(2017, 3, 6), ["Suzhou", "JEPD på direktørniveau"]),
        (date(2017, 4, 18), ["JEPD på direktørniveau", "jordkonference"]),
        (date(2017, 8, 1), ["Nantongs borgmester"]),
        (date(2017, 12, 4), []),
    ],
)
def test_the_digest_looks_eight_weeks_ahead(db: Database, place: Place, today: date, names: list[str]) -> None:
    until = datetime(today.year, today.month, today.day, 7, 30, tzinfo=UTC)
    period = Period(until - timedelta(days=1), until, today, weekly=True)

    digest = build_digest(db, Scope.of_channel(DigestChannel(place.channel)), period, ["ahead"])

    ahead = [entry for section in digest.sections for entry in section.entries if isinstance(entry, ItemRef)]
    said = [digest.lines[entry.item_id].item.text.content for entry in ahead]
    assert len(said) == len(names)
    assert all(name in words_of for name, words_of in zip(names, said, strict=True))


def test_the_picture_has_the_visits_of_the_half_year(db: Database, place: Place) -> None:
    timeline = collect_timeline(db, keeper(place.space_id), today=date(2017, 1, 20))

    drawn = [(entry.text.content, entry.start, entry.end) for lane in timeline.lanes for entry in lane.entries]
    assert sorted(drawn, key=lambda one: one[2]) == [
        ("Genbesøg fra Suzhou forventes marts 2017", date(2017, 3, 1), date(2017, 3, 31)),
        ("Genbesøg fra JEPD på direktørniveau forventes i april", date(2017, 4, 1), date(2017, 4, 30)),
        (
            "Deltagelse i JEPDs årlige teknologi/jordkonference i juni i Nanjing",
            date(2017, 6, 1),
            date(2017, 6, 30),
        ),
    ]
