"""Wikis in the chat: where a space is published, what became of its pages, and what there is to decide."""

from collections.abc import Sequence
from typing import get_args

from bot.domain.language import Language
from bot.domain.person import Standing as PersonStanding
from bot.domain.publication import Publication, Standing, Tally
from bot.domain.record import Space
from bot.domain.wiki import Reason, TargetName
from bot.i18n import t
from bot.render import words
from bot.render.blocks import (
    actions,
    bold,
    button,
    cut,
    divider,
    escape,
    header,
    join,
    message,
    section,
    sentence,
)
from bot.render.forms import TICKED, choice_input, form, line_input, tick_input
from bot.render.wiki_question import TITLE
from bot.slack.message import Block, Message, View
from bot.slack.payloads import pack

FORM_TARGETS: tuple[TargetName, ...] = tuple(name for name in get_args(TargetName) if name != "canvas")


def as_page(
    space: Space, found: Sequence[Standing], locale: Language, *, standing: PersonStanding, may: bool, told: str = ""
) -> Message:
    """The wikis of a space, each with its state, the pages that want something, and what the reader may do.

    Args:
        space: the space.
        found: its connections.
        locale: the reader's language.
        standing: what the reader may do in the space.
        may: whether the operator allows any address.
        told: what to say above it.
    """
    blocks = [section(escape(told))] if told else []
    blocks.append(header(t("wikis.title", locale, name=cut(space.name, 100))))
    if not found:
        blocks.append(section(escape(t("wikis.none" if may else "wikis.none_allowed", locale))))
    for one in found:
        blocks += [*_connection(one, locale, standing), divider()]
    row: list[Block] = []
    if found and standing.role != "reader":
        row.append(button(t("wikis.publish", locale), "wiki.publish", pack(space=space.id), style="primary"))
    if standing.owns and all(one.publication.target != "canvas" for one in found):
        row.append(button(t("wikis.canvas", locale), "wiki.canvas", pack(space=space.id)))
    if standing.owns and may:
        row.append(button(t("wikis.connect", locale), "wiki.connect", pack(space=space.id)))
    return message(*blocks, *([actions(row)] if row else []))


def as_form(before: Publication | None, private: str, locale: Language) -> View:
    """The form in which an owner says where, as whom, and whether by itself; the password is never shown again."""
    targets = [(name, t(f"wikis.target.{name}", locale)) for name in FORM_TARGETS]
    chosen = before.target if before and before.target in FORM_TARGETS else FORM_TARGETS[0]
    hint = t("wikis.field_password_kept" if before and before.sealed else "wikis.field_password_hint", locale)
    address = before.address if before else ""
    blocks = [
        line_input(
            "address",
            t("wikis.field_address", locale),
            address,
            hint=t("wikis.field_address_hint", locale),
            optional=False,
        ),
        choice_input("target", t("wikis.field_target", locale), targets, chosen),
        line_input("user", t("wikis.field_user", locale), before.user if before else ""),
        line_input("password", t("wikis.field_password", locale), hint=hint),
        tick_input(
            "automatic",
            t("wikis.field_automatic", locale),
            t("wikis.field_automatic_yes", locale),
            ticked=before is None or before.automatic,
        ),
    ]
    save, cancel = t("button.save", locale), t("button.cancel", locale)
    return form("wiki_filled", t("wikis.form", locale), blocks, private, submit=save, close=cancel)


def is_ticked(value: str) -> bool:
    """Whether the box of the form is ticked."""
    return value == TICKED


def checking(publication: Publication, locale: Language) -> Message:
    """It is kept, and is being looked at."""
    return sentence(t("wikis.checking", locale, address=publication.address))


def connected(publication: Publication, locale: Language) -> Message:
    """The wiki lets us in."""
    value = pack(space=publication.space_id)
    key = "wikis.connected_automatic" if publication.automatic else "wikis.connected"
    now = button(t("wikis.publish", locale), "wiki.publish", value, style="primary")
    return message(section(escape(t(key, locale, address=_where(publication, locale)))), actions([now]))


