"""What was found, page by page: meetings with the items that say it, marked, in the reader's language."""

from collections.abc import Iterable

from bot.domain.found import FoundLine, FoundNote, FoundPage
from bot.domain.language import Language
from bot.domain.record import Action, CardPlace, Item, Note
from bot.domain.search_mark import Excerpt, excerpt, marks
from bot.i18n import t
from bot.render import links, words
from bot.render.blocks import (
    Mrkdwn,
    actions,
    bold,
    bold_link,
    button,
    context,
    cut,
    escape,
    header,
    join,
    message,
    section,
)
from bot.render.forms import form, line_input
from bot.render.help import route_button
from bot.slack.message import Block, Message, View
from bot.slack.payloads import pack

ASKED = 300  # characters of what was asked that a button carries along
TITLE = 200
_BESIDE = "\u200b"  # a letter without width: Slack marks no part of a word without one


def as_page(found: FoundPage, asked: str, locale: Language, address: str = "") -> Message:
    """A page of what was found, or that nothing was.

    Args:
        found: the page.
        asked: the words that gave it, so that it can be turned.
        locale: the reader's language.
        address: of our workspace, for links to cards.
    """
    asked = asked.strip()
    terms = [_term(entry.term.all_forms()) for entry in found.terms]
    if not found.total:
        nothing = section(escape(nothing_told(found, cut(asked, TITLE), locale)))
        return message(nothing, *terms, *_instead(found, locale), *_controls(found, asked, locale))
    title = t("find.title" if found.is_all else "find.title_more", locale, count=found.total)
    blocks: list[Block] = [header(title), context(escape(t("find.sought", locale, asked=cut(asked, TITLE))))]
    if found.widened:
        blocks.append(context(escape(t("find.widened", locale))))
    if found.since:
        blocks.append(context(escape(t("find.since", locale, when=words.day_of(found.since, locale)))))
    blocks += terms
    for one in found.notes:
        blocks += _note(one, found, locale, address)
    return message(*blocks, *_controls(found, asked, locale))


def nothing_told(found: FoundPage, asked: str, locale: Language) -> str:
    """That there is nothing, as far as that is known."""
    if found.since:
        return t("find.nothing_since", locale, asked=asked, when=words.day_of(found.since, locale))
    return t("find.nothing_older" if found.begun else "find.nothing", locale, asked=asked)


def as_question(locale: Language, *, can_open: bool) -> Message:
    """How something is looked for, with a button to the form where one can be opened from it."""
    how = [section(escape(t("find.how", locale)))]
    return message(*how, *([] if can_open else [actions([route_button("find", locale)])]))


def as_form(private: str, locale: Language) -> View:
    """The form in which to write what is looked for."""
    asked = line_input("asked", t("find.field", locale), hint=t("find.hint", locale), optional=False)
    submit, close = t("button.find", locale), t("button.cancel", locale)
    return form("find_asked", t("find.form", locale), [asked], private, submit=submit, close=close)


def _term(forms: dict[Language, str]) -> Block:
    return context(escape(" = ".join(dict.fromkeys(forms.values()))))


def _instead(found: FoundPage, locale: Language) -> list[Block]:
    """What to try where nothing was found: the words that stand in the record by themselves, or how it is done."""
    if found.since:
        return []
    if not found.anew:
        return [context(escape(t("find.how", locale)))]
    again = [
        button(cut(word, TITLE), f"find.again.{place}", pack(list=word[:ASKED]))
        for place, word in enumerate(found.anew)
    ]
    return [section(escape(t("find.anew", locale))), actions(again)]


def _note(one: FoundNote, found: FoundPage, locale: Language, address: str) -> list[Block]:
    note = one.note
    lines = [_heading(note, found, locale, address), _when(note, found.spaces.get(note.space_id, ""), locale)]
    lines += [_line(line, found, locale) for line in one.lines]
    value = pack(note=note.id)
    original = button(t("button.original", locale), "note.original", value)
    return [section(join("\n", lines), original)]


def _heading(note: Note, found: FoundPage, locale: Language, address: str) -> Mrkdwn:
    place = CardPlace(note.card.channel, note.card.ts) if note.card and note.card.ts else None
    card = links.card(address, place)
    title = cut(note.title.shown(locale).content, TITLE)
    shown = marks(title, note.title.shown(locale).language, found.query)
    return join(" ", [bold_link(note.label, card), _marked(Excerpt(title, shown))])


def _when(note: Note, space: str, locale: Language) -> Mrkdwn:
    held = words.day(note.held_on, locale) if note.held_on else t("card.no_date", locale)
    place = note.place.shown(locale).content if note.place else ""
    inner = t("inner.chip", locale) if note.inner else ""
    state = words.state(note.title.shown(locale), locale)
    return escape(" · ".join(part for part in (cut(space, TITLE), held, cut(place, TITLE), state, inner) if part))


def _line(line: FoundLine, found: FoundPage, locale: Language) -> Mrkdwn:
    shown = line.text.shown(locale)
    part = excerpt(shown.content, marks(shown.content, shown.language, found.query))
    if line.item is None:
        return join(" ", [escape(t(f"find.part.{line.part}", locale)), _marked(part)])
    details = [*_details(line.item, locale), words.state(shown, locale)]
    told = escape(" · ".join(detail for detail in details if detail))
    return join("\n", [join(" ", [bold(line.item.ref), _marked(part)]), told])


def _details(item: Item, locale: Language) -> Iterable[str]:
    """What an item is, whose it is and until when."""
    if item.action:
        yield t(_kind_of(item.action), locale)
        yield words.owners(item.action.owners, locale)
        yield words.when(item.action, locale, item.text.language)
    elif item.kind == "agreement":
        yield t(f"kind.agreement_{item.agreement_state or 'expected'}", locale)
    elif item.kind == "decision":
        yield t("kind.decision", locale)


def _kind_of(action: Action) -> str:
    return f"kind.{'expected_' if action.expected else ''}action_{action.status}"


def _marked(part: Excerpt) -> Mrkdwn:
    """A part of a text in which what was looked for is in bold."""
    pieces: list[Mrkdwn] = []
    at = 0
    for start, end in part.marks:
        before, behind = part.content[start - 1 : start], part.content[end : end + 1]
        pieces.append(escape(part.content[at:start]))
        pieces.append(Mrkdwn(_beside(before) + bold(part.content[start:end]) + _beside(behind)))
        at = end
    pieces.append(escape(part.content[at:]))
    told = "".join(pieces)
    return Mrkdwn(("… " if part.cut_before else "") + told + (" …" if part.cut_behind else ""))


def _beside(letter: str) -> str:
    return _BESIDE if letter.isalnum() else ""


def _controls(found: FoundPage, asked: str, locale: Language) -> list[Block]:
    same = {"list": asked[:ASKED], "widened": int(found.widened)}
    here = {**same, "top": found.top, "behind": found.begun}
    controls = []
    if found.page > 1:
        controls.append(button(t("button.previous", locale), "find.previous", pack(**here, page=found.page - 1)))
    if found.has_more:
        controls.append(button(t("button.more_found", locale), "find.next", pack(**here, page=found.page + 1)))
    elif found.behind:
        controls.append(button(t("button.look_further", locale), "find.further", pack(**same, behind=found.behind)))
    return [actions(controls)] if controls else []
