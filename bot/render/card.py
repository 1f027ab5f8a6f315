"""The card of a note: both languages of the channel, item by item, with the same numbers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from bot.domain.language import Language
from bot.domain.record import Item, Note, Shown, Text
from bot.domain.review import Standings
from bot.i18n import t
from bot.render import words
from bot.render.blocks import (
    BLOCKS,
    HEADER,
    WEIGHT,
    Mrkdwn,
    actions,
    bold,
    button,
    context,
    cut,
    divider,
    escape,
    header,
    join,
    menu,
    message,
    option,
    section,
    weight,
)
from bot.render.forms import sheet
from bot.render.standing import standing
from bot.slack.message import Block, Message, View
from bot.slack.payloads import pack

Gloss = Mapping[int, Sequence[tuple[str, str]]]
"""Text id → known terms in it with their form in the reader's language."""

ITEM_CHARACTERS = 1200  # of one item in one language; the whole is one button away
MORE = 300  # characters, for the line that says how many more there are
CHOICES = 2500  # characters of a menu's choices together: they count as the rest does
SHORTEST = 25  # characters of a choice
SHEET = 100  # Slack's limit for the blocks of a form
BOTH = 1400  # characters of a translation, and of the original below it
MENU = 100  # Slack's limit for the choices of a menu


def as_card(
    note: Note,
    languages: Sequence[Language],
    glosses: Mapping[Language, Gloss],
    standings: Mapping[Language, Standings],
    today: date | None = None,
    *,
    above: Sequence[Block] = (),
    below: Sequence[Block] = (),
) -> Message:
    """A note for a channel, in each of its languages, and what each of them is.

    Args:
        note: the note.
        languages: of the channel.
        glosses: known terms in what is not translated, by language.
        standings: what each language is altogether.
        today: the day it is, which tells what was expected by now.
        above: what stands above it.
        below: what stands below it.
    """
    head = [*above, *_head(note, languages), divider()]
    states = [standing(standings.get(language, Standings()), note, language, language) for language in languages]
    foot = [context(escape(" · ".join(states))), *note_buttons(note, languages), *below]
    items = _fitting(note, _Reading(languages, glosses, today), [*head, *foot])
    left = len(note.items) - len(items)
    more = [_more(note, left, languages)] if left else []
    return message(*head, *items, *more, *foot)


def as_sheet(note: Note, locale: Language) -> View:
    """All items of a note for one reader; of more than Slack shows, how many there are."""
    shown = note.items if len(note.items) <= SHEET else note.items[: SHEET - 1]
    blocks = [section(_in_sheet(item, locale)) for item in shown]
    if note.inner:
        blocks[0] = section(join("\n", [bold(t("inner.chip", locale)), _in_sheet(shown[0], locale)]))
    if len(shown) < len(note.items):
        blocks.append(section(escape(t("card.more", locale, count=len(note.items) - len(shown)))))
    return sheet(t("form.all_items", locale), blocks, close=t("button.close", locale))


def _in_sheet(item: Item, locale: Language) -> Mrkdwn:
    shown = item.text.shown(locale)
    notice = words.state(shown, locale)
    mark = Mrkdwn(f"_{escape(notice)}_") if notice else Mrkdwn("")
    head, chips = _first_line(item, [locale]), _chips(item, locale, None)
    if not _is_doubtful(shown):
        return join("\n", [head, escape(shown.content), chips, mark])
    original = t("card.original", locale, text=cut(item.text.content, BOTH))  # whoever doubts can compare
    return join("\n", [head, escape(cut(shown.content, BOTH)), chips, mark, escape(original)])


def both(key: str, languages: Sequence[Language], **details: str | int) -> str:
    """A sentence of ours in each language, the same one only once."""
    return " · ".join(dict.fromkeys(t(key, language, **details) for language in languages))


def _head(note: Note, languages: Sequence[Language]) -> list[Block]:
    first, *others = languages
    title = note.title.shown(first)
    blocks = [header(f"{note.label} · {_marked(title, first)}")]
    for language in others:
        other = note.title.shown(language)
        if other.content != title.content:
            blocks.append(section(join(" ", [bold(cut(other.content, ITEM_CHARACTERS)), _doubt(other, language)])))
    blocks += [context(_when_and_where(note, language)) for language in languages]
    purpose = _lines(note.purpose, "card.purpose", languages)
    participants = _lines(note.participants, "card.participants", languages)
    return [*blocks, *(section(lines) for lines in (purpose, participants) if lines)]


def _when_and_where(note: Note, language: Language) -> Mrkdwn:
    parts = [
        words.day(note.held_on, language) if note.held_on else t("card.no_date", language),
        _marked(note.place.shown(language), language) if note.place else "",
        t("card.logged_by", language, who=note.author),
    ]
    return join(" · ", [escape(part) for part in parts if part])


def _lines(text: Text | None, key: str, languages: Sequence[Language]) -> Mrkdwn:
    if text is None:
        return Mrkdwn("")
    ready = [language for language in languages if text.shown(language).language == language]
    lines = [
        join(" ", [bold(t(key, language)), _line(text.shown(language), language)])
        for language in ready or languages[:1]
    ]
    return join("\n", lines)


