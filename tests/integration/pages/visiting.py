"""A space with shared and internal records, people in every relation to it, and browsers in which they read it."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import NamedTuple

from starlette.testclient import TestClient

from bot import app
from bot.domain.person import Viewer
from bot.domain.record import Note
from bot.domain.typed_note import TypedNote
from bot.services.log_note import Origin, log_note
from bot.services.make_link import make_link
from bot.services.set_sides import set_sides
from bot.store import people, profiles, trips
from bot.store.database import Database
from bot.web.pages.serving import page_routes
from bot.web.pages.visit import Site
from bot.web.server import plain_application
from tests.integration.making import NOW, TODAY, a_place, answered, execute, item_with, logged, someone
from tests.integration.test_roles import JEPD, become, in_team, now_seen

PUBLIC = "http://127.0.0.1:3000/"
ORIGIN = "http://127.0.0.1:3000"
SHARED, INTERNAL = "oversigt", "hemmeligt"
"""Words that stand in the shared record, and in what the Danish side keeps to itself."""

INNER = f"""\
Kun for os
Dato: 12. januar 2017
Beslutning: Vi holder prisen {INTERNAL}.
Aftale: MoU mellem CLEAN og NIES - forventes underskrevet i 2017
- [ ] @CLEAN regner {INTERNAL} efter - frist: 27. januar
"""


class Got(NamedTuple):
    """An answer: its status, its body, and where it leads."""

    status: int
    text: str
    location: str = ""
    headers: Mapping[str, str] = {}

    @property
    def csrf(self) -> str:
        """What the forms of the page carry."""
        found = re.search(r'name="csrf" value="(\w+)"', self.text)
        return found[1] if found else ""

    @property
    def words(self) -> str:
        """What a person sees of the page, without markup."""
        body = re.sub(r"<(style|title|head)\b.*?</\1>", " ", self.text, flags=re.DOTALL)
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


class Browser:
    """A browser, which sends what browsers send."""

    def __init__(self, db: Database, public_url: str = PUBLIC, report_template: Path | None = None) -> None:
        self.now: datetime = NOW
        self.woken = 0
        site = Site(db, lambda: self.now, public_url, self._wake, app.grammar().find_words, report_template)
        self.site, self.db = site, db
        made = plain_application(*page_routes(site))
        self.client = TestClient(made, base_url=public_url.rstrip("/"), follow_redirects=False)

    def _wake(self) -> None:
        self.woken += 1

    def get(self, path: str, **headers: str) -> Got:
        return _got(self.client.get(path, headers=headers))

    def post(self, path: str, fields: Mapping[str, str] | None = None, **headers: str) -> Got:
        """Send a form from one of our own pages, unless the headers say otherwise."""
        sent = {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"} | headers
        given = {name: value for name, value in sent.items() if value}
        return _got(self.client.post(path, data=dict(fields or {}), headers=given))

    def send(self, path: str, fields: Mapping[str, str] | None = None, **headers: str) -> Got:
        """The same with what shows that the form is ours."""
        return self.post(path, {"csrf": self.get("/wiki").csrf, **(fields or {})}, **headers)

    def sign_in(self, viewer: Viewer) -> Got:
        return self.post(f"/wiki/in/{make_link(self.db, viewer, now=self.now)}")

    @property
    def cookie(self) -> str:
        return self.client.cookies.get(self.site.cookie) or ""


def _got(answer: object) -> Got:
    status, text = getattr(answer, "status_code"), getattr(answer, "text")  # noqa: B009  its library has no name for us
    headers = dict(getattr(answer, "headers"))  # noqa: B009
    return Got(status, text, headers.get("location", ""), headers)


class Pages(NamedTuple):
    """The record and the people."""

    db: Database
    space_id: int
    note: Note
    inner: Note
    trip_id: int
    everybody: Mapping[str, Viewer]

    @contextmanager
    def browser(self, who: str = "") -> Iterator[Browser]:
        """A browser in which somebody is signed in; nobody is without a name."""
        made = Browser(self.db)
        try:
            if who:
                assert made.sign_in(self.everybody[who]).status == 303
            yield made
        finally:
            made.client.close()

    def item(self, words: str, inner: bool = False) -> int:  # noqa: FBT001, FBT002  it is one word
        return item_with(self.inner if inner else self.note, words).id


ROLES = (
    "owner", "member", "reader", "partner", "guest", "stranger", "other", "left", "unknown channel",
    "deactivated", "forgotten",
)  # fmt: skip


def made_pages(db: Database) -> Pages:
    """Everybody as they are when they ask; who has left and who was deactivated signs in before."""
    place = a_place(db)
    owner = become(db, place, place.viewer, "owner")
    set_sides(db, owner, place.space_id, "teams", now=NOW)
    found = {
        "owner": owner,
        "member": in_team(db, place, "U0LARS", "Lars Bro"),
        "reader": become(db, place, in_team(db, place, "U0ANNE", "Anne Læser"), "reader"),
        "partner": in_team(db, place, "U0LI", "李明", JEPD),
        "guest": in_team(db, place, "U0WANG", "王芳", guest=True),
        "stranger": someone(db, "U0STRANGER", "En fremmed"),
        "other": a_place(db, "Shandong", "C0SHANDONG", "U0OTHER").viewer,
        "left": in_team(db, place, "U0LEFT", "Svend Gået"),
        "deactivated": in_team(db, place, "U0GONE", "Gerda Gået"),
        "forgotten": in_team(db, place, "U0FORGOT", "Frida Glemt"),
    }
    hidden = a_place(db, "Skjult", "C0HIDDEN", "U0HIDDEN")
    found["unknown channel"] = hidden.viewer
    execute(db, "UPDATE channels SET is_known = :no WHERE id = :id", no=False, id=hidden.channel.id)
    for viewer in found.values():
        with db.write() as tx:
            people.set_language(tx, viewer.person.id, "zh")
    note = logged(db, place)
    answered(db, item_with(note, "Driftsmøde").text)
    side = now_seen(db, owner).standing(place.space_id).side
    origin = Origin(place.space_id, None, "event:inner", TODAY, side=side)
    inner = log_note(db, now_seen(db, owner), TypedNote(INNER, "da"), origin, now=NOW).note
    answered(db, item_with(inner, "holder prisen").text)
    with db.write() as tx:
        trip_id = trips.add(tx, place.space_id, trips.NewTrip("da", f"Studietur med {SHARED}"), "pages")
        trips.put_meetings(tx, place.space_id, trip_id, [note.id])
        people.leave(tx, place.channel.id, found["left"].person.id)
    return Pages(db, place.space_id, note, inner, trip_id, found)


def depart(pages: Pages, role: str) -> None:
    """Somebody is deactivated, or forgotten, while they are signed in."""
    person_id = pages.everybody[role].person.id
    if role == "forgotten":
        execute(pages.db, "UPDATE people SET forgotten_at = :now WHERE id = :id", now=f"{NOW}", id=person_id)
        return
    with pages.db.write() as tx:
        profiles.set_told(tx, person_id, NOW, gone=True)
