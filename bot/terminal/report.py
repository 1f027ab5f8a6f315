"""`jordbro report`: write the printed report of a trip, or the templates of which the one for Word is made."""

import argparse
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from rich.progress import Progress

from bot.domain.calendars import calendar_of, zone_of
from bot.domain.errors import NotFound, UserError
from bot.domain.language import Language
from bot.domain.person import keeper
from bot.domain.trip import FORMS, ReportForm, Trip
from bot.i18n import t
from bot.render import answers
from bot.render.report.build import as_document
from bot.render.report.docx import BOTH, ONE, TEMPLATES, BrokenTemplate
from bot.render.report.files import as_file, file_name
from bot.services import write_down
from bot.services.find_space import find_space
from bot.services.read_trip import find_trips, list_trips, read_trip
from bot.store.database import Database, DatabaseUnavailable
from bot.store.migrate import migrate
from bot.terminal.printing import shown
from bot.terminal.settings import for_store, terminal_language


def run(options: argparse.Namespace) -> int:
    """Write the files; 1, with a sentence, where that failed."""
    settings, locale = for_store(options), terminal_language()
    try:
        if options.templates:
            return _write_templates(Path(options.templates), locale)
        db = Database(settings.database_url)
        try:
            migrate(db)
            return _write(db, options, settings.report_template, locale)
        finally:
            db.close()
    except OSError as problem:
        print(t("terminal.cannot_write", locale, why=problem.strerror or str(problem)), file=sys.stderr)
    except BrokenTemplate as problem:
        print(shown(t("errors.template_broken", locale, why=problem.why)), file=sys.stderr)
    except UserError as problem:
        print(shown(answers.problem(problem, locale)), file=sys.stderr)
    except DatabaseUnavailable:
        print(t("terminal.no_store", locale), file=sys.stderr)
    return 1


def _write_templates(folder: Path, locale: Language) -> int:
    """The templates that ship, for somebody to change them in Word; none that is there is written over."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in (ONE, BOTH):
        if not (folder / name).exists():
            shutil.copyfile(TEMPLATES / name, folder / name)
    print(t("terminal.report_template", locale, folder=str(folder)))
    return 0


def _write(db: Database, options: argparse.Namespace, template: Path | None, locale: Language) -> int:
    """One file for each language and kind that is wanted; whoever may run this may see all."""
    viewer, now = keeper(find_space(db, options.space or "")), datetime.now(UTC)
    trip = _one(db, options, locale)
    if trip is None:
        return 1
    zone = zone_of(None, calendar_of(None, locale))
    report = read_trip(db, viewer, trip.id)
    both = report.space.languages[:2]
    languages: tuple[Language, ...] = both if options.lang == "both" else (cast("Language", options.lang or locale),)
    forms, written = _forms(options), list[Path]()
    with Progress() as bar:
        task = bar.add_task(t("terminal.report_making", locale), total=len(forms) + 1)
        document = as_document(report, languages, now.astimezone(zone).date())
        bar.advance(task)
        for form, path in forms.items():
            target = path or Path(file_name(trip.id, languages, form, locale))
            target.write_bytes(as_file(document, form, template, report.space.id, now=now))
            written.append(target)
            bar.advance(task)
    for target in written:
        print(shown(t("terminal.report_written", locale, file=str(target))))
    write_down.exported(db, viewer, "report", now=now)
    return 0


def _one(db: Database, options: argparse.Namespace, locale: Language) -> Trip | None:
    """The trip that is meant: by its number or by words of its title. Where it is not one, which there are."""
    viewer, said = keeper(find_space(db, options.space or "")), options.trip or ""
    everything = list_trips(db, viewer)
    found = [trip for trip in everything if said.isdecimal() and trip.id == int(said)]
    found = found or list(find_trips(db, viewer, said) if said else everything)
    if len(found) == 1:
        return found[0]
    names = t("list.comma", locale).join(
        f"{trip.id} {trip.title.shown(locale).content}" for trip in found or everything
    )
    if not found:
        key = "no_trip_named" if said else "no_trip"
        print(shown(answers.problem(NotFound(key, words=said), locale)), file=sys.stderr)
    if names:
        print(shown(t("terminal.report_trips", locale, names=names)), file=sys.stderr)
    return None


def _forms(options: argparse.Namespace) -> dict[ReportForm, Path | None]:
    """The kinds of files that are wanted, and where each goes; by the name of the file where no kind is said."""
    path = Path(options.out) if options.out else None
    suffix = path.suffix.lower().removeprefix(".") if path else ""
    wanted = options.format or (suffix if suffix in FORMS else "")
    if wanted:
        return {cast("ReportForm", wanted): path}
    return {form: path.with_suffix(f".{form}") if path else None for form in FORMS}
