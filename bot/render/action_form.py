"""The form for one action: its words, who is to do it, until when."""

from bot.domain.due import Due
from bot.domain.language import Language
from bot.domain.record import Item, Owner
from bot.domain.typed_action import TypedAction
from bot.i18n import named, t
from bot.render import words
from bot.render.blocks import escape, section
from bot.render.forms import INPUT, date_input, form, line_input, text_input
from bot.render.item_forms import back
from bot.slack.message import Block, View


def as_form(item: Item, private: str, locale: Language, *, notice: str = "", typed: TypedAction | None = None) -> View:
    """The form with what is known; `notice` says what happened meanwhile, `typed` is kept from before."""
    action = item.action
    due = action.due if action else None
    there = TypedAction(
        item.text.content,
        owner_words(item),
        due.said if due else "",
    )
    shown = typed or there
    blocks = [
        *(section(escape(line)) for line in (notice, _now(there, locale) if notice else "") if line),
        *_words_field(shown.text, locale),
        line_input(
            "owner",
            t("form.owner", locale),
            there.owner or "" if shown.owner is None else shown.owner,
            hint=t("form.owners_hint", locale),
        ),
        line_input("due_said", t("form.due_said", locale), shown.due_said, hint=_understood(due, locale)),
        date_input(
            "due_day",
            t("form.due_day", locale),
            shown.due_day.isoformat() if shown.due_day else "",
            hint=t("form.due_day_hint", locale),
        ),
        back(item.id, locale),
    ]
    title = t("form.edit_action", locale, ref=item.ref)
    return form(
        "action_edited", title, blocks, private, submit=t("button.save", locale), close=t("button.cancel", locale)
    )


def owner_words(item: Item) -> str:
    """All owners, as the form shows them and as they are understood when it comes back."""
    owners = item.action.owners if item.action else ()
    return "; ".join(_owner(one, item.text.language) for one in owners)


def _owner(who: Owner, language: Language) -> str:
    if who.organisation and who.person_name:
        return f"{named(who.person_name, language)} ({who.organisation.name(language)})"
    return words.owner(who, language)


def _words_field(words: str, locale: Language) -> list[Block]:
    """The words of the action; those that fit in no field are changed where the note is, not here."""
    if len(words) > INPUT:
        return [section(escape(t("form.action_too_long", locale)))]
    return [text_input("text", t("form.action_text", locale), words, optional=False)]


def _now(there: TypedAction, locale: Language) -> str:
    return t("form.now", locale, text=there.text, owner=there.owner or "–", due=there.due_said or "–")


def _understood(due: Due | None, locale: Language) -> str:
    if due is None:
        return t("form.due_hint", locale)
    when = words.due(due, locale)
    if due.precision == "unknown":
        return when
    understood = t("form.due_understood", locale, when=when)
    uncertain = t("sheet.uncertain", locale, year=due.end.year) if due.end and not due.certain else ""
    return " ".join(filter(None, [understood, uncertain]))