def not_let_in(publication: Publication, reason: Reason, locale: Language) -> Message:
    """It does not, and why; with the form, in which everything but the password still stands."""
    why = t("wikis.not_let_in", locale, address=_where(publication, locale), why=t(f"wikis.why.{reason}", locale))
    return message(section(escape(why)), actions([_settings(publication, locale)]))


def unreachable(publication: Publication, locale: Language) -> Message:
    """Nobody answered; what to do about it."""
    told = t("wikis.unreachable", locale, address=_where(publication, locale))
    return message(section(escape(told)), actions([_settings(publication, locale)]))


def waiting(publication: Publication, locale: Language) -> Message:
    """Nobody answered; it is tried again."""
    return sentence(t("wikis.waiting", locale, address=_where(publication, locale)))


def progress(publication: Publication, done: int, total: int, locale: Language) -> Message:
    """How far a run is."""
    return sentence(t("wikis.progress", locale, address=_where(publication, locale), done=done, total=total))


def published(publication: Publication, tally: Tally, locale: Language) -> Message:
    """What became of the pages of a run."""
    told = [t("wikis.done", locale, address=_where(publication, locale))]
    counted = ("written", "unchanged", "edited", "conflicts", "refused", "gone")
    found = {name: getattr(tally, name) for name in counted}
    told += [t(f"wikis.count_{name}", locale, count=count) for name, count in found.items() if count]
    return message(section(join("\n", [escape(line) for line in told])))


def later(locale: Language) -> Message:
    """It can wait."""
    return sentence(t("wikis.later_said", locale))


def being_done(locale: Language) -> Message:
    """It is being looked at."""
    return sentence(t("wikis.being_done", locale))


def disconnected(publication: Publication, locale: Language) -> Message:
    """Nothing more is published there."""
    return sentence(t("wikis.disconnected", locale, address=_where(publication, locale)))


def ask_disconnect(publication: Publication, locale: Language) -> Message:
    """What it would mean."""
    told = t("wikis.ask_disconnect", locale, address=_where(publication, locale))
    sure = button(t("wikis.disconnect", locale), "wiki.disconnect", pack(wiki=publication.id), style="danger")
    return message(section(escape(told)), actions([sure]))


def _connection(one: Standing, locale: Language, standing: PersonStanding) -> list[Block]:
    publication = one.publication
    lines = [bold(_where(publication, locale)), escape(_state(publication, locale))]
    counts = {state: count for state, count in sorted(one.counts.items()) if count}
    lines += [escape(t(f"wikis.pages_{state}", locale, count=count)) for state, count in counts.items()]
    blocks = [section(join("\n", lines))]
    for page_id, title, state, reason in one.troubled:
        why = t(f"wikis.why.{reason}", locale) if reason else t(f"wikis.page_{state}", locale)
        line = join(" — ", [escape(cut(title, TITLE)), escape(why)])
        value = pack(page=page_id, shown="")
        decide = button(t("wikis.decide", locale), "wiki.decide.show", value)
        blocks.append(section(line, decide if state in {"edited", "conflict"} else None))
    row = [button(t("wikis.again", locale), "wiki.anew", pack(wiki=publication.id))] if one.counts.get("gone") else []
    if standing.role == "reader":
        row = []
    if standing.owns:
        row += [] if publication.target == "canvas" else [_settings(publication, locale)]
        row.append(button(t("wikis.disconnect_form", locale), "wiki.ask_disconnect", pack(wiki=publication.id)))
    return [*blocks, *([actions(row)] if row else [])]


def _state(publication: Publication, locale: Language) -> str:
    if publication.state == "refused" and publication.reason:
        return t("wikis.state_refused", locale, why=t(f"wikis.why.{publication.reason}", locale))
    if publication.published_at is None:
        return t("wikis.state_new", locale)
    when = words.day_of(publication.published_at, locale)
    return t("wikis.state_automatic" if publication.automatic else "wikis.state_by_hand", locale, when=when)


def _where(publication: Publication, locale: Language) -> str:
    if publication.target == "canvas":
        return t("wikis.target.canvas", locale)
    return cut(publication.address, TITLE)


def _settings(publication: Publication, locale: Language) -> Block:
    return button(t("wikis.settings", locale), "wiki.settings", pack(wiki=publication.id))
