"""Keep the one card in a channel that says how everything is done there, also without slash commands."""

from uuid import NAMESPACE_URL, uuid5

from bot import log
from bot.domain.person import SlackChannel
from bot.jobs.in_channel import post, ways_of
from bot.jobs.members import ABSENT
from bot.jobs.parts import Args, JobParts
from bot.render.welcome import as_welcome
from bot.services.read_channel import ChannelFor, channel_named, claim_welcome, keep_welcome, welcome_in
from bot.slack.gateway import SlackRefused
from bot.slack.gateways import Speaker
from bot.slack.message import Message
from bot.store.welcomes import Welcome

logger = log.get(__name__)

LOST = ABSENT | {"message_not_found", "cant_update_message", "account_inactive", "token_revoked", "invalid_auth"}
"""Words for a card that cannot be brought up to date any more: it is gone, or whoever posted it is."""


def run(parts: JobParts, args: Args) -> None:
    """Bring the card up to date; post it where there is none, unless only a card that is there was meant (`only`)."""
    asked = SlackChannel(args["team"], args["channel"])
    bound, card = channel_named(parts.db, asked), welcome_in(parts.db, asked.channel_id)
    if card is not None and card.ts and _updated(parts, asked._replace(team_id=card.team_id), card, bound):
        return
    if args.get("only"):
        return
    speaks = bound.speaks if bound and bound.speaks.channel_id == asked.channel_id else asked
    poster = claim_welcome(parts.db, speaks, card if card and card.ts else None)
    try:
        _post(parts, poster, bound, card)
    except SlackRefused as refusal:
        if poster == speaks or refusal.code not in LOST:
            raise
        _post(parts, speaks, bound, card)  # whoever said they would is not there any more


def _updated(parts: JobParts, slack: SlackChannel, card: Welcome, bound: ChannelFor | None) -> bool:
    try:
        speaker = parts.slack.of(slack.team_id)
        speaker.gateway.update(slack, card.ts, _shown(speaker, bound))
    except SlackRefused as refusal:
        if refusal.code not in LOST:
            raise
        return False
    return True


def _post(parts: JobParts, slack: SlackChannel, bound: ChannelFor | None, before: Welcome | None) -> None:
    once = str(uuid5(NAMESPACE_URL, f"jordbro:welcome:{slack.channel_id}:{before.ts if before else ''}"))
    posted = post(ways_of(parts), slack, lambda speaker: _shown(speaker, bound), once=once)
    keep_welcome(parts.db, *posted)
    try:
        parts.slack.of(posted.by.team_id).gateway.pin(*posted)
    except SlackRefused as refusal:  # it may be that only some may pin there: the card is there all the same
        logger.info("a card could not be pinned", why=refusal.code)


def _shown(speaker: Speaker, bound: ChannelFor | None) -> Message:
    if bound is None:
        return as_welcome(speaker.me.user_id)
    return as_welcome(speaker.me.user_id, bound.languages, bound.space)
