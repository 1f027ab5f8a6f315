"""Pages for wikis: a meeting, the list of meetings, the list of open actions, each in one language."""

from collections.abc import Iterator, Sequence

from bot.domain import wiki_mark
from bot.domain.language import Language
from bot.domain.record import ActionLine, HeadPart, Item, Note, Space, Text
from bot.domain.wiki_page import ACTIONS, INDEX, Entry, Lists, PageName, Titles, meeting_of
from bot.i18n import named, t
from bot.render import words
from bot.render.card import label_key
from bot.render.wiki.markup import Markup

MOST_ACTIONS = 2000  # on one page: a wiki takes two million bytes


class PageWriter:
    """Writes pages in one markup (`bot.domain.wiki_page.Writer`)."""

    def __init__(self, markup: Markup) -> None:
        self._markup = markup

    def title(self, space: Space, name: str, language: Language) -> str:
        """As the markup's wikis have titles."""
        return self._markup.title(space.name, name, language)

    def list_name(self, record: str, language: Language) -> str:
        """A word of the catalogue; of a year its number too."""
        kind, _, year = record.partition(":")
        return t("wiki.year_name", language, year=year) if year else t(f"wiki.{kind}_name", language)

    def plain(self, marked: str) -> str:
        """What a reader sees of it."""
        return self._markup.plain(marked)

    def words(self, text: str) -> str:
        """Text from people, escaped."""
        return self._markup.text(text)

    def meeting(self, note: Note, space: Space, language: Language, titles: Titles) -> str:
        """Head, items with the numbers they have in Slack, links to the other languages and to the list."""
        made, record = self._markup, meeting_of(note.id)
        blocks = [
            made.heading(self._shown("title", note.title, language, state=False)),
            self._ways(record, space, language, titles),
            "\n".join(made.bullet(line) for line in self._head(note, language)),
            *(self._item(item, language) for item in note.items),
            made.italic(made.text(t("wiki.foot", language, name=space.name))),
        ]
        return made.page(blocks, language, space.name)

    def index(self, record: str, lists: Lists, space: Space, language: Language, titles: Titles) -> str:
        """The meetings, the newest first, and where the others are."""
        made, entries = self._markup, lists.pages[record]
        here = titles[PageName(record, language)]
        heading = made.text(t("wiki.index_heading", language, name=space.name))
        lines = [made.bullet(self._entry(entry, language, titles, here)) for entry in entries]
        years = [self._to(f"year:{year}", language, titles, here, str(year)) for year in lists.years]
        blocks = [
            made.heading(heading),
            self._ways(record, space, language, titles),
            *([" · ".join(years)] if years else []),
            "\n".join(lines) or made.text(t("wiki.no_meetings", language)),
        ]
        return made.page(blocks, language, space.name)

    def actions(self, lines: Sequence[ActionLine], space: Space, language: Language, titles: Titles) -> str:
        """What is open: by due date, with the meeting each comes from."""
        made, here = self._markup, titles[PageName(ACTIONS, language)]
        shown = [made.bullet(self._action(line, language, titles, here)) for line in lines[:MOST_ACTIONS]]
        left = len(lines) - len(shown)
        blocks = [
            made.heading(made.text(t("wiki.actions_heading", language, name=space.name))),
            self._ways(ACTIONS, space, language, titles),
            "\n".join(shown) or made.text(t("wiki.no_actions", language)),
            *([made.text(t("wiki.more_actions", language, count=left))] if left else []),
        ]
        return made.page(blocks, language, space.name)

    def _ways(self, record: str, space: Space, language: Language, titles: Titles) -> str:
        """The links that every page has: to itself in the other languages, and to the two lists."""
        here = titles[PageName(record, language)]
        others = [one for one in space.languages if one != language]
        ways = [self._to(record, one, titles, here, t(f"language.own.{one}", one)) for one in others]
        lists = [one for one in (INDEX, ACTIONS) if one != record]
        ways += [self._to(one, language, titles, here, self.list_name(one, language)) for one in lists]
        return " · ".join(way for way in ways if way)

    def _to(self, record: str, language: Language, titles: Titles, here: str, label: str) -> str:
        """A link, or the words alone where there is no such page."""
        title, inner = titles.get(PageName(record, language)), self._markup.text(label)
        return self._markup.link(inner, title, here) if title else inner

    def _head(self, note: Note, language: Language) -> Iterator[str]:
        made = self._markup
        if note.held_on:
            day = words.day(note.held_on, language)
            yield f"{made.bold(made.text(t('report.held_on', language)))} {made.text(day)}"
        fields: tuple[tuple[HeadPart, Text | None], ...] = (
            ("place", note.place), ("purpose", note.purpose), ("participants", note.participants),
        )  # fmt: skip
        for name, text in fields:
            if text:
                yield f"{made.bold(made.text(t(f'minutes.{name}', language)))} {self._shown(name, text, language)}"
        yield made.text(t("card.logged_by", language, who=named(note.author, language)))

    def _shown(self, name: HeadPart, text: Text, language: Language, *, state: bool = True) -> str:
        """A field of the head for readers of a language, with what must be known of it."""
        marked = wiki_mark.part(name, self._markup.text(" ".join(text.shown(language).content.split())))
        return self._told(marked, text, language, state=state)

    def _told(self, inner: str, text: Text, language: Language, *, state: bool = True) -> str:
        shown = text.shown(language)
        told = words.state(shown, language) if state else ""
        inner = inner if shown.language == language else self._markup.foreign(inner, shown.language)
        aside = self._markup.text(t("wiki.state", language, what=told)) if told else ""
        return f"{inner} {self._markup.italic(aside)}" if aside else inner

    def _item(self, item: Item, language: Language) -> str:
        made = self._markup
        kind = "" if item.kind == "paragraph" else t("wiki.kind", language, what=t(label_key(item), language))
        label = f" {made.text(kind)}" if kind else ""
        marked = wiki_mark.part(item.id, made.text(item.text.shown(language).content))
        line = f"{made.bold(made.text(item.ref))}{label} {self._told(marked, item.text, language)}"
        about = self._about(item, language)
        return f"{line}{made.break_()}→ {about}" if about else line

    def _about(self, item: Item, language: Language) -> str:
        """Who is to do it, and when: in the language of the page, and as it was said."""
        if item.action is None:
            return ""
        when, due = words.when(item.action, language, item.text.language), item.action.due
        if when and due and due.said and (due.start or due.end) and due.said != when:
            when = t("report.said", language, when=when, said=due.said)
        parts = (words.owners(item.action.owners, language), when)
        return " · ".join(self._markup.text(part) for part in parts if part)

    def _entry(self, entry: Entry, language: Language, titles: Titles, here: str) -> str:
        day = words.day(entry.held_on, language) if entry.held_on else t("card.no_date", language)
        label = f"{entry.number} {' '.join(entry.title.shown(language).content.split())}"
        return f"{self._markup.text(day)} · {self._to(meeting_of(entry.note_id), language, titles, here, label)}"

    def _action(self, line: ActionLine, language: Language, titles: Titles, here: str) -> str:
        made, item = self._markup, line.item
        ref = made.bold(self._to(meeting_of(item.note_id), language, titles, here, item.ref))
        told = self._told(made.text(" ".join(item.text.shown(language).content.split())), item.text, language)
        about = self._about(item, language)
        return f"{ref} {told}{f' → {about}' if about else ''}"
