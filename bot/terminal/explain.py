"""`jordbro explain`: how a note, a date or a name is understood, for support and for tests.

It answers at once: only the domain is imported, no store, no Slack, and the catalogue for a warning only.
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot import data
from bot.domain.due import Calendar, Due, FoundDue, parse_date, read_due
from bot.domain.due_event import event_named, start_clock
from bot.domain.language import Language, guess_language
from bot.domain.meeting import ParsedItem, ParsedNote
from bot.domain.note_grammar import parse_note, split_notes
from bot.domain.workdays import is_certain
from bot.terminal.printing import shown

Shown = dict[str, Any]


def run(options: argparse.Namespace) -> int:
    """Explain one thing: JSON for machines, lines for people."""
    try:
        found = _THINGS[options.thing](options)
    except OSError as problem:
        print(f"{options.file}: {problem.strerror}", file=sys.stderr)
        return 1
    except UnicodeDecodeError:
        print(f"{options.file}: not UTF-8", file=sys.stderr)
        return 1
    except ValueError as problem:
        print(shown(str(problem)), file=sys.stderr)
        return 2
    if options.json:
        print(shown(json.dumps(_agreed(found), ensure_ascii=False)))
    else:
        print(shown("\n".join(_lines(found))))
    return 0


_FOR_PEOPLE = frozenset({"expected", "rule", "certain", "on", "calendar", "warning"})


def _agreed(found: Any) -> Any:  # noqa: ANN401  JSON
    """Only the keys that machines were promised."""
    if isinstance(found, list):
        return [_agreed(one) for one in found]
    if isinstance(found, Mapping):
        return {name: _agreed(value) for name, value in found.items() if name not in _FOR_PEOPLE}
    return found


def _explain_note(options: argparse.Namespace) -> Shown | list[Shown]:
    """One note, or all notes of a file that holds several."""
    text = sys.stdin.read() if options.file == "-" else Path(options.file).read_text(encoding="utf-8")
    language, day = options.lang or guess_language(text), _day(options.on)
    parts = split_notes(text) or [text]
    found = [_note(parse_note(part, language=language, on=day, termbase=data.termbase())) for part in parts]
    return found[0] if len(found) == 1 else found


def _explain_due(options: argparse.Namespace) -> Shown:
    """The interval, the rule, and whose working days were counted from when; the clock started with `--happened`."""
    language = options.lang or guess_language(options.words)
    calendar: Calendar = options.calendar or ("CN" if language == "zh" else "DK")
    on = _day(options.on)
    counted: Shown = {"on": on.isoformat(), "calendar": calendar}
    found = read_due(options.words, language, on, calendar=calendar)
    if found is None:
        return {"said": None, "from": None, "to": None, "precision": None, "rule": None, **counted}
    shown = {**_read(found), **counted, **_warned(found, on, calendar)}
    if options.happened is not None:
        shown["happened"] = _happened(found, language, _day(options.happened), calendar)
    return shown


def _read(found: FoundDue) -> Shown:
    return {**_interval(found.due), "precision": found.due.precision, "rule": found.rule, "certain": found.certain}


def _happened(found: FoundDue, language: Language, day: date, calendar: Calendar) -> Shown | None:
    """What the words come to when their event is on a day; None when they wait for none."""
    started = start_clock(found.due.said, language, day, calendar=calendar)
    if started is None:
        return None
    event = event_named(found.due.said, language)
    return {"event": event, "on": day.isoformat(), **_read(started), **_warned(started, day, calendar)}


def _warned(found: FoundDue, on: date, calendar: Calendar) -> Shown:
    """In the reader's language, which years nobody has the holidays of; nothing when all are known."""
    if found.certain or found.due.end is None:
        return {}
    from bot import i18n  # noqa: PLC0415  the catalogue is read for this sentence only
    from bot.terminal.settings import terminal_language  # noqa: PLC0415

    first, last = sorted((on, found.due.end))
    unknown = (str(year) for year in range(first.year, last.year + 1) if not is_certain(date(year, 1, 1), calendar))
    i18n.load()
    warning = i18n.t(f"terminal.holidays_unknown.{calendar}", terminal_language(), years=", ".join(unknown))
    return {"warning": warning}


def _explain_terms(options: argparse.Namespace) -> list[Shown]:
    language = options.lang or guess_language(options.words)
    return [
        {"term": match.term.form("da"), "found": match.found, "start": match.start, "end": match.end}
        for match in data.termbase().find(options.words, language)
    ]


def _note(note: ParsedNote) -> Shown:
    return {
        "title": note.title,
        "held_on": note.held_on.isoformat() if note.held_on else None,
        "place": note.place,
        "purpose": note.purpose,
        "participants": list(note.participants),
        "items": [_item(item) for item in note.items],
    }


def _item(item: ParsedItem) -> Shown:
    return {
        "number": item.number,
        "kind": item.kind,
        "text": item.text,
        "owner": item.owner,
        "due": _interval(item.due) if item.due else None,
        "expected": item.expected,
    }


def _interval(due: Due) -> Shown:
    return {
        "said": due.said,
        "from": due.start.isoformat() if due.start else None,
        "to": due.end.isoformat() if due.end else None,
    }


def _day(said: str | None) -> date:
    if not said:
        return datetime.now(UTC).astimezone().date()
    found = parse_date(said, "en")
    if found is None:
        raise ValueError(f"not a day: {said}")
    return found


def _lines(found: object, indent: str = "") -> list[str]:
    if isinstance(found, list):
        return [line for one in found for line in (*_lines(one, indent), "")]
    if not isinstance(found, Mapping):
        return [f"{indent}{found}"]
    lines = []
    for name, value in found.items():
        nested = isinstance(value, (list, Mapping)) and value and not all(isinstance(one, str) for one in value)
        if nested or isinstance(value, Mapping):
            lines += [f"{indent}{name}:", *_lines(value, indent + "  ")]
        else:
            shown = "; ".join(value) if isinstance(value, list) else "–" if value is None else value
            lines.append(f"{indent}{name}: {shown}")
    return lines


_THINGS: Mapping[str, Callable[[argparse.Namespace], Shown | list[Shown]]] = {
    "note": _explain_note,
    "due": _explain_due,
    "terms": _explain_terms,
}
