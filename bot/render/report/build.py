"""The report of a trip as a document: its parts in the order in which an administration prints them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.language import Language
from bot.domain.record import Item, Note, Text
from bot.domain.review import Standings
from bot.domain.trip import Section, SectionName, TripReport
from bot.i18n import t
from bot.render import words
from bot.render.report.around import about, page_words, sender_of
from bot.render.report.document import Block, Document, Words
from bot.render.report.wording import Beside, fact, of_agreement, of_item, of_key, of_text, when


def as_document(report: TripReport, languages: Sequence[Language], today: date) -> Document:
    """A report in one language, or in several side by side.

    Args:
        report: the trip with everything that belongs to it.
        languages: one, or two.
        today: the day of making, which is the report's where nobody gave it one.
    """
    making = _Making(report, tuple(languages))
    blocks = tuple(making.blocks())
    dated = (report.note.held_on if report.note else None) or report.trip.reported_on or today
    title = of_text("part", "", report.note.title if report.note else report.trip.title, languages)
    made = Document(
        tuple(languages),
        sender_of(report.letterhead, languages),
        tuple(t("report.date", language, when=words.day(dated, language)) for language in languages),
        title,
        tuple(about(report, language) for language in languages),
        blocks,
        (),
        tuple(page_words(language) for language in languages),
    )
    return _with_notices(made)


def _with_notices(made: Document) -> Document:
    """The document that says on each page that something in it is a machine's, where that is so."""
    columns = [[block.words[at] for block in (made.title, *made.blocks)] for at in range(len(made.languages))]
    unread = [any(one.marked for one in column) for column in columns]
    notices = tuple(t("report.notice", one) for one, is_so in zip(made.languages, unread, strict=True) if is_so)
    return Document(made.languages, made.sender, made.dates, made.title, made.about, made.blocks, notices, made.pages)


@dataclass(frozen=True)
class _Making:
    """A report on its way to blocks."""

    report: TripReport
    languages: tuple[Language, ...]

    def blocks(self) -> list[Block]:
        """Everything below the title."""
        made = [block for section in self._ordered() for block in self._section(section)]
        return [*made, *self._agreements(), *self._open(), *self._states()]

    def _ordered(self) -> list[Section]:
        """The parts in the order of the trip's note; the meetings behind who does what, what is planned last."""
        found = list(self.report.sections)
        if not self.report.section("activities"):
            at = max((i for i, one in enumerate(found) if one.name == "division"), default=-1) + 1
            found.insert(at, Section("activities", None, ()))
        if not self.report.section("ahead"):
            found.append(Section("ahead", None, ()))
        return found

    def _section(self, section: Section) -> list[Block]:
        items = [of_item(item, self.languages, labelled=section.name != "ahead") for item in section.items]
        if section.name == "activities" and self._is_last("activities", section):
            items += [block for note in self.report.meetings for block in self._meeting(note)]
        if section.name == "ahead" and self._is_last("ahead", section):
            items += self._dated()
        if not items and section.heading is None:
            return []
        return [*self._heading(section), *items]

    def _is_last(self, name: SectionName, section: Section) -> bool:
        """Whether it is the last of its name, or the only one: what belongs to all of them stands in that."""
        return not self.report.section(name) or self.report.section(name)[-1] is section

    def _heading(self, section: Section) -> list[Block]:
        if section.heading is not None:
            return [of_text("part", f"§{section.heading.ref}", section.heading.text, self.languages)]
        return [] if section.name == "other" else [of_key("part", f"report.{section.name}", self.languages)]

    def _meeting(self, note: Note) -> list[Block]:
        head = [of_text("meeting", f"§{note.label}", note.title, self.languages)]
        if note.held_on:
            held = (Words(one, words.day(note.held_on, one), t("report.held_on", one)) for one in self.languages)
            head.append(Block("fact", "", tuple(held)))
        facts: list[tuple[str, Text | None]] = [
            ("report.place", note.place),
            ("report.purpose", note.purpose),
            ("report.participants", note.participants),
        ]
        head += [block for key, text in facts for block in fact(key, text, self.languages)]
        outcome = [of_key("group", "report.outcome", self.languages)] if note.items else []
        return [*head, *outcome, *(of_item(item, self.languages) for item in note.items)]

    def _dated(self) -> list[Block]:
        """What was agreed in the meetings to be done or expected at some time, the soonest first."""
        items = [item for note in self.report.meetings for item in note.items if _has_time(item)]
        return [of_item(item, self.languages, labelled=False) for item in sorted(items, key=_end)]

    def _agreements(self) -> list[Block]:
        found = [item for item in self.report.items if item.kind == "agreement"]
        if not found:
            return []
        return [of_key("part", "report.agreements", self.languages), *map(self._agreement, found)]

    def _agreement(self, item: Item) -> Block:
        names = self.report.parties.get(item.id, ())
        beside = [of_agreement(item, [one.get(language, "") for one in names], language) for language in self.languages]
        return of_text("item", f"§{item.ref}", item.text, self.languages, beside)

    def _open(self) -> list[Block]:
        """Open items by whom they wait for; what waits for several stands with each of them."""
        groups: dict[tuple[str, ...], list[Item]] = {}
        for item in self.report.items:
            if item.action and item.action.status == "open":
                for owner in item.action.owners or (None,):
                    name = tuple(words.owner(owner, one) if owner else "" for one in self.languages)
                    groups.setdefault(name, []).append(item)
        if not groups:
            return []
        blocks = [of_key("part", "report.open", self.languages)]
        for name in sorted(groups, key=lambda one: (not one[0], one[0].casefold())):
            blocks.append(self._group(name))
            blocks += [self._waiting(item) for item in groups[name]]
        return blocks

    def _group(self, name: tuple[str, ...]) -> Block:
        called = [Words(one, said or t("report.nobody", one)) for one, said in zip(self.languages, name, strict=True)]
        return Block("group", "", tuple(called))

    def _waiting(self, item: Item) -> Block:
        """An open item below whom it waits for: when, and not once more who."""
        whens = [when(item.action, item, one) if item.action else "" for one in self.languages]
        expected = bool(item.action and item.action.expected)
        beside = [
            Beside(t("kind.expected_action_open", one) if expected else "", until)
            for one, until in zip(self.languages, whens, strict=True)
        ]
        return of_text("item", f"§{item.ref}", item.text, self.languages, beside)

    def _states(self) -> list[Block]:
        """What the translations are, language by language."""
        found = [(of, one) for of, one in self.report.standings.items() if one.total]
        if not found:
            return []
        lines = [
            Block("text", "", tuple(Words(one, _standing(of, at, one)) for one in self.languages)) for of, at in found
        ]
        return [of_key("part", "report.states", self.languages), *lines]


def _has_time(item: Item) -> bool:
    return bool(item.action and item.action.status == "open" and item.action.due and item.action.due.end)


def _end(item: Item) -> date:
    return item.action.due.end if item.action and item.action.due and item.action.due.end else date.max


def _standing(of: Language, at: Standings, language: Language) -> str:
    """How many sentences of a language are what."""
    unsettled = at.missing + at.doubted + at.outdated + at.machine
    counts = {
        "reviewed": at.total - unsettled,
        "machine": at.machine,
        "doubted": at.doubted,
        "outdated": at.outdated,
        "missing": at.missing,
    }
    told = [t(f"report.sentences_{name}", language, number=count) for name, count in counts.items() if count]
    said = t("list.comma", language).join(told)
    return t("report.standing", language, language=t(f"language.{of}", language), total=at.total, what=said)
