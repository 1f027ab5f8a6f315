"""The actions a person asks for with a few words: mine, an organisation, overdue, any text."""

from dataclasses import replace
from datetime import date

from bot.domain.grammar import ActionFilter
from bot.domain.person import Viewer
from bot.domain.record import ActionPage
from bot.services import terms
from bot.store import actions, organisations
from bot.store.actions import Wanted
from bot.store.database import Database, Tx


def list_actions(db: Database, viewer: Viewer, wanted: ActionFilter, *, page: int, today: date) -> ActionPage:
    """One page of the actions the viewer may see, by due date and organisation.

    In a channel that is bound to a space only that space is listed, with what their side keeps to itself of it.
    """
    with db.read() as tx:
        return actions.find(tx, viewer, wanted_by(tx, viewer, wanted, today), page)


def wanted_by(tx: Tx, viewer: Viewer, asked: ActionFilter, today: date) -> Wanted:
    """What the words mean to the viewer: their own space or spaces, their organisations, their day."""
    here = viewer.channel.space_id if viewer.channel else None
    wanted = Wanted(space_ids=viewer.space_ids if here is None else viewer.within(here) | {here})
    if "all" in asked.scopes:
        wanted = replace(wanted, statuses=("open", "done", "dropped"))
    if "done" in asked.scopes:
        wanted = replace(wanted, statuses=("done",))
    if "overdue" in asked.scopes:
        wanted = replace(wanted, statuses=("open",), overdue_on=today)
    if "mine" in asked.scopes:
        theirs = organisations.of_person(tx, viewer.person.id)
        wanted = replace(wanted, person_id=viewer.person.id, organisation_ids=theirs)
    return _with_words(tx, viewer, wanted, asked.words)


def _with_words(tx: Tx, viewer: Viewer, wanted: Wanted, words: tuple[str, ...]) -> Wanted:
    if not words:
        return wanted
    phrase = " ".join(words)
    shared = wanted.space_ids & viewer.shared_ids
    termbase = terms.of_space(tx, next(iter(shared))) if len(shared) == 1 else terms.shipped()
    term = termbase.organisation(phrase)
    named = {phrase, term.form("da")} if term else {phrase}
    ids = tuple(found for name in named for found in organisations.find_by_name(tx, wanted.space_ids, name))
    if ids and wanted.person_id is None:
        return replace(wanted, organisation_ids=ids)
    return replace(wanted, words=words)
