"""The channels of a space, with what is wrong and buttons for what can be done about it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.bindings import Bindings, Bound
from bot.domain.language import Language
from bot.i18n import t
from bot.render import words
from bot.render.blocks import Mrkdwn, actions, button, context, cut, escape, header, join, message, section
from bot.slack.message import Block, Message
from bot.slack.payloads import pack

MOST = 8  # channels shown in one message
SPEAKERS = 3  # other workspaces that can be chosen by button
NAME = 40  # characters of a workspace's name


def as_page(bindings: Bindings, locale: Language, zone: ZoneInfo) -> Message:
    """Every channel with what there is to say of it."""
    blocks = [header(t("bindings.title", locale, space=bindings.space.name))]
    for bound in bindings.channels[:MOST]:
        blocks.append(section(join("\n", [_name(bound), *_lines(bound, locale, zone)])))
        blocks += _owners_row(bound, bindings, locale)
    left = len(bindings.channels) - MOST
    if left > 0:
        blocks.append(context(escape(t("bindings.more", locale, count=left))))
    value = pack(space=bindings.space.id)
    row = [
        button(t("bindings.check", locale), "channel.check", value),
        button(t("bindings.card", locale), "channel.card", value),
    ]
    return message(*blocks, actions(row), context(escape(t("bindings.how", locale))))


def as_question(bindings: Bindings, bound: Bound, locale: Language) -> Message:
    """Whether a channel shall really be taken out."""
    asked = escape(t("bindings.sure", locale, channel=MARK, space=bindings.space.name)).replace(MARK, _name(bound))
    value = pack(channel=bound.id)
    yes = button(t("bindings.unbind", locale), "channel.unbind_sure", value, style="danger")
    return message(section(Mrkdwn(asked)), actions([yes]))


MARK = "‹channel›"


def _name(bound: Bound) -> Mrkdwn:
    return Mrkdwn(f"<#{bound.through.channel.channel_id}>")


def _lines(bound: Bound, locale: Language, zone: ZoneInfo) -> list[Mrkdwn]:
    name = cut(bound.through.name, NAME)
    if bound.others:
        names = t("list.comma", locale).join(cut(one.name, NAME) for one in (bound.through, *bound.others))
        told = [t("bindings.known_to", locale, names=names, name=name)]
    else:
        told = [t("bindings.through", locale, name=name)]
    if bound.is_shared:
        told.append(t("bindings.shared", locale))
    told.append(_told(bound.told_at, locale, zone))
    if not bound.is_known:
        told.append(t("bindings.unknown", locale))
    if bound.trouble:
        told.append("⚠️ " + t(f"bindings.{bound.trouble}", locale))
    return [escape(one) for one in told]


def _told(at: datetime | None, locale: Language, zone: ZoneInfo) -> str:
    if at is None:
        return t("bindings.untold", locale)
    there = at.astimezone(zone)
    return t("bindings.told", locale, day=words.day(there.date(), locale), time=f"{there:%H:%M}")


def _owners_row(bound: Bound, bindings: Bindings, locale: Language) -> list[Block]:
    if not bindings.owns:
        return []
    row = [
        button(
            t("bindings.speaker", locale, name=cut(one.name, NAME)),
            f"channel.speaker.{one.channel.team_id}",
            pack(channel=bound.id, team=one.channel.team_id),
        )
        for one in bound.others[:SPEAKERS]
    ]
    if bindings.may_remove:
        row.append(button(t("bindings.unbind", locale), "channel.unbind", pack(channel=bound.id)))
    return [actions(row)] if row else []
