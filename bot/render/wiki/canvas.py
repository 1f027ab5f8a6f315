"""The canvas of a channel: what is open and what was agreed last, in the languages of the space, kept short."""

from collections.abc import Sequence

from bot.domain.language import Language
from bot.domain.record import ActionLine, Item, Note, Space
from bot.i18n import t
from bot.render import words
from bot.render.wiki.markdown import Markdown

MOST = 15  # actions
DECIDED = 3  # decisions and agreements of a meeting
CHARACTERS = 300  # of an item
_MARKUP = Markdown()


def as_canvas(space: Space, newest: Sequence[Note], actions: Sequence[ActionLine]) -> str:
    """Our record so far, one language after the other.

    Args:
        space: the space.
        newest: the newest meetings, the newest first.
        actions: what is open, in the order of a list.
    """
    return "\n\n---\n\n".join(_part(space, newest, actions, language) for language in space.languages)


def _part(space: Space, newest: Sequence[Note], actions: Sequence[ActionLine], language: Language) -> str:
    open_ones = [_action(line, language) for line in actions[:MOST]]
    left = len(actions) - len(open_ones)
    more = [_MARKUP.text(t("wiki.more_actions", language, count=left))] if left else []
    meetings = [_meeting(note, language) for note in newest]
    blocks = [
        f"# {_MARKUP.text(t('wiki.canvas_heading', language, name=space.name))}",
        _MARKUP.italic(_MARKUP.text(t("wiki.canvas_foot", language))),
        f"## {_MARKUP.text(t('wiki.actions_name', language))}",
        "\n".join(open_ones) or _MARKUP.text(t("wiki.no_actions", language)),
        *more,
        f"## {_MARKUP.text(t('wiki.index_name', language))}",
        "\n".join(meetings) or _MARKUP.text(t("wiki.no_meetings", language)),
    ]
    return "\n\n".join(blocks)


def _action(line: ActionLine, language: Language) -> str:
    when = words.when(line.action, language, line.item.text.language)
    about = " · ".join(filter(None, (words.owners(line.action.owners, language), when)))
    return f"- {_item(line.item, language)}{f' → {_MARKUP.text(about)}' if about else ''}"


def _meeting(note: Note, language: Language) -> str:
    day = words.day(note.held_on, language) if note.held_on else t("card.no_date", language)
    title = _MARKUP.text(f"{note.number} {' '.join(note.title.shown(language).content.split())}")
    decided = [item for item in note.items if item.kind in {"decision", "agreement"}][:DECIDED]
    lines = [f"- {_MARKUP.text(day)} · {_MARKUP.bold(title)}", *(f"  - {_item(item, language)}" for item in decided)]
    return "\n".join(lines)


def _item(item: Item, language: Language) -> str:
    shown = item.text.shown(language)
    said = " ".join(shown.content.split())
    said = said if len(said) <= CHARACTERS else f"{said[: CHARACTERS - 1]}…"
    told = words.state(shown, language)
    aside = f" {_MARKUP.italic(_MARKUP.text(t('wiki.state', language, what=told)))}" if told else ""
    return f"{_MARKUP.bold(_MARKUP.text(item.ref))} {_MARKUP.text(said)}{aside}"
