"""A visit to one of our pages: who comes, what they ask for and send, and what they get."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple

from bot.domain.errors import NotFound
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.domain.record import Space
from bot.domain.search_read import FindWord
from bot.render.pages.html import Frame
from bot.render.pages.item import done_told
from bot.render.pages.urls import Urls
from bot.services.read_note import read_note_of_item
from bot.services.sign_in import Visitor
from bot.store.database import Database

LARGEST_ID = 2**31 - 1  # what PostgreSQL takes for one
MOST_DIGITS = 9
DONE = "done_item"
_DONE = re.compile(rf"\?{DONE}=\d*(?:&|(?=#|$))|&{DONE}=\d*(?=[&#]|$)")


class Shown(NamedTuple):
    """A page."""

    html: str
    status: HTTPStatus = HTTPStatus.OK


class Go(NamedTuple):
    """Another address of ours to go to; `leaving` where the cookie is taken away."""

    address: str
    leaving: bool = False


class File(NamedTuple):
    """A file to keep; its name was written by nobody."""

    content: bytes
    name: str
    kind: str


Answer = Shown | Go | File


@dataclass(frozen=True, slots=True)
class Site:
    """What the pages work with; made once, at start. `wake` says that there are jobs now."""

    db: Database
    clock: Callable[[], datetime]
    public_url: str
    wake: Callable[[], None] = lambda: None
    find_words: Mapping[str, FindWord] = field(default_factory=dict)
    report_template: Path | None = None  # where templates of one's own for Word lie

    @property
    def urls(self) -> Urls:
        """Where the pages are."""
        return Urls.of(self.public_url)

    @property
    def is_safe(self) -> bool:
        """Whether browsers reach us by https."""
        return self.public_url.startswith("https://")

    @property
    def cookie(self) -> str:
        """The name of the cookie; with a certificate one that no other host can set (RFC 6265bis, 4.1.3)."""
        return f"{'__Host-' if self.is_safe else ''}jordbro"


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit of somebody who is signed in.

    Attributes:
        site: what the pages work with.
        visitor: who comes.
        cookie: the secret they come with.
        csrf: what their forms carry.
        now: the time.
        path: of the page, with what is asked for in it.
        params: the parts of the path that name records.
        asked: what stands behind the path.
        sent: the fields of a form.
    """

    site: Site
    visitor: Visitor
    cookie: str
    csrf: str
    now: datetime
    path: str
    params: Mapping[str, str]
    asked: Mapping[str, str]
    sent: Mapping[str, str]

    @property
    def db(self) -> Database:
        """The store."""
        return self.site.db

    @property
    def viewer(self) -> Viewer:
        """Who asks, with what they may see at this moment."""
        return self.visitor.viewer

    @property
    def locale(self) -> Language:
        """The language of the page."""
        return self.visitor.language

    @property
    def today(self) -> date:
        """The day it is where they are."""
        return self.now.astimezone(self.visitor.reader.zone).date()

    def id_of(self, name: str) -> int:
        """A record that the path names.

        Raises:
            NotFound: that is no number.
        """
        number = number_in(self.params, name)
        if number is None:
            raise NotFound("no_note")
        return number

    @property
    def page(self) -> int:
        """Which page of a list is asked for."""
        return number_in(self.asked, "page") or 1

    def frame(self, space: Space | None = None, section: str = "", *, here: str = "") -> Frame:
        """What stands around the page."""
        name, path = self.viewer.person.name, without_done(here or self.path)
        return Frame(self.locale, self.site.urls, path, self.csrf, name, space, section, self._done())

    def _done(self) -> tuple[str, str] | None:
        """What was done on the page they come from, if they may still see that."""
        item_id = number_in(self.asked, DONE)
        if item_id is None:
            return None
        try:
            item = read_note_of_item(self.db, self.viewer, item_id).item(item_id)
        except NotFound:
            return None
        return (done_told(item, self.locale), self.site.urls.item(item_id)) if item and item.action else None

    def may_write(self, space_id: int) -> bool:
        """Whether buttons that change something are of any use to them; the services decide again."""
        return self.viewer.standing(space_id).role != "reader"

    def back(self, otherwise: str) -> str:
        """Where a form came from, if that is one of our pages."""
        wanted = self.sent.get("back") or self.asked.get("back") or ""
        return wanted if self.site.urls.is_ours(wanted) else otherwise


def with_done(address: str, item_id: int) -> str:
    """An address of ours that says what was just done to an item."""
    path, mark, place = without_done(address).partition("#")
    return f"{path}{'&' if '?' in path else '?'}{DONE}={item_id}{mark}{place}"


def without_done(address: str) -> str:
    """The same that says it no more."""
    return _DONE.sub(lambda found: "?" if found[0].startswith("?") and found[0].endswith("&") else "", address)


def number_in(given: Mapping[str, str], name: str) -> int | None:
    """A number that stands in an address or a form; None where there is none, or one that names nothing."""
    written = given.get(name, "")
    is_number = written.isascii() and written.isdecimal() and len(written.lstrip("0")) <= MOST_DIGITS
    return int(written) if is_number else None
