"""The entries of a digest: an item with its number and words in each language, a note, a count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.digest import ChangedItem, Digest, Entry, ItemLine, Made, NewNote, SectionName, ToReview
from bot.domain.language import Language
from bot.domain.record import Shown, Text
from bot.i18n import t
from bot.render import links, words
from bot.render.blocks import Mrkdwn, bold_link, button, cut, escape, join, section
from bot.render.card import both, label_key
from bot.slack.message import Block
from bot.slack.payloads import pack

DETAILS = 160  # characters of who and when, in one language


@dataclass(frozen=True, slots=True)
class Look:
    """How entries are shown: in which languages, how long, and whether each must say its space."""

    languages: tuple[Language, ...]
    address: str  # of our workspace, for links to cards
    today: date
    characters: int = 300  # of an item's words in one language
    several_spaces: bool = False


def entry_block(entry: Entry, name: SectionName, digest: Digest, look: Look) -> Block | None:
    """One entry; None for an item that is not there any more."""
    if isinstance(entry, NewNote):
        return section(_note(entry, look))
    if isinstance(entry, ToReview):
        label = both("button.review", look.languages)
        return section(_to_review(entry, look), button(label, "open.review", "review"))
    line = digest.lines.get(entry.item_id)
    if line is None:
        return None
    made = entry.made if isinstance(entry, ChangedItem) else ()
    return section(_item(line, made, look), _happened_button(line, look) if name == "waiting" else None)


def is_by_machine(entry: Entry, digest: Digest, languages: Sequence[Language]) -> bool:
    """Whether a reader of some languages gets words that a machine translated."""
    if isinstance(entry, ToReview):
        return False
    line = None if isinstance(entry, NewNote) else digest.lines.get(entry.item_id)
    text = entry.title if isinstance(entry, NewNote) else line.item.text if line else None
    return text is not None and any(text.shown(language).state == "machine" for language in languages)


def _item(line: ItemLine, made: Sequence[Made], look: Look) -> Mrkdwn:
    """The number, what it is if no action, and in each language the words, below them who and when or what was done."""
    lines: list[Mrkdwn] = []
    for language in look.languages:
        details = _made(made, language) if made else _details(line, language, look)
        where = line.space.name if look.several_spaces else ""
        about = join(" · ", [escape(cut(part, DETAILS)) for part in (*details, where) if part])
        lines += [_words(line.item.text, language, look), Mrkdwn(f"→ {about}") if about else Mrkdwn("")]
    said = [one for one in (_original(line.item.text, look), *lines) if one]
    if line.item.action is None:
        said.insert(0, escape(both(label_key(line.item), look.languages)))
    return join("\n", [join(" ", [_ref(line, look), said[0]]), *said[1:]])


def _original(text: Text, look: Look) -> Mrkdwn:
    """The words as written where none of the languages has any."""
    if any(text.shown(language).language == language for language in look.languages):
        return Mrkdwn("")
    return escape(cut(text.content, look.characters))


def _words(text: Text, language: Language, look: Look) -> Mrkdwn:
    shown = text.shown(language)
    if shown.language != language:
        return Mrkdwn(f"_{escape(t(f'state.{shown.state}', language))}_")
    return join(" ", [escape(cut(shown.content, look.characters)), _doubt(shown, language)])


def _doubt(shown: Shown, language: Language) -> Mrkdwn:
    """What a reader must know of these very words; that a machine translated is said once, at the end."""
    if shown.state not in {"needs_check", "outdated"}:
        return Mrkdwn("")
    return Mrkdwn(f"_{escape(t('list.aside', language, what=words.state(shown, language)))}_")


def _ref(line: ItemLine, look: Look) -> Mrkdwn:
    return bold_link(line.item.ref, links.card(look.address, line.card))


def _details(line: ItemLine, language: Language, look: Look) -> list[str]:
    action = line.item.action
    if action is None:
        return []
    nobody = "" if action.expected else t("owner.unknown", language)  # of a visit there may be none
    return [
        words.owners(action.owners, language) or nobody,
        words.when(action, language, line.item.text.language) or t("due.none", language),
        _standing(line, language, look),
    ]


def _standing(line: ItemLine, language: Language, look: Look) -> str:
    """Overdue, expected, was expected; or done or dropped meanwhile."""
    action = line.item.action
    if action is None or action.status != "open":
        return t(label_key(line.item), language)
    if action.is_overdue(look.today):
        return t("digest.overdue", language)
    if not action.expected:
        return ""
    return t("digest.was_expected" if action.has_passed(look.today) else "digest.expected", language)


def _made(made: Sequence[Made], language: Language) -> list[str]:
    return [t(f"digest.made.{one.change}", language, who=one.by) for one in made]


def _happened_button(line: ItemLine, look: Look) -> Block:
    return button(both("digest.button.happened", look.languages), "item.happened", pack(item=line.item.id))


def _note(entry: NewNote, look: Look) -> Mrkdwn:
    address = links.card(look.address, entry.card)
    lines = []
    for language in look.languages:
        title = entry.title.shown(language)
        counted = [t("digest.note_items", language, count=entry.items)]
        if entry.actions:
            counted.append(t("digest.note_actions", language, count=entry.actions))
        where = entry.space.name if look.several_spaces else ""
        about = join(" · ", [escape(part) for part in (t("list.comma", language).join(counted), where) if part])
        label = bold_link(t("digest.note", language, number=entry.number), address)
        lines.append(join(" ", [label, escape(cut(title.content, look.characters)), Mrkdwn(f"→ {about}")]))
    return join("\n", lines)


def _to_review(entry: ToReview, look: Look) -> Mrkdwn:
    """For the readers of that language: nobody else reviews it."""
    language = entry.language if entry.language in look.languages else look.languages[0]
    return escape(t("digest.review_waiting", language, count=entry.sentences, notes=entry.notes))
