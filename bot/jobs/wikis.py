"""What the jobs that speak with wikis have in common: opening one, and answering whoever asked."""

from contextlib import AbstractContextManager, suppress
from typing import cast

from bot.domain.language import Language
from bot.domain.person import Viewer, keeper
from bot.domain.publication import Publication
from bot.domain.wiki import Publisher
from bot.jobs.deliver import bring_by
from bot.jobs.in_channel import tell, ways_of
from bot.jobs.parts import Args, JobParts, once_for
from bot.render.wiki import MARKUPS
from bot.render.wiki.page import PageWriter
from bot.services.see_again import SeenAgain, see_again
from bot.slack.gateway import SlackRefused
from bot.slack.message import Message
from bot.store import publications, roles
from bot.wiki.opening import Opening


def connection(parts: JobParts, args: Args) -> Publication | None:
    """The connection a job is for; None where it was taken away meanwhile."""
    with parts.db.read() as tx:
        return publications.get(tx, keeper(args["space"]), args["publication"])


def opened(parts: JobParts, publication: Publication) -> AbstractContextManager[Publisher]:
    """A wiki, for as long as it is spoken with.

    Raises:
        WikiRefused: the operator does not allow its address any more, or no key opens its password.
    """
    return Opening(parts.vault.open_for, parts.wikis, parts.targets).of(publication)


def writer_of(publication: Publication) -> PageWriter:
    """Who writes pages in the markup of a wiki."""
    return PageWriter(MARKUPS[publication.target])


def say(parts: JobParts, args: Args, message: Message, what: str) -> None:
    """Answer where it was asked, to the person alone; `what` names the answer, which is given once."""
    where = args["channel"]
    how = "direct" if not where else "post" if where.startswith("D") else "whisper"
    answer = {**args, "how": how, "text": message.text, "blocks": message.blocks}
    bring_by(ways_of(parts), answer, once=parts.once(what))


def locale_of(args: Args, viewer: Viewer | None = None) -> Language:
    """In which language somebody is answered."""
    chosen = viewer.person.language if viewer else None
    return chosen or cast("Language", args.get("locale", "en"))


def deciders(parts: JobParts, publication: Publication, asker: SeenAgain | None) -> list[SeenAgain]:
    """Whoever asked; else the owners of the space; where it has none, whoever connected it."""
    if asker is not None:
        return [asker]
    with parts.db.read() as tx:
        owners = roles.owners(tx, publication.space_id)
    people = sorted(owners) or [publication.changed_by_id or 0]
    found = (see_again(parts.db, person_id) for person_id in people)
    return [seen for seen in found if seen is not None and seen.viewer.sees(publication.space_id)]


def tell_decider(parts: JobParts, seen: SeenAgain, message: Message, what: str) -> None:
    """Write to one of them, once; the list of pages says the same to whoever can be written to no more."""
    with suppress(SlackRefused):
        once = once_for(f"{what}:{seen.viewer.person.id}", None)
        tell(ways_of(parts), seen.viewer.person.slack, message, once=once)
