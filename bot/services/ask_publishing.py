"""Ask for what takes a wiki some time: publishing, and doing what somebody decided about a page."""

from datetime import datetime, timedelta

from bot.domain.errors import NotFound
from bot.domain.person import Viewer
from bot.domain.publication import PageState, Publication, Standing
from bot.domain.wiki import Reason
from bot.services.connect_wiki import AFTER_ANSWER, asked_args
from bot.services.fetch_glossary import Asked
from bot.services.publish_choice import publication_of
from bot.store import access, jobs, pages, publications
from bot.store.database import Database, Tx

TROUBLED = 10  # pages that a list names
HOURLY = timedelta(days=7)


def ask_publishing(db: Database, viewer: Viewer, space_id: int, asked: Asked, *, now: datetime) -> int:
    """Have a space published to every wiki it is connected to; gives how many those are.

    Raises:
        NotFound: the space is not there for this viewer.
        NotAllowed: they only read there.
    """
    with db.write() as tx:
        access.must_write(tx, viewer, space_id)
        found = publications.of_spaces(tx, viewer, [space_id])
        for one in found:
            _ask(tx, viewer, one, asked, now)
    return len(found)


def publish_anew(db: Database, viewer: Viewer, publication_id: int, asked: Asked, *, now: datetime) -> Publication:
    """Have the pages made again that were deleted in the wiki.

    Raises:
        NotFound: the connection is not there for this viewer.
        NotAllowed: they only read there.
    """
    with db.write() as tx:
        found = publications.get(tx, viewer, publication_id)
        if found is None:
            raise NotFound("no_wiki")
        access.must_write(tx, viewer, found.space_id)
        pages.start_anew(tx, publication_id)
        _ask(tx, viewer, found, asked, now)
    return found


def ask_choice(
    db: Database, viewer: Viewer, page_id: int, shown: str, choice: str, asked: Asked, *, now: datetime
) -> None:
    """Have it done what somebody decided about a page, or have them shown what there is to decide.

    Raises:
        NotFound: the page is not there for this viewer.
        NotAllowed: they only read there.
    """
    publication_id = publication_of(db, viewer, page_id)
    args: dict[str, object] = {"publication": publication_id, "page": page_id, "shown": shown, "choice": choice}
    args |= {"person": viewer.person.id, **asked_args(viewer, asked)}
    with db.write() as tx:
        jobs.add(tx, "publish_choice", f"{asked.key}:{page_id}", args, now, run_after=now + AFTER_ANSWER)


def list_wikis(db: Database, viewer: Viewer, space_id: int) -> tuple[Standing, ...]:
    """How a space stands in the wikis it is connected to.

    Raises:
        NotFound: the space is not there for this viewer.
    """
    if space_id not in viewer.shared_ids:
        raise NotFound("no_space")
    with db.read() as tx:
        found = publications.of_spaces(tx, viewer, [space_id])
        counts = pages.counts(tx, [one.id for one in found])
        return tuple(Standing(one, counts[one.id], _troubled(tx, one.id)) for one in found)


def plan_publishing(db: Database, *, now: datetime) -> None:
    """Have published once an hour what is published by itself; what a wiki refuses waits for an owner."""
    with db.write() as tx:
        for one in publications.all_of_them(tx):
            if one.automatic and one.state != "refused":
                args = {"publication": one.id, "space": one.space_id}
                jobs.ensure(tx, "publish", f"{one.id}:{now:%Y-%m-%dT%H}", args, now, HOURLY)


def _ask(tx: Tx, viewer: Viewer, one: Publication, asked: Asked, now: datetime) -> None:
    args: dict[str, object] = {"publication": one.id, "space": one.space_id, "again": True, "message": None}
    args |= {"person": viewer.person.id, **asked_args(viewer, asked)}
    jobs.add(tx, "publish", str(one.id), args, now, run_after=now + AFTER_ANSWER)


def _troubled(tx: Tx, publication_id: int) -> tuple[tuple[int, str, PageState, Reason | None], ...]:
    found = pages.troubled(tx, publication_id, TROUBLED)
    return tuple((page.id, page.title, page.state, page.reason) for page in found)