class _Reading(NamedTuple):
    """For whom a card is, and on which day."""

    languages: Sequence[Language]
    glosses: Mapping[Language, Gloss]
    today: date | None


def _fitting(note: Note, reading: _Reading, others: Sequence[Block]) -> list[Block]:
    """As many items as Slack takes in one message beside the other blocks, the first one in any case."""
    room, fitting = WEIGHT - MORE - weight(others), list[Block]()
    for item in note.items[: BLOCKS - len(others) - 1]:
        block = _item(item, reading, note.id if note.inner else 0)
        room -= weight([block])
        if room < 0 and fitting:
            break
        fitting.append(block)
    return fitting


def _item(item: Item, reading: _Reading, inner: int) -> Block:
    languages = reading.languages
    lines = [_first_line(item, languages)]
    if item.text.language not in languages:  # else the original stands in one of them
        lines.append(escape(cut(item.text.content, ITEM_CHARACTERS)))
    for language in languages:
        shown = item.text.shown(language)
        if shown.language == language:
            lines.append(_line(shown, language))
            lines.append(_chips(item, language, reading.today))
        else:
            lines.append(_untranslated(item, language, reading))
    return section(join("\n", lines), _done_button(item, languages, inner))


def _doubt(shown: Shown, language: Language) -> Mrkdwn:
    """What a reader must know of this very item; that a machine translated stands below the card."""
    return Mrkdwn(f"_{escape(_aside(shown, language))}_") if _is_doubtful(shown) else Mrkdwn("")


def _line(shown: Shown, language: Language) -> Mrkdwn:
    return join(" ", [escape(cut(shown.content, ITEM_CHARACTERS)), _doubt(shown, language)])


def _marked(shown: Shown, language: Language) -> str:
    """Words without markup, with what a reader must know of them."""
    if not _is_doubtful(shown):
        return shown.content
    return f"{cut(shown.content, HEADER // 2)} {_aside(shown, language)}"


def _aside(shown: Shown, language: Language) -> str:
    return t("list.aside", language, what=words.state(shown, language))


def _is_doubtful(shown: Shown) -> bool:
    return shown.state in {"needs_check", "outdated"}


def _first_line(item: Item, languages: Sequence[Language]) -> Mrkdwn:
    if item.kind == "paragraph":
        return bold(item.ref)
    return join(" ", [bold(item.ref), _mark(item), bold(both(label_key(item), languages))])


def label_key(item: Item) -> str:
    """The catalogue key of what an item is."""
    if item.action:
        expected = "expected_" if item.action.expected else ""
        return f"kind.{expected}action_{item.action.status}"
    if item.kind == "agreement":
        return f"kind.agreement_{item.agreement_state or 'expected'}"
    return f"kind.{item.kind}"


def _mark(item: Item) -> Mrkdwn:
    if item.action is None:
        return Mrkdwn("◆")
    return Mrkdwn({"open": "☐", "done": "☑", "dropped": "☒"}[item.action.status])


def _chips(item: Item, language: Language, today: date | None) -> Mrkdwn:
    if item.action is None:
        return Mrkdwn("")
    until = words.when(item.action, language, item.text.language, today)
    parts = [words.owners(item.action.owners, language), until]
    return join(
        " · ",
        [Mrkdwn(f"→ {escape(part)}") if not index else escape(part) for index, part in enumerate(filter(None, parts))],
    )


def _untranslated(item: Item, language: Language, reading: _Reading) -> Mrkdwn:
    gloss = reading.glosses.get(language, {})
    known = [join(" = ", [escape(found), escape(form)]) for found, form in gloss.get(item.text.id, ())]
    notice = escape(t(f"state.{item.text.shown(language).state}", language))
    return join("\n", [Mrkdwn(f"_{notice}_"), join(" · ", known), _chips(item, language, reading.today)])


def _done_button(item: Item, languages: Sequence[Language], inner: int) -> Block | None:
    """The button; in an internal note, which no job brings up to date, it says which one is to be shown anew."""
    if item.action is None:
        return None
    value = pack(item=item.id, inner=inner) if inner else pack(item=item.id)
    verb = "done" if item.action.status == "open" else "reopen"
    style = "primary" if verb == "done" else ""
    return button(both(f"button.{verb}", languages), f"item.{verb}", value, style=style)


def _more(note: Note, count: int, languages: Sequence[Language]) -> Block:
    label = both("button.show_all", languages)
    return section(escape(both("card.more", languages, count=count)), button(label, "note.show", pack(note=note.id)))


def note_buttons(note: Note, languages: Sequence[Language]) -> list[Block]:
    """What can be done with a note, and a menu of its actions."""
    value = pack(note=note.id)
    row = [
        button(both("button.edit_note", languages), "note.edit", value),
        button(both("button.review", languages), "review.open", value),
        button(both("button.original", languages), "note.original", value),
        button(both("button.history", languages), "history.open", value),
        button(both("button.summary", languages), "note.summary", value),
    ]
    doable = [item for item in note.items if item.action][:MENU]
    if doable:
        length = max(CHOICES // len(doable), SHORTEST)
        choices = [option(cut(f"{item.ref} {item.text.content}", length), pack(item=item.id)) for item in doable]
        row.append(menu(both("button.open_action", languages), "item.open", choices))
    return [actions(row)]
