"""Ask for the printed report of a trip, which a job makes and sends to whoever asked."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.domain.trip import FORMS, ReportForm, Trip
from bot.services.fetch_glossary import Asked
from bot.services.read_trip import trip_in
from bot.store import jobs
from bot.store.database import Database

AFTER_ANSWER = timedelta(seconds=1)
"""The sentence that it comes must stand above it."""

Version = tuple[Language, ...]
"""The languages of one report: one, or two side by side."""


def ask_report(
    db: Database,
    viewer: Viewer,
    trip_id: int,
    versions: Sequence[Version],
    forms: Sequence[ReportForm],
    asked: Asked,
    *,
    now: datetime,
) -> Trip:
    """Have it sent to the viewer alone; what they may see is found out again when that is done.

    Args:
        db: the store.
        viewer: who asks.
        trip_id: of which trip.
        versions: in which languages, a report each.
        forms: as which files; without any, as all.
        asked: where and in which language they asked.
        now: the time.

    Raises:
        NotFound: the trip is not there for this viewer.
    """
    args = {
        "person": viewer.person.id,
        "trip": trip_id,
        "versions": [list(version) for version in versions],
        "forms": list(forms or FORMS),
        "locale": asked.locale,
        "sent": 0,
        "message": None,
    }
    with db.write() as tx:
        trip = trip_in(tx, viewer, trip_id)
        jobs.add(tx, "report", f"{asked.key}:{trip_id}", args, now, run_after=now + AFTER_ANSWER)
    return trip
