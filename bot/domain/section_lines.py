"""The items of a trip's own note as they will be when somebody has written its parts anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.item_pairs import pair_items
from bot.domain.record import Item, Note
from bot.domain.trip import SECTIONS, WRITTEN, Section, SectionName, TripReport


@dataclass(frozen=True, slots=True)
class Line:
    """An item as it will be: one that is there, or a new one."""

    text: str
    item: Item | None = None
    begins: SectionName | None = None
    headed: bool = False


def lines_of(report: TripReport, parts: Mapping[SectionName, str]) -> list[Line]:
    """All items of the trip's note as they will be; a part that was not there goes where reports have it."""
    lines, done = list[Line](), set[SectionName]()
    for section in report.sections:
        new = [name for name in WRITTEN if name in parts and name not in done and _goes_before(report, name, section)]
        for name in new:
            lines += _written(name, None, (), parts[name])
            done.add(name)
        if section.name in parts:
            words = "" if section.name in done else parts[section.name]  # of two of a name the first one has it all
            lines += _written(section.name, section.heading, section.items, words)
            done.add(section.name)
        else:
            lines += _kept(section)
    for name in WRITTEN:
        if name in parts and name not in done:
            lines += _written(name, None, (), parts[name])
    return lines


def _goes_before(report: TripReport, name: SectionName, section: Section) -> bool:
    """Whether a new part stands before one that is there."""
    is_new = not report.section(name)
    return is_new and section.name != "other" and SECTIONS.index(name) < SECTIONS.index(section.name)


def _kept(section: Section) -> list[Line]:
    items = [*([section.heading] if section.heading else []), *section.items]
    if not items:
        return []
    first, others = items[0], items[1:]
    begins = None if section.name == "other" and section.heading is None else section.name
    head = Line(first.text.content, first, begins, section.heading is not None)
    return [head, *(Line(item.text.content, item) for item in others)]


def _written(name: SectionName, heading: Item | None, items: Sequence[Item], words: str) -> list[Line]:
    """A part with other words: its paragraphs that are there, and new ones."""
    paragraphs = [" ".join(one.split()) for one in words.split("\n") if one.strip()]
    kept = pair_items([item.text.content for item in items], paragraphs)
    lines = [Line(said, items[kept[at]] if at in kept else None) for at, said in enumerate(paragraphs)]
    if not lines:
        return []
    if heading is not None:
        return [Line(heading.text.content, heading, name, headed=True), *lines]
    return [Line(lines[0].text, lines[0].item, name), *lines[1:]]


def numbers_of(lines: Sequence[Line]) -> list[str]:
    """The numbers of items in a row; what stood below another one stays below it."""
    numbers, top, below = list[str](), 0, 0
    for line in lines:
        if line.item and "." in line.item.number and top:
            below += 1
            numbers.append(f"{top}.{below}")
        else:
            top, below = top + 1, 0
            numbers.append(str(top))
    return numbers


def raws_of(note: Note) -> dict[int, str]:
    """What was written for each item of a note, line end included, as far as it can be found there."""
    whole = [item for item in note.items if item.parent_id is None]
    at, begins = 0, list[int | None]()
    for item in whole:
        found = note.body.find(item.text.content, at)
        begins.append(note.body.rfind("\n", 0, found) + 1 if found >= 0 else None)
        at = found + len(item.text.content) if found >= 0 else at
    ends = [*begins[1:], len(note.body)]
    return {
        item.id: note.body[start:end]
        for item, start, end in zip(whole, begins, ends, strict=True)
        if start is not None and end is not None and end > start
    }


def raw_of(line: Line, old: Mapping[int, str]) -> str:
    """What stands in the note for a line: as it was written, with other words where it has others."""
    if line.item is None or line.item.id not in old:
        return f"{line.text}\n"
    return old[line.item.id].replace(line.item.text.content, line.text, 1)
