"""A note as a file of its own, in Markdown: for whoever wants the record without Slack."""

import re

from bot.domain.language import Language
from bot.domain.record import Item, Note, Text
from bot.i18n import named, t
from bot.render import words
from bot.render.card import label_key
from bot.render.plain import plain

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~&])")
_AT_START = re.compile(r"^(\s*)([#+\-=]|\d+[.)])(?=\s|[-=]|$)", re.MULTILINE)


def name_of(note: Note, language: Language) -> str:
    """What the file is called: its number and nothing that somebody wrote."""
    folder = f"notes/internal-{note.space_id}" if note.inner else "notes"
    return f"{folder}/{note.number}.{language}.md"


def as_markdown(note: Note, language: Language) -> str:
    """A note in a language: what is not translated stands there as written, and says so."""
    lines = [f"# §{note.label} {_shown(note.title, language)}", ""]
    lines += [f"- {line}" for line in _head(note, language)]
    lines.append("")
    for item in note.items:
        lines += [_item(item, language), ""]
    return "\n".join(lines)


def escaped(text: str) -> str:
    """Text from people as text, whatever signs of Markdown or HTML stand in it."""
    safe = _SPECIAL.sub(r"\\\1", plain(text))
    return _AT_START.sub(
        lambda found: f"{found[1]}\\{found[2]}" if not found[2][0].isdigit() else _counted(found), safe
    )


def _counted(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2][:-1]}\\{found[2][-1]}"


def _head(note: Note, language: Language) -> list[str]:
    parts = [("place", note.place), ("purpose", note.purpose), ("participants", note.participants)]
    held = [t("file.held_on", language, when=words.day(note.held_on, language))] if note.held_on else []
    said = [t(f"file.{name}", language, what=_one_line(text, language)) for name, text in parts if text]
    return [*held, *said, t("card.logged_by", language, who=escaped(named(note.author, language)))]


def _one_line(text: Text, language: Language) -> str:
    return " ".join(_shown(text, language).split())


def _shown(text: Text, language: Language) -> str:
    shown = text.shown(language)
    state = words.state(shown, language)
    return f"{escaped(shown.content)} *({state})*" if state else escaped(shown.content)


def _item(item: Item, language: Language) -> str:
    kind = "" if item.kind == "paragraph" else f" {t(label_key(item), language)}:"
    lines = [f"**{item.ref}**{kind} {_shown(item.text, language)}"]
    if item.action:
        parts = [words.owners(item.action.owners, language), words.when(item.action, language, item.text.language)]
        lines.append(" · ".join(f"→ {escaped(part)}" for part in parts if part))
    return "  \n".join(filter(None, lines))
