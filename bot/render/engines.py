"""Who may translate a space's text: what is allowed now, where text goes, and the form that changes it."""

from collections.abc import Sequence

from bot.domain.engine_choice import Choice, Offered, allowed
from bot.domain.language import Language
from bot.domain.record import Space
from bot.i18n import t
from bot.render.blocks import Mrkdwn, actions, bold, button, context, escape, header, join, message, section
from bot.render.forms import choice_input, choices_input, form
from bot.slack.message import Block, Message, View
from bot.slack.payloads import pack

TOLD = frozenset({"local", "libretranslate", "deepl", "google", "microsoft", "baidu"})
"""Engines of which the catalogue says where text goes; of another it is only known whether it leaves."""


def as_policy(space: Space, offered: Sequence[Offered], locale: Language, *, owners: str = "") -> Message:
    """What a space has decided, what each engine means, and how to change it; to whom may not, who the owners are."""
    shown = [header(space.name), section(as_lines(space, offered, locale))]
    if owners:
        return message(*shown, context(escape(owners)))
    how = context(escape(t("space.engines_how", locale)))
    return message(*shown, how, *([actions([engines_button(space, locale)])] if offered else []))


def as_lines(space: Space, offered: Sequence[Offered], locale: Language) -> Mrkdwn:
    """What a space has decided, as a part of its page."""
    may = allowed(space.engines, offered)
    lines = [bold(t("space.engines", locale)), escape(_decided(space.engines, offered, locale))]
    lines += [escape(f"• {goes(engine, locale)}") for engine in may]
    others = [engine.name for engine in offered if engine not in may]
    if others and may:
        lines.append(escape(t("space.engines_others", locale, names=t("list.comma", locale).join(others))))
    return join("\n", lines)


def _decided(choice: Choice, offered: Sequence[Offered], locale: Language) -> str:
    if choice == ():
        return t("space.engines_none", locale)
    if not offered:
        return t("space.engines_off", locale)
    if choice is None:
        return t("space.engines_all", locale)
    return t("space.engines_chosen" if allowed(choice, offered) else "space.engines_resting", locale)


def goes(engine: Offered, locale: Language) -> str:
    """Where the text goes that an engine translates."""
    where = "outside" if engine.leaves_machine else "inside"
    if engine.name == "prose":
        return t(f"engine_goes.prose_{where}", locale, name=engine.name)
    return t(f"engine_goes.{engine.name if engine.name in TOLD else where}", locale, name=engine.name)


def engines_button(space: Space, locale: Language) -> Block:
    """The button that opens the form."""
    return button(t("button.engines", locale), "space.engines", pack(space=space.id))


def for_channel(space: Space, offered: Sequence[Offered], who: str, languages: Sequence[Language]) -> Message:
    """What was decided and by whom, for both partners: it is a matter of both."""
    return message(*(section(_announced(space, offered, who, language)) for language in languages))


def _announced(space: Space, offered: Sequence[Offered], who: str, language: Language) -> Mrkdwn:
    kind = "all" if space.engines is None else "chosen" if space.engines else "none"
    may = allowed(space.engines, offered)
    lines = [f"• {goes(engine, language)}" for engine in may]
    said = t(f"answer.engines_{kind}", language, who=who, name=space.name)
    return join("\n", [escape(line) for line in (said, *lines)])


def engines_form(space: Space, offered: Sequence[Offered], private: str, locale: Language) -> View:
    """The form in which a space's engines are chosen."""
    chosen = "all" if space.engines is None else "chosen" if space.engines else "none"
    ways = [(way, t(f"form.engines_{way}", locale)) for way in ("all", "chosen", "none")]
    names = [(engine.name, goes(engine, locale)) for engine in offered]
    which = [engine.name for engine in allowed(space.engines, offered)] if chosen == "chosen" else []
    blocks = [
        choice_input("way", t("form.engines_choice", locale), ways, chosen),
        choices_input("engines", t("form.engines_which", locale), names, which, optional=True),
    ]
    save, cancel = t("button.save", locale), t("button.cancel", locale)
    return form("engines_chosen", t("form.engines", locale), blocks, private, submit=save, close=cancel)
