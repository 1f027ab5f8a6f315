"""What is written in the picture, in one language or, where it is short, in two."""

from collections.abc import Sequence
from datetime import date

from bot.domain.language import Language
from bot.domain.record import Owner
from bot.domain.timeline import Entry, Lane, Timeline
from bot.i18n import t
from bot.render import words
from bot.render.fonts import drawable

_REFS = 10  # numbers of items that a line names
_SPACES = 3  # names of spaces that the title has


def titles(timeline: Timeline, locales: Sequence[Language]) -> list[str]:
    """The title, once in each language."""
    return [drawable(title(timeline, locale)) for locale in locales]


def title(timeline: Timeline, locale: Language) -> str:
    """What the picture is of."""
    named = [*timeline.spaces[:_SPACES], *["…"] * (len(timeline.spaces) > _SPACES), timeline.chosen]
    spaces = t("list.comma", locale).join(filter(None, named))
    return t("chart.title_of", locale, spaces=spaces) if spaces else t("chart.title", locale)


def short(key: str, locales: Sequence[Language], **details: str | int) -> str:
    """A few words of the catalogue, in one or two languages."""
    return both([t(f"chart.{key}", locale, **details) for locale in locales])


def both(said: Sequence[str]) -> str:
    """The same in two languages; once where both say it alike."""
    return drawable(" / ".join(dict.fromkeys(said)))


def today(day: date, locales: Sequence[Language]) -> str:
    """Today in the legend: with two languages in figures, which both sides read."""
    if len(locales) == 1:
        return short("today", locales, day=words.day(day, locales[0]))
    return short("today", locales, day=day.isoformat())


def months(day: date, locales: Sequence[Language]) -> tuple[str, ...]:
    """The name of a month, from the longest to the shortest that still says which."""
    if len(locales) > 1:
        return (f"{day.year}-{day.month:02}", f"{day.month:02}")
    locale = locales[0]
    month = words.month_name(day, locale)
    return (t("due.month", locale, month=month, year=day.year), month)


def lane(of: Lane, locales: Sequence[Language]) -> str:
    """Whose lane it is."""
    return both([owner(of.owner, locale) for locale in locales])


def owner(who: Owner, locale: Language) -> str:
    """An owner, or that there is none."""
    return words.owner(who, locale) or t("owner.unknown", locale)


def entry(of: Entry, locale: Language) -> str:
    """An item's number, words, and who else does it."""
    parts = [f"{ref(of)} {of.text.shown(locale).content}"]
    if of.others:
        parts.append(t("chart.with", locale, who=words.owners(of.others, locale)))
    return drawable(" – ".join(parts))


def ref(of: Entry) -> str:
    """An item's number, behind the name of its space where there are several."""
    return f"{of.space} {of.ref}".strip()


def passed(of: Lane, locales: Sequence[Language]) -> tuple[str, str]:
    """What has ended undone: what is overdue, and what was only expected; nothing where nothing is."""
    late = [one for one in of.passed if one.overdue]
    expected = [one for one in of.passed if not one.overdue]
    return ended("overdue", late, locales), ended("was_expected", expected, locales)


def ended(key: str, found: Sequence[Entry], locales: Sequence[Language]) -> str:
    """How many items have ended undone, and which."""
    if not found:
        return ""
    what = short(key, locales, count=len(found))
    return t("chart.which", locales[0], what=what, refs=drawable(_refs(found, locales[0])))


def _refs(entries: Sequence[Entry], locale: Language) -> str:
    """The numbers of some items; where there are several spaces, each is named once."""
    numbers: dict[str, list[str]] = {}
    for one in entries[:_REFS]:
        numbers.setdefault(one.space, []).append(one.ref)
    comma = t("list.comma", locale)
    named = [f"{space} {comma.join(refs)}".strip() for space, refs in numbers.items()]
    return comma.join(named + ["…"] * (len(entries) > _REFS))


def foot(timeline: Timeline, locales: Sequence[Language]) -> list[str]:
    """What is open and not in the picture."""
    counts = (("later", timeline.later), ("undated", timeline.undated), ("elsewhere", timeline.elsewhere))
    return [short(key, locales, count=count) for key, count in counts if count]
