"""From a payload to a handler: who asks, in which language, from where; and what happens if it breaks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from inspect import signature
from typing import Any
from uuid import uuid4

from slack_bolt import Ack, BoltContext
from slack_bolt.response import BoltResponse

from bot import log
from bot.domain.engine_choice import Offered
from bot.domain.grammar import Grammar
from bot.domain.language import Language
from bot.domain.person import SlackUser, Viewer
from bot.jobs.deliver import bring
from bot.render.answers import asked_once
from bot.services import write_down
from bot.services.recognise import asked_for_language, names_of, recognise
from bot.services.send import send, take_once, was_handled
from bot.slack.gateway import SlackError, SlackRefused
from bot.slack.gateways import Slack, Speaker
from bot.slack.message import Message
from bot.slack.payloads import Incoming, around_mention_of, mentioned, plain
from bot.slack.vault import Vault
from bot.store.database import Database, DatabaseUnavailable
from bot.traffic import Traffic
from handlers.errors import REPEATED, explain
from handlers.locale import guess_of, locale_of, today_of
from handlers.observing import Outcome, observed, of
from handlers.reply import Outgoing, Reply

logger = log.get(__name__)

Handle = Callable[..., None]
Reader = Callable[[Mapping[str, Any], str], Incoming]

WRITTEN = frozenset({"command", "mention"})
"""Surfaces that only who is in a channel can use there."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What every handler may ask for besides what came in; made once, at start."""

    db: Database
    slack: Slack
    grammar: Grammar
    clock: Callable[[], datetime]
    wake: Callable[[], None]
    engines: tuple[Offered, ...] = ()  # those that are switched on
    vault: Vault = field(default_factory=lambda: Vault(()))  # seals the passwords of wikis
    wikis: tuple[str, ...] = ()  # addresses below which spaces may be published
    words: Mapping[str, Handle] = field(default_factory=dict)  # route word → handler of its command
    pages_url: str = ""  # where our pages are; "" where there are none
    traffic: Traffic = field(default_factory=Traffic)
    locales: dict[SlackUser, Language] = field(default_factory=dict)  # for the day the store cannot be asked


def listener(handle: Handle, read: Reader, tools: Tools) -> Callable[..., BoltResponse | None]:
    """What Bolt calls for one route."""

    def on(ack: Ack, body: dict[str, Any], context: BoltContext) -> BoltResponse | None:
        with tools.traffic.answering():
            return answered(ack, body, context)

    def answered(ack: Ack, body: dict[str, Any], context: BoltContext) -> BoltResponse | None:
        result = context.authorize_result
        try:
            speaker = tools.slack.of((result.team_id if result else None) or context.team_id or "")
        except SlackRefused:  # Slack tells more than once that an installation has ended
            logger.info("a delivery for a workspace without an installation was let go")
            return BoltResponse(status=200, body="")
        incoming = read(body, speaker.me.team_id)
        if incoming.surface == "command" and incoming.user.team_id != speaker.me.team_id:
            logger.warning("a command of a workspace without an installation was let go")
            return BoltResponse(status=200, body="")
        handling = Handling(tools, speaker, incoming, ack)
        with observed(handling.incoming, handle, handling.outcome):
            return handling.by(handle)

    return on


