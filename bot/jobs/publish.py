"""Publish a space to a wiki; whoever asked sees how far it is."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from bot import log
from bot.domain.errors import NotFound
from bot.domain.language import Language
from bot.domain.person import SlackChannel
from bot.domain.publication import Publication, Tally
from bot.domain.wiki import WikiRefused, WikiUnreachable
from bot.jobs.canvas import publish_canvas
from bot.jobs.parts import Args, JobParts, Later
from bot.jobs.wikis import connection, deciders, locale_of, opened, tell_decider, writer_of
from bot.render import wikis as render
from bot.services.publish import Job, publish
from bot.services.see_again import SeenAgain, see_again
from bot.slack.gateway import Gateway, SlackRefused
from bot.slack.message import Message
from bot.store import jobs, publications

logger = log.get(__name__)

EVERY = 10  # so many times a run says how far it is


def run(parts: JobParts, args: Args) -> None:
    """Bring the pages up to date. Where nobody asked, a wiki that is away is asked again in an hour."""
    publication = connection(parts, args)
    if publication is None:
        return
    asker = see_again(parts.db, args["person"]) if args.get("person") else None
    if args.get("person") and (asker is None or not asker.viewer.sees(publication.space_id)):
        return
    teller = _Teller(parts, args, publication, asker)
    try:
        tally = _published(parts, args, publication, teller)
    except WikiRefused as problem:
        _refused(parts, publication, problem, teller)
        return
    except WikiUnreachable as problem:
        logger.warning("a wiki cannot be reached", publication=publication.id, why=problem.why)
        if asker is None:
            return
        teller.say(render.waiting(publication, teller.locale))
        raise Later("wiki", problem.after) from problem
    except NotFound:  # the connection was taken away meanwhile
        return
    teller.say(render.published(publication, tally, teller.locale))


def _published(parts: JobParts, args: Args, publication: Publication, teller: "_Teller") -> Tally:
    if publication.target == "canvas":
        return publish_canvas(parts, publication)
    job = Job(publication.id, publication.space_id, bool(args.get("again")), args.get("person"))
    with opened(parts, publication) as publisher:
        return publish(parts.db, job, publisher, writer_of(publication), now=parts.clock(), progress=teller.progress)


def _refused(parts: JobParts, publication: Publication, problem: WikiRefused, teller: "_Teller") -> None:
    """The wiki does not let us in: that is a state, until an owner changes something; they are told once."""
    logger.warning("a wiki refuses", publication=publication.id, why=problem.reason)
    with parts.db.write() as tx:
        publications.set_state(tx, publication.id, "refused", problem.reason)
    if teller.asker is not None:
        teller.say(render.not_let_in(publication, problem.reason, teller.locale))
    elif publication.state != "refused":
        for seen in deciders(parts, publication, None):
            told = render.not_let_in(publication, problem.reason, seen.reader.language)
            tell_decider(parts, seen, told, f"wiki:{publication.id}:{problem.reason}:{parts.job_id}")


class _Teller:
    """Says to whoever asked how far it is, in one message that changes."""

    def __init__(self, parts: JobParts, args: Args, publication: Publication, asker: SeenAgain | None) -> None:
        self._parts, self._args, self._publication, self.asker = parts, dict(args), publication, asker
        self._last = -1

    @property
    def locale(self) -> Language:
        """Of whoever asked."""
        return locale_of(self._args, self.asker.viewer if self.asker else None)

    def progress(self, done: int, total: int) -> None:
        """So many of so many meetings; not more often than people look."""
        self._parts.traffic.give_way()
        tenth = done * EVERY // max(total, 1)
        if self.asker is not None and tenth != self._last and total > 1:
            self._last = tenth
            self.say(render.progress(self._publication, done, total, self.locale))

    def say(self, message: Message) -> None:
        """In the place of what was said before."""
        if self.asker is None:
            return
        user = self.asker.viewer.person.slack
        gateway: Gateway = self._parts.slack.to(user).gateway
        said: Mapping[str, Any] | None = self._args.get("message")
        if said is not None:
            with suppress(SlackRefused):  # they have deleted it: the work goes on
                gateway.update(SlackChannel(user.team_id, said["channel"]), said["ts"], message)
            return
        channel = gateway.direct_channel(user)
        ts = gateway.post(channel, message, once=self._parts.once("publish"))
        self._args["message"] = {"channel": channel.channel_id, "ts": ts}
        with self._parts.db.write() as tx:
            jobs.set_args(tx, self._parts.job_id, self._args)
