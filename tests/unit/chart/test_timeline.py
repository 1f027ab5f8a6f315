"""The contents of the picture: which weeks, whose lanes, what is late, what has no room, who is on holiday."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.days_off import Span, holidays_in, unknown_in
from bot.domain.record import ActionLine, Organisation, Owner, Space
from bot.domain.timeline import MOST_ENTRIES, MOST_LANES, Lane, Timeline, timeline_of
from tests.unit.chart.making import CLEAN, JEPD, JIANGSU, MONDAY, NOBODY, TODAY, a_line, of


def refs(lane: Lane) -> list[str]:
    return [entry.ref for entry in lane.entries]


def whose(timeline: Timeline) -> list[str]:
    return [
        lane.owner.organisation.name("da")
        if lane.owner.organisation
        else lane.owner.person_name or lane.owner.said or ""
        for lane in timeline.lanes
    ]


def test_timeline_has_26_weeks_from_the_monday_of_this_week() -> None:
    on_monday, on_sunday = timeline_of([], MONDAY), timeline_of([], MONDAY + timedelta(days=6))

    assert (on_monday.start, on_monday.end) == (MONDAY, date(2027, 5, 23))
    assert (on_sunday.start, on_sunday.end) == (on_monday.start, on_monday.end)
    assert timeline_of([], date(2017, 1, 1)).start == date(2016, 12, 26)
    assert on_monday.lanes == ()


def test_organisations_are_lanes_by_name_and_what_is_nobodys_is_last() -> None:
    lines = [
        a_line(1, NOBODY, None, date(2026, 12, 1)),
        a_line(2, of(JEPD), None, date(2026, 12, 1)),
        a_line(3, Owner(person_id=7, person_name="Mette Holm"), None, date(2026, 12, 1)),
        a_line(4, of(CLEAN), None, date(2026, 12, 2)),
        a_line(5, Owner(organisation=CLEAN, person_id=8, person_name="Bo"), None, date(2026, 12, 1)),
    ]

    found = timeline_of(lines, TODAY)

    assert whose(found) == ["CLEAN", "JEPD", "Mette Holm", ""]
    assert refs(found.lanes[0]) == ["1.5", "1.4"]
    assert found.lanes[0].entries[0].others == (Owner(person_id=8, person_name="Bo"),)


def test_item_of_several_stands_with_its_lead_and_names_the_others() -> None:
    found = timeline_of([a_line(1, of(CLEAN), None, date(2026, 12, 1), others=(of(JEPD),))], TODAY)

    assert whose(found) == ["CLEAN"]
    assert found.lanes[0].entries[0].others == (of(JEPD),)


def test_organisation_of_two_spaces_is_one_lane_and_its_items_say_of_which() -> None:
    other = Space(2, "Sjælland", ("da",))
    same = Organisation(9, dict(CLEAN.names))
    lines = [
        a_line(1, of(CLEAN), None, date(2026, 12, 1)),
        a_line(2, of(same), None, date(2026, 12, 2), space=other),
    ]

    found = timeline_of(lines, TODAY, ["Jiangsu", "Sjælland"])

    assert [(entry.ref, entry.space) for entry in found.lanes[0].entries] == [("1.1", "Jiangsu"), ("1.2", "Sjælland")]
    assert [entry.space for entry in timeline_of(lines[:1], TODAY, [JIANGSU.name]).lanes[0].entries] == [""]


def test_what_has_ended_is_gathered_and_an_expectation_is_never_overdue() -> None:
    lines = [
        a_line(1, of(CLEAN), None, TODAY - timedelta(days=1)),
        a_line(2, of(CLEAN), None, TODAY),
        a_line(3, of(CLEAN), date(2025, 1, 1), date(2025, 12, 31), expected=True),
        a_line(4, of(CLEAN), date(2016, 1, 1), date(2016, 1, 2)),
    ]

    (lane,) = timeline_of(lines, TODAY).lanes

    assert [(entry.ref, entry.overdue) for entry in lane.passed] == [("1.4", True), ("1.3", False), ("1.1", True)]
    assert refs(lane) == ["1.2"]


def test_only_open_items_that_touch_the_weeks_are_shown() -> None:
    end = timeline_of([], TODAY).end
    lines = [
        a_line(1, of(CLEAN), None, end),
        a_line(2, of(CLEAN), None, end + timedelta(days=1)),  # its end is what matters, and lies later
        a_line(3, of(CLEAN), end, end + timedelta(days=90)),
        a_line(4, of(CLEAN), end + timedelta(days=1), end + timedelta(days=90)),
        a_line(5, of(CLEAN), date(2026, 1, 1), date(2030, 1, 1)),
        a_line(6, of(CLEAN), None, None),
        a_line(7, of(CLEAN), None, date(2026, 12, 1), status="done"),
        a_line(8, of(CLEAN), None, date(2026, 12, 1), status="dropped"),
    ]

    found = timeline_of(lines, TODAY)

    assert refs(found.lanes[0]) == ["1.1", "1.3", "1.5"]
    assert (found.later, found.undated, found.elsewhere) == (2, 1, 0)


def test_visits_are_told_by_their_words() -> None:
    lines = [
        a_line(1, of(JEPD), date(2027, 3, 1), date(2027, 3, 31), words="Genbesøg fra Suzhou forventes", expected=True),
        a_line(2, of(JEPD), None, date(2027, 3, 1), words="JEPD sender liste over grunde"),
        a_line(3, of(JEPD), None, date(2027, 3, 2), words="MoU forventes underskrevet", expected=True),
    ]

    found = {entry.ref: (entry.kind, entry.expected) for entry in timeline_of(lines, TODAY).lanes[0].entries}

    assert found == {"1.1": ("visit", True), "1.2": ("deadline", False), "1.3": ("expected", True)}


def test_visits_keep_their_room_among_hundreds_of_deadlines() -> None:
    lines = [a_line(number, of(CLEAN), None, TODAY + timedelta(days=number % 20)) for number in range(500)]
    lines.append(a_line(501, of(CLEAN), date(2027, 5, 1), date(2027, 5, 2), words="Genbesøg fra Suzhou"))

    (lane,) = timeline_of(lines, TODAY).lanes

    assert refs(lane)[-1] == "1.501"
    assert (len(lane.entries), lane.more) == (MOST_ENTRIES, 501 - MOST_ENTRIES)


def test_owners_without_room_are_counted() -> None:
    lines = [a_line(number, Owner(said=f"Firma {number:03}"), None, date(2026, 12, 1)) for number in range(30)]

    found = timeline_of(lines, TODAY)

    assert len(found.lanes) == MOST_LANES
    assert found.elsewhere == 30 - MOST_LANES


def test_danish_easter_is_one_span_with_its_saturday_and_a_plain_weekend_is_none() -> None:
    assert holidays_in(date(2017, 4, 10), date(2017, 4, 30), "DK") == (
        Span(date(2017, 4, 13), date(2017, 4, 17), "Skærtorsdag; Langfredag; Påskedag; Anden påskedag"),
    )


def test_chinese_make_up_days_are_no_holidays() -> None:
    spans = holidays_in(date(2017, 1, 20), date(2017, 2, 10), "CN")

    assert spans == (
        Span(date(2017, 1, 27), date(2017, 2, 2), "Spring Festival"),
    )  # people work on 22 January, 4 February


def test_years_that_nobody_has_told_yet_are_said_to_be_unknown() -> None:
    assert unknown_in(date(2016, 12, 26), date(2017, 6, 25), "CN") == ()
    assert unknown_in(date(2099, 12, 28), date(2100, 6, 27), "CN") == (
        Span(date(2099, 12, 28), date(2099, 12, 31)),
        Span(date(2100, 1, 1), date(2100, 6, 27)),
    )


DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@settings(deadline=None)
@given(st.lists(st.tuples(DAYS, st.integers(0, 400), st.booleans(), st.booleans()), max_size=60), DAYS)
def test_every_open_item_is_shown_or_counted(items: list[tuple[date, int, bool, bool]], today: date) -> None:
    lines: list[ActionLine] = [
        a_line(
            number,
            Owner(said=f"Firma {number % 14}"),
            start if ranged else None,
            start + timedelta(days=days),
            expected=expected,
        )
        for number, (start, days, ranged, expected) in enumerate(items)
    ]

    found = timeline_of(lines, today)

    shown = [entry for lane in found.lanes for entry in (*lane.entries, *lane.passed)]
    more = sum(lane.more for lane in found.lanes)
    assert len(shown) + more + found.later + found.undated + found.elsewhere == len(items)
    assert len({entry.item_id for entry in shown}) == len(shown)
    assert all((entry.start or entry.end) <= found.end for entry in shown)