class Handling:
    """One delivery on its way through a handler."""

    def __init__(self, tools: Tools, speaker: Speaker, incoming: Incoming, ack: Ack) -> None:
        self._tools, self._speaker, self._incoming = tools, speaker, incoming
        self.incoming, self.outcome = incoming, Outcome()
        self._viewer: Viewer | None = None
        self._asked = False
        self._stored = True  # False once the store was found to be out of reach
        self._locale: Language = tools.locales.get(incoming.user) or guess_of(incoming, tools.grammar) or "en"
        self._reply = Reply(ack, incoming, speaker, self._decorated)

    def by(self, handle: Handle) -> BoltResponse | None:
        """Handle it once, answer, and acknowledge; of two that are the same and come at once, one waits."""
        if self._incoming.surface not in REPEATED:
            return self._handled(handle)
        try:
            with self._tools.db.alone_with(self._incoming.key):
                return self._handled(handle)
        except DatabaseUnavailable as problem:
            self.outcome.word = of(problem)
            return explain(problem, self._incoming, self._reply, self._locale)

    def _handled(self, handle: Handle) -> BoltResponse | None:
        refusal, writes = None, self._tools.db.writes
        try:
            if self._came_before():
                self.outcome.word = "repeated"
            else:
                self._call(handle)
        except Exception as problem:  # noqa: BLE001  one of the two places that catch everything
            self._stored = not isinstance(problem, DatabaseUnavailable)
            self.outcome.word = of(problem)
            refusal = explain(problem, self._incoming, self._reply, self._locale)
        refusal = refusal or self._deliver()
        if refusal is None:
            self._reply.finish()
        if self._tools.db.writes != writes:  # there may be jobs now
            self._tools.wake()
        return refusal

    def _came_before(self) -> bool:
        """Whether this was handled already. What Slack does not repeat is taken once: a second one is a replay."""
        incoming, tools = self._incoming, self._tools
        if incoming.surface in REPEATED:
            return was_handled(tools.db, incoming.key)
        return bool(incoming.trigger_id) and not take_once(tools.db, incoming.trigger_id, now=tools.clock())

    def _call(self, handle: Handle) -> None:
        tools, now = self._tools, self._tools.clock()
        incoming = self._readable(self._incoming)
        ours = incoming.user.user_id in tools.slack.us()
        if not incoming.user.user_id or ours or is_impersonal(handle):  # what Slack, an app or we do
            if is_impersonal(handle):
                call(handle, {"incoming": incoming, "db": tools.db, "now": now, "ours": ours})
            return
        guess = guess_of(incoming, tools.grammar)
        passing, at = incoming.surface not in WRITTEN, incoming.at
        viewer = recognise(tools.db, incoming.user, incoming.channel, guess=guess, now=now, passing=passing, at=at)
        self._viewer = viewer
        self._locale = locale_of(viewer.person, guess)
        tools.locales[incoming.user] = self._locale
        call(handle, parts(tools, self._speaker, incoming, self._reply, viewer, self._locale, now))

    def _readable(self, incoming: Incoming) -> Incoming:
        if incoming.surface in {"mention", "dm"}:
            incoming = replace(incoming, text=self._said_to_us(incoming.text))
        ids = mentioned(incoming.text)
        names = names_of(self._tools.db, incoming.user, self._speaker.me.team_id, ids) if ids else {}
        return replace(incoming, text=plain(incoming.text, names.get), mentioned=ids, names=names)

    def _said_to_us(self, text: str) -> str:
        """What stands behind the mention; what stands before it when only that asks for something."""
        grammar = self._tools.grammar
        before, after = around_mention_of(self._tools.slack.us(), text)
        if not before or grammar.read(after):
            return after
        return f"{before} {after}".strip() if after or grammar.read(before) else ""

    def _decorated(self, message: Message) -> Message:
        person = self._viewer.person if self._viewer else None
        if self._asked or person is None or person.language or person.asked:
            return message
        self._asked = True
        return asked_once(message)

    def _deliver(self) -> BoltResponse | None:
        """Hand the answers to jobs; without a store, try to bring them at once."""
        outgoing, repeated = self._reply.outgoing, self._incoming.surface in REPEATED
        try:
            if self._stored:
                self._hand_over(outgoing, once=repeated)
        except DatabaseUnavailable:
            self._stored = False
            if self._viewer and self._viewer.trail:
                logger.warning("what was read could not be written down", records=len(self._viewer.trail))
        if not self._stored and repeated:
            return BoltResponse(status=503, body="")
        if not self._stored:
            for arguments in outgoing:
                _bring(self._tools, arguments)
        return None

    def _hand_over(self, outgoing: list[Outgoing], *, once: bool) -> None:
        if outgoing or once:
            outgoing = [self._with_sight(arguments) for arguments in outgoing]
            send(self._tools.db, self._incoming.key, outgoing, self._viewer, once=once, now=self._tools.clock())
        elif self._viewer:
            write_down.read(self._tools.db, self._viewer, now=self._tools.clock())
        if self._asked and self._viewer:
            asked_for_language(self._tools.db, self._viewer.person)

    def _with_sight(self, arguments: Outgoing) -> Outgoing:
        """An answer with the spaces its reader saw when it was made: whoever sees one of them no more gets another."""
        everyone = arguments["how"] == "post" and not arguments["channel"].startswith("D")
        if everyone or "sees" in arguments or self._viewer is None:
            return arguments
        return arguments | {"sees": sorted(self._viewer.space_ids)}


def parts(
    tools: Tools, speaker: Speaker, incoming: Incoming, reply: Reply, viewer: Viewer, locale: Language, now: datetime
) -> dict[str, object]:
    """Everything a handler can ask for, by the name of its parameter."""
    found: dict[str, object] = {
        "incoming": incoming,
        "reply": reply,
        "viewer": viewer,
        "locale": locale,
        "now": now,
        "today": today_of(viewer.person, locale, now),
        "db": tools.db,
        "grammar": tools.grammar,
        "words": tuple(tools.words),
        "engines": tools.engines,
        "vault": tools.vault,
        "wikis": tools.wikis,
        "address": speaker.me.address,
        "pages_url": tools.pages_url,
        "ours": False,  # whoever gets all these is a person
    }
    found["ask"] = lambda word, text: call(tools.words[word], found | {"incoming": replace(incoming, text=text)})
    return found


def call(handle: Handle, available: Mapping[str, object]) -> None:
    """Call a handler with the parts it names."""
    handle(**{name: available[name] for name in _wanted(handle)})


def is_impersonal(handle: Handle) -> bool:
    """Whether a handler needs nobody who asks."""
    return set(_wanted(handle)) <= {"incoming", "db", "now", "ours"}


@cache
def _wanted(handle: Handle) -> tuple[str, ...]:
    return tuple(signature(handle).parameters)


def _bring(tools: Tools, arguments: Mapping[str, Any]) -> None:
    try:
        bring(tools.slack, arguments, once=str(uuid4()))
    except SlackError as problem:
        logger.warning("an answer could not be brought", why=str(problem))
