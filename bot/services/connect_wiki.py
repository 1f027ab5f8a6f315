"""Connect a space to a wiki, change how, or end it."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.domain.errors import NotAllowed, NotFound, Unreadable
from bot.domain.person import Viewer
from bot.domain.publication import Publication
from bot.domain.typed_wiki import TypedWiki
from bot.domain.wiki_address import is_allowed
from bot.services.fetch_glossary import Asked
from bot.store import access, audit, jobs, publications, spaces
from bot.store.database import Database, Tx
from bot.store.publications import NewPublication

LONGEST = 500  # characters of an address
AFTER_ANSWER = timedelta(seconds=1)
"""The sentence that it is being done must stand above what came of it."""

CANVAS = "channel:"
"""How the address of a canvas begins; the id of a channel of ours follows."""

Seal = Callable[[str, str], str]
"""Seals a secret for the address it is of."""


def connect_wiki(
    db: Database,
    viewer: Viewer,
    space_id: int,
    typed: TypedWiki,
    allowed: Sequence[str],
    seal: Seal,
    asked: Asked,
    *,
    now: datetime,
    check: bool = True,
) -> Publication:
    """Keep what an owner filled in; a job looks at once whether the wiki lets us in.

    Args:
        db: the store.
        viewer: who wants it.
        space_id: the space.
        typed: what they filled in.
        allowed: the addresses below which the operator allows to publish.
        seal: seals the password.
        asked: where to say what came of it.
        now: the time.
        check: whether a job is to look; whoever publishes right away finds out.

    Raises:
        NotFound: the space is not there for this viewer; what a side keeps to itself is never published.
        NotAllowed: it is for its owners, or the operator has allowed no address.
        Unreadable: the address is none, or not below one that is allowed; a password is missing.
    """
    address, user = typed.address.strip(), typed.user.strip()
    with db.read() as tx:
        _must_own(tx, viewer, space_id)
    _look(typed, address, user, allowed)
    with db.write() as tx:
        _must_own(tx, viewer, space_id)
        if typed.target == "canvas" and address not in _canvases(tx, space_id):
            raise NotFound("no_wiki")
        sealed = _sealed(tx, viewer, space_id, typed, address, seal)
        new = NewPublication(space_id, typed.target, address, user, sealed, viewer.person.id or None, typed.automatic)
        made = publications.put(tx, new, now)
        args = {"publication": made, "space": space_id, "person": viewer.person.id, **asked_args(viewer, asked)}
        if check:
            jobs.add(tx, "check_wiki", f"{asked.key}:{made}", args, now, run_after=now + AFTER_ANSWER)
        audit.changed(tx, viewer, space_id, now, f"space:{space_id}", detail=f"wiki: {typed.target}")
        found = publications.get(tx, viewer, made)
    if found is None:
        raise NotFound("no_wiki")
    return found


def disconnect_wiki(db: Database, viewer: Viewer, publication_id: int, *, now: datetime) -> Publication:
    """Publish there no more; what stands in the wiki stays.

    Raises:
        NotFound: the connection is not there for this viewer.
        NotAllowed: it is for the owners of its space.
    """
    with db.write() as tx:
        found = owned(tx, viewer, publication_id)
        publications.remove(tx, publication_id)
        space = f"space:{found.space_id}"
        audit.changed(tx, viewer, found.space_id, now, space, detail=f"wiki: {found.target} no more")
    return found


def read_connection(db: Database, viewer: Viewer, publication_id: int) -> Publication:
    """A connection, for whoever may change it.

    Raises:
        NotFound: it is not there for this viewer.
        NotAllowed: it is for the owners of its space.
    """
    with db.read() as tx:
        return owned(tx, viewer, publication_id)


def owned(tx: Tx, viewer: Viewer, publication_id: int) -> Publication:
    """The same within a transaction.

    Raises:
        NotFound: it is not there for this viewer.
        NotAllowed: it is for the owners of its space.
    """
    found = publications.get(tx, viewer, publication_id)
    if found is None:
        raise NotFound("no_wiki")
    access.must_own(tx, viewer, found.space_id)
    return found


def asked_args(viewer: Viewer, asked: Asked) -> dict[str, object]:
    """What a job needs to answer where it was asked for."""
    user = viewer.person.slack
    return {
        "team": user.team_id,
        "user": user.user_id,
        "channel": asked.channel_id,
        "thread": asked.thread,
        "home": asked.home,
        "locale": asked.locale,
    }


def _must_own(tx: Tx, viewer: Viewer, space_id: int) -> None:
    space = spaces.get(tx, viewer, space_id)
    if space is None or space.parent_id is not None:
        raise NotFound("no_space")
    access.must_own(tx, viewer, space_id)


def _canvases(tx: Tx, space_id: int) -> set[str]:
    return {f"{CANVAS}{channel.id}" for channel in spaces.channels(tx, [space_id])}


def _look(typed: TypedWiki, address: str, user: str, allowed: Sequence[str]) -> None:
    if typed.target == "canvas":
        return
    if not allowed:
        raise NotAllowed("wikis_not_allowed")
    if len(address) > LONGEST or not is_allowed(address, allowed, folders=typed.target == "git"):
        raise Unreadable("wiki_address_not_allowed", typed=address[:LONGEST])
    if typed.target == "mediawiki" and not user:
        raise Unreadable("wiki_user_missing", typed=address)


def _sealed(tx: Tx, viewer: Viewer, space_id: int, typed: TypedWiki, address: str, seal: Seal) -> str | None:
    if typed.password.strip():
        return seal(address, typed.password.strip())
    before = publications.of_spaces(tx, viewer, [space_id])
    known = next((one for one in before if (one.target, one.address) == (typed.target, address)), None)
    if typed.target == "mediawiki" and (known is None or known.sealed is None):
        raise Unreadable("wiki_password_missing", typed=address)
    return known.sealed if known else None
