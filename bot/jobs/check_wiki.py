"""Look whether a wiki lets us in, right after somebody has connected it."""

from bot.domain.publication import PublicationState
from bot.domain.wiki import WikiRefused, WikiUnreachable
from bot.jobs.parts import Args, JobParts
from bot.jobs.wikis import connection, locale_of, opened, say
from bot.render import wikis as render
from bot.services.see_again import see_again
from bot.store import publications


def run(parts: JobParts, args: Args) -> None:
    """Ask once, and say what came of it where it was asked; with a button to try other words."""
    publication, seen = connection(parts, args), see_again(parts.db, args["person"])
    if publication is None or seen is None or not seen.viewer.sees(publication.space_id):
        return
    locale = locale_of(args, seen.viewer)
    try:
        with opened(parts, publication) as publisher:
            publisher.check()
    except WikiRefused as problem:
        _keep(parts, publication.id, "refused", problem)
        say(parts, args, render.not_let_in(publication, problem.reason, locale), "wiki")
        return
    except WikiUnreachable:
        say(parts, args, render.unreachable(publication, locale), "wiki")
        return
    _keep(parts, publication.id, "ready", None)
    say(parts, args, render.connected(publication, locale), "wiki")


def _keep(parts: JobParts, publication_id: int, state: PublicationState, why: WikiRefused | None) -> None:
    with parts.db.write() as tx:
        publications.set_state(tx, publication_id, state, why.reason if why else None)
