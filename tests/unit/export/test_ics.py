"""A calendar: which days, how sure, in whose words; read back with the library and looked at as bytes."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from bot.domain.due import Due
from bot.domain.language import Language
from bot.domain.record import ActionLine, Space
from bot.render.blocks import cut
from bot.render.ics import as_ics
from bot.render.plain import plain
from tests.unit.export.making import ADDRESS, CLEAN, JEPD, LINK, NOW, due, line, text

DAY = date(2017, 4, 1)


def written(*lines: ActionLine, locale: Language = "da") -> bytes:
    return as_ics(lines, locale, name="Jordbro · 江苏", now=NOW, address=ADDRESS)


def event_of(one: ActionLine, locale: Language = "da") -> Event:
    (event,) = Calendar.from_ical(written(one, locale=locale)).events
    assert isinstance(event, Event)
    return event


def unfolded(content: bytes) -> list[str]:
    return content.replace(b"\r\n ", b"").decode().split("\r\n")


def test_a_deadline_is_written_as_rfc_5545_says() -> None:
    words = text("CLEAN sender oversigt, udkast; se C:\\Notater", "提供名录")

    shown = unfolded(written(line(words, due("senest 1. april", None, DAY), CLEAN, JEPD)))

    assert shown == [
        "BEGIN:VCALENDAR",
        "PRODID:-//Jordbro//Jordbro//DA",
        "VERSION:2.0",
        "CALSCALE:GREGORIAN",
        "NAME:Jordbro · 江苏",
        "X-WR-CALNAME:Jordbro · 江苏",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        "BEGIN:VEVENT",
        "UID:jordbro-item-12@region.slack.com",
        "DTSTAMP:20170119T163005Z",
        "LAST-MODIFIED:20170119T163005Z",
        "SEQUENCE:4",
        "DTSTART;VALUE=DATE:20170401",
        "DTEND;VALUE=DATE:20170402",
        r"SUMMARY:3.10 CLEAN sender oversigt\, udkast\; se C:\\Notater",
        (
            r"DESCRIPTION:CLEAN sender oversigt\, udkast\; se C:\\Notater\nAnsvarlig: CLEAN\, JEPD\n"
            r"Frist: senest 1. april 2017 (som skrevet: »senest 1. april«)\nFra: Møde med JEPD\, Jiangsu\n"
            f"{LINK}"
        ),
        "CATEGORIES:Frist",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        f"URL:{LINK}",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_a_reader_gets_their_language_with_the_original_below() -> None:
    words = text("CLEAN sender oversigt", "CLEAN提供名录")

    event = event_of(line(words, due("primo april", date(2017, 4, 1), date(2017, 4, 10), "third"), JEPD), "zh")

    assert str(event["summary"]) == "3.10 CLEAN提供名录"
    assert str(event["description"]).splitlines() == [
        "CLEAN提供名录",
        "机器翻译",
        "原文：CLEAN sender oversigt",
        "负责：江苏省环境保护厅",
        "期限：2017年4月上旬（原文：“primo april”）",
        "来自：与江苏省环境保护厅会谈，Jiangsu",
        LINK,
    ]


MARCH, AUTUMN = (date(2017, 3, 1), date(2017, 3, 31)), (date(2017, 9, 1), date(2017, 11, 30))
WEEK_12, SOME_DAYS = (date(2017, 3, 20), date(2017, 3, 26)), (date(2017, 3, 12), date(2017, 3, 14))


@pytest.mark.parametrize(
    ("when", "days", "status"),
    [
        (due("senest 1. april", None, DAY), (DAY, DAY), "CONFIRMED"),
        (due("1. april", DAY, DAY), (DAY, DAY), "CONFIRMED"),
        (due("12.-14. marts", *SOME_DAYS), SOME_DAYS, "CONFIRMED"),
        (due("inden udgangen af marts", None, MARCH[1], "month"), (MARCH[1], MARCH[1]), "CONFIRMED"),
        (due("marts", *MARCH, "month"), MARCH, "TENTATIVE"),
        (due("uge 12", *WEEK_12, "week"), WEEK_12, "TENTATIVE"),
        (due("efteråret", *AUTUMN, "season"), AUTUMN, "TENTATIVE"),
        (due("fra 1. april", DAY, None), (DAY, DAY), "TENTATIVE"),
        (due("10 arbejdsdage", None, DAY, certain=False), (DAY, DAY), "TENTATIVE"),
    ],
    ids=lambda value: getattr(value, "said", None),
)
def test_days_and_how_sure_they_are(when: Due, days: tuple[date, date], status: str) -> None:
    event = event_of(line("JEPD udpeger grunde", when))

    assert (event.start, event.end - timedelta(days=1), str(event["status"])) == (*days, status)
    assert (str(event["transp"]), str(event["x-microsoft-cdo-busystatus"])) == ("TRANSPARENT", "FREE")


def test_an_expectation_is_never_sure() -> None:
    event = event_of(line("JEPD udpeger grunde", due("1. april", DAY, DAY), expected=True))

    assert str(event["status"]) == "TENTATIVE"


@pytest.mark.parametrize(
    "left_out",
    [
        line("uden frist", None),
        line("venter", due("efter modtagelsen", None, None, "event")),
        line("snart", due("hurtigst muligt", None, None, "asap")),
        line("uforstået", due("engang", None, None, "unknown")),
        line("gjort", due("1. april", DAY, DAY), status="done"),
        line("droppet", due("1. april", DAY, DAY), status="dropped"),
    ],
    ids=lambda one: one.item.text.content,
)
def test_what_has_no_day_or_is_over_is_left_out(left_out: ActionLine) -> None:
    there = line("der", due("1. april", DAY, DAY), item_id=99)

    (event,) = Calendar.from_ical(written(left_out, there)).events

    assert str(event["uid"]) == "jordbro-item-99@region.slack.com"


@pytest.mark.parametrize(
    ("locale", "summary", "category"),
    [
        ("da", "3.10 Forventes: Genbesøg fra JEPD", "Besøg"),
        ("zh", "3.10 预计：江苏省环保厅回访", "来访"),
        ("en", "3.10 Expected: Genbesøg fra JEPD", "Visit"),
    ],
)
def test_an_expected_visit_is_worded_as_expected(locale: Language, summary: str, category: str) -> None:
    words = text("Genbesøg fra JEPD", "江苏省环保厅回访")

    event = event_of(line(words, due("april", DAY, date(2017, 4, 30), "month"), expected=True), locale)

    assert str(event["summary"]) == summary
    assert event.categories == [category]


def test_an_event_names_its_space_only_among_several() -> None:
    shandong = Space(2, "Shandong", ("da", "zh"))
    lines = [line("a", due("1. april", DAY, DAY)), line("b", due("1. april", DAY, DAY), item_id=13, space=shandong)]

    both = [str(event["summary"]) for event in Calendar.from_ical(written(*lines)).events]

    assert both == ["3.10 a · Jiangsu", "3.10 b · Shandong"]


def test_no_address_and_no_card_give_no_link_and_the_last_day_of_all_no_end() -> None:
    content = as_ics([line("a", due("x", None, date.max), card=None)], "da", name="Jordbro", now=NOW, address="")

    (event,) = Calendar.from_ical(content).events

    assert str(event["uid"]) == "jordbro-item-12@jordbro"
    assert {"url", "dtend"} & {name.lower() for name in event} == set()


def test_an_action_that_never_changed_is_as_old_as_the_calendar() -> None:
    event = event_of(line("a", due("1. april", DAY, DAY), changed=None))

    assert (event.stamp, event.last_modified) == (NOW, NOW)


def test_a_long_title_is_cut_and_the_description_has_all() -> None:
    event = event_of(line("省环境" * 400, due("1. april", DAY, DAY)))

    assert len(str(event["summary"])) == 250
    assert "省环境" * 400 in str(event["description"])


@settings(deadline=None)  # a busy machine is no fault
@given(st.text(max_size=400), st.text(max_size=60))
def test_any_text_comes_through_and_no_line_is_long_or_cut_in_a_character(words: str, said: str) -> None:
    content = written(line(text(words), due(said, None, DAY)))

    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert "\r\n".join(part.decode() for part in lines) == content.decode()  # each holds whole characters
    assert b"\n" not in content.replace(b"\r\n", b"")
    (event,) = Calendar.from_ical(content).events
    assert str(event["description"]).startswith(f"{plain(words)}\n" if plain(words) else "Ansvarlig: ")
    assert f"(som skrevet: »{plain(said)}«)\nFra: " in str(event["description"])
    assert str(event["summary"]) == plain(cut(f"3.10 {' '.join(words.split())}", 250))
