"""The list of spaces, and a space at a glance."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from bot.domain.pages import Agreed, Meetings, Overview, Paged
from bot.domain.record import Space
from bot.domain.trip import FORMS
from bot.i18n import t
from bot.render import words
from bot.render.pages.html import Frame, as_html
from bot.render.pages.lines import action_line, meeting_line
from bot.render.pages.parts import Detail, cells, kind_of, languages_of, said, turn


class Report(NamedTuple):
    """A file of the report of a trip: where it is, and what it is."""

    href: str
    told: str


def as_spaces(spaces: Sequence[Space], frame: Frame) -> str:
    """All spaces that somebody sees."""
    listed = [
        (
            frame.urls.space(one.id),
            one.name,
            t("list.comma", frame.locale).join(t(f"language.{language}", frame.locale) for language in one.languages),
        )
        for one in spaces
    ]
    return as_html("spaces.html", frame, t("pages.spaces", frame.locale), spaces=listed)


def as_space(found: Overview, frame: Frame, today: date, *, may_write: bool) -> str:
    """A space at a glance."""
    locale = frame.locale
    return as_html(
        "space.html",
        frame,
        found.space.name,
        meetings=[meeting_line(one, frame) for one in found.meetings.lines],
        actions=[action_line(one, frame, today, may_write=may_write) for one in found.actions.lines],
        agreements=[_agreed(one, frame) for one in found.agreements.lines],
        counted=[
            t("pages.count.meetings", locale, count=found.meetings.total),
            t("pages.count.open", locale, count=found.actions.total),
            t("pages.count.agreements", locale, count=found.agreements.total),
        ],
    )


def as_meetings(found: Meetings, frame: Frame) -> str:
    """A page of the meetings of a space, or of one of its trips."""
    locale, urls, space_id = frame.locale, frame.urls, found.space.id
    trips = [(urls.space(space_id, "meetings", trip=one.id), said(one.title, locale), one.meetings, one == found.trip)
             for one in found.trips]  # fmt: skip
    asked = f"trip={found.trip.id}&" if found.trip else ""
    address = f"{urls.space(space_id, 'meetings')}?{asked}page="
    trip = found.trip
    days = words.days(trip.begins, trip.ends, locale) if trip and trip.begins and trip.ends else ""
    return as_html(
        "meetings.html",
        frame,
        t("pages.section.meetings", locale),
        meetings=[meeting_line(one, frame) for one in found.meetings.lines],
        counted=t("pages.count.meetings", locale, count=found.meetings.total),
        trips=trips,
        trip=said(trip.title, locale) if trip else None,
        days=days,
        reports=_reports(trip.id, found.space, frame) if trip else [],
        everything=urls.space(space_id, "meetings"),
        turn=turn(found.meetings, address, locale),
    )


def _reports(trip_id: int, space: Space, frame: Frame) -> list[Report]:
    """The report of a trip in each language of its space and side by side, as each kind of file."""
    locale = frame.locale
    versions: list[tuple[str, str]] = [(one, t(f"language.{one}", locale)) for one in space.languages]
    if len(space.languages) > 1:
        versions.append(("both", t("pages.side_by_side", locale)))
    return [
        Report(frame.urls.report(trip_id, version, form), t(f"pages.report.{form}", locale, version=name))
        for version, name in versions
        for form in FORMS
    ]


def as_agreements(space: Space, found: Paged[Agreed], frame: Frame) -> str:
    """A page of the agreements of a space."""
    locale = frame.locale
    listed = []
    for one in found.lines:
        parties = t("list.comma", locale).join(names[locale] for names in one.parties)
        details = [Detail(t("pages.state_name", locale), kind_of(one.item, locale))]
        details += [Detail(t("pages.parties", locale), parties)] if parties else []
        shown = cells(one.item.text, languages_of(space, one.item.text.language), locale)
        listed.append((_agreed(one, frame), shown, details))
    return as_html(
        "agreements.html",
        frame,
        t("pages.section.agreements", locale),
        agreements=listed,
        counted=t("pages.count.agreements", locale, count=found.total),
        turn=turn(found, f"{frame.urls.space(space.id, 'agreements')}?page=", locale),
    )


def _agreed(one: Agreed, frame: Frame) -> dict[str, object]:
    locale = frame.locale
    when = words.day(one.note.held_on, locale) if one.note.held_on else ""
    return {
        "ref": one.item.ref,
        "href": frame.urls.item(one.item.id),
        "said": said(one.item.text, locale),
        "kind": kind_of(one.item, locale),
        "note": frame.urls.note(one.note.id),
        "title": said(one.note.title, locale),
        "when": when,
        "internal": one.note.inner,
    }
