"""What stands around the parts of a printed report: who sends it, of which trip it is, the words at page numbers."""

from collections.abc import Sequence

from bot.domain.language import Language
from bot.domain.letterhead import Letterhead
from bot.domain.trip import TripReport
from bot.i18n import t
from bot.render import words
from bot.render.report.document import PageWords, Sender

_PAGE, _PAGES = "\ue000", "\ue001"  # stand for the two numbers: no text has them


def about(report: TripReport, language: Language) -> str:
    """The trip and its days, where the title of the report is not the trip's."""
    trip = report.trip
    begins, ends = trip.begins or trip.ends, trip.ends or trip.begins
    days = words.days(begins, ends, language) if begins and ends else ""
    name = trip.title.shown(language).content if report.note and report.note.title.content != trip.title.content else ""
    return " · ".join(part for part in (name, days) if part)


def sender_of(letterhead: Letterhead, languages: Sequence[Language]) -> Sender:
    """The letterhead, with the words for telephone and address in all languages of the report."""

    def labelled(key: str, value: str) -> str:
        return f"{' / '.join(dict.fromkeys(t(key, one) for one in languages))} {value}" if value else ""

    return Sender(
        letterhead.name,
        letterhead.department,
        letterhead.address,
        labelled("report.phone", letterhead.phone),
        labelled("report.web", letterhead.web),
    )


def page_words(language: Language) -> PageWords:
    """The sentence with the number of the page, cut at the numbers."""
    before, _, rest = t("report.page", language, page=_PAGE, pages=_PAGES).partition(_PAGE)
    between, _, after = rest.partition(_PAGES)
    return PageWords(before, between, after)
