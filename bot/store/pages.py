"""The pages that stand in wikis, and how they stand there."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple, cast

from sqlalchemy import delete, func, select, update

from bot.domain.language import Language
from bot.domain.publication import Known, Page, PageState
from bot.domain.wiki import Reason
from bot.domain.wiki_page import PageName
from bot.store.database import Tx
from bot.store.tables import PageRow

AT_ONCE = 500  # ids in one question


class Kept(NamedTuple):
    """How a page stands after it was looked at or written. None of a text: as before."""

    name: PageName
    title: str
    state: PageState
    source: str
    remote_id: str = ""
    revision: str = ""
    seen: str = ""
    base: str | None = None
    ours: str | None = None
    reason: Reason | None = None


def known(tx: Tx, publication_id: int) -> dict[PageName, Known]:
    """All pages of a connection, without their texts."""
    columns = (
        PageRow.id, PageRow.record, PageRow.language, PageRow.title, PageRow.remote_id, PageRow.seen, PageRow.source,
        PageRow.state, PageRow.changed_at,
    )  # fmt: skip
    found: dict[PageName, Known] = {}
    for row in tx.execute(select(*columns).where(PageRow.publication_id == publication_id)):
        name, state = PageName(row.record, cast("Language", row.language)), cast("PageState", row.state)
        found[name] = Known(row.id, name, row.title, row.remote_id, row.seen, row.source, state, row.changed_at)
    return found


def get(tx: Tx, page_id: int) -> Page | None:
    """A page, with its texts: for a connection that was asked for as the viewer."""
    row = tx.get(PageRow, page_id, populate_existing=True)
    return _page(row) if row else None


def get_all(tx: Tx, publication_id: int, names: Collection[PageName]) -> Mapping[PageName, Page]:
    """Some pages, with their texts."""
    wanted = select(PageRow).where(
        PageRow.publication_id == publication_id, PageRow.record.in_({name.record for name in names})
    )
    found = (_page(row) for row in tx.scalars(wanted.execution_options(populate_existing=True)))
    return {page.name: page for page in found if page.name in names}


def put(tx: Tx, publication_id: int, kept: Kept, now: datetime) -> int:
    """Write down how a page stands; gives its id."""
    one = (PageRow.record == kept.name.record, PageRow.language == kept.name.language)
    row = tx.scalar(select(PageRow).where(PageRow.publication_id == publication_id, *one).with_for_update())
    if row is None:
        row = PageRow(
            publication_id=publication_id, record=kept.name.record, language=kept.name.language, remote_id="",
            revision="", seen="", base="", asked="", intent="",
        )  # fmt: skip
        tx.add(row)
    row.title, row.state, row.source, row.reason, row.changed_at = kept.title, kept.state, kept.source, kept.reason, now
    row.remote_id, row.seen = kept.remote_id or row.remote_id, kept.seen or row.seen
    if kept.base is not None:
        row.revision, row.base = kept.revision, kept.base
        row.ours = None if kept.ours in {None, kept.base} else kept.ours
        row.intent, row.intended = "", None
    row.asked = "" if kept.state == "published" else row.asked
    tx.flush()
    return row.id


def set_asked(tx: Tx, page_id: int, shown: str) -> bool:
    """Say what people are asked about a page; False where they were asked about just that before."""
    asked = update(PageRow).where(PageRow.id == page_id, PageRow.asked != shown).values(asked=shown)
    return tx.execute(asked.returning(PageRow.id)).first() is not None


class Intent(NamedTuple):
    """By what a page is known again that is about to be saved, and what of it is ours; None where all of it is."""

    intent: str
    intended: str | None = None


def set_intents(tx: Tx, publication_id: int, intents: Mapping[PageName, Intent]) -> None:
    """Say what is about to be saved, so that it is known again where nobody lives to learn that it was."""
    for name, one in intents.items():
        which = (PageRow.publication_id == publication_id, PageRow.record == name.record)
        changed = update(PageRow).where(*which, PageRow.language == name.language)
        tx.execute(changed.values(intent=one.intent, intended=one.intended))


def set_saved(tx: Tx, page_id: int, revision: str, base: str, ours: str) -> None:
    """What was about to be saved stands there: it was saved, and is what later changes are compared with."""
    values = {"revision": revision, "base": base, "ours": None if ours == base else ours}
    tx.execute(update(PageRow).where(PageRow.id == page_id).values(**values))


def set_ours(tx: Tx, page_id: int, ours: str) -> None:
    """What of a page is ours: words of others that are in the record now are."""
    tx.execute(update(PageRow).where(PageRow.id == page_id).values(ours=ours))


def start_anew(tx: Tx, publication_id: int) -> int:
    """Forget what was deleted in the wiki, so that it is made again; gives how many pages."""
    gone = (PageRow.publication_id == publication_id, PageRow.state == "gone")
    return len(tx.execute(delete(PageRow).where(*gone).returning(PageRow.id)).all())


def remove(tx: Tx, publication_id: int, names: Collection[PageName]) -> None:
    """Know nothing more of some pages: what they are of is not in the record any more."""
    for name in names:
        one = (PageRow.record == name.record, PageRow.language == name.language)
        tx.execute(delete(PageRow).where(PageRow.publication_id == publication_id, *one))


def counts(tx: Tx, publication_ids: Collection[int]) -> dict[int, dict[PageState, int]]:
    """How many pages of some connections are in which state."""
    wanted = select(PageRow.publication_id, PageRow.state, func.count()).group_by(PageRow.publication_id, PageRow.state)
    found: dict[int, dict[PageState, int]] = {one: {} for one in publication_ids}
    for row in tx.execute(wanted.where(PageRow.publication_id.in_(publication_ids))):
        found[row[0]][cast("PageState", row[1])] = row[2]
    return found


def troubled(tx: Tx, publication_id: int, limit: int) -> tuple[Page, ...]:
    """Pages that want something of somebody, the newest first."""
    wanted = select(PageRow).where(PageRow.publication_id == publication_id, PageRow.state != "published")
    return tuple(_page(row) for row in tx.scalars(wanted.order_by(PageRow.changed_at.desc(), PageRow.id).limit(limit)))


def _page(row: PageRow) -> Page:
    return Page(
        row.id,
        row.publication_id,
        PageName(row.record, cast("Language", row.language)),
        row.title,
        row.remote_id,
        row.revision,
        row.base,
        row.ours if row.ours is not None else row.base,
        cast("PageState", row.state),
        cast("Reason | None", row.reason),
        row.asked,
        row.intent,
        row.intended,
    )
