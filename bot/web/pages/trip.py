"""The printed report of a trip, as a file that the browser keeps."""

from collections.abc import Mapping

from bot.domain.errors import NotAllowed, NotFound
from bot.domain.trip import FORMS, ReportForm
from bot.render.report.build import as_document
from bot.render.report.docx import BrokenTemplate
from bot.render.report.files import as_file, file_name
from bot.services import write_down
from bot.services.read_trip import read_trip
from bot.web.pages.visit import Answer, File, Visit

KINDS: Mapping[ReportForm, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def report(visit: Visit) -> Answer:
    """In one language of its space or in two side by side, without what a side keeps to itself: it is passed on.

    Raises:
        NotFound: the trip is not there for them, or there is no such version or kind of file.
        NotAllowed: the operator's template for Word cannot be used.
    """
    found = read_trip(visit.db, visit.viewer, visit.id_of("trip"))
    spoken, version = found.space.languages, visit.params["version"]
    languages = spoken[:2] if version == "both" else tuple(one for one in spoken if one == version)
    form = next((one for one in FORMS if one == visit.params["form"]), None)
    if not languages or form is None:
        raise NotFound("no_trip")
    document = as_document(found, languages, visit.today)
    try:
        content = as_file(document, form, visit.site.report_template, found.space.id, now=visit.now)
    except BrokenTemplate as problem:
        raise NotAllowed("template_broken", why=problem.why) from problem
    write_down.exported(visit.db, visit.viewer, "report", now=visit.now)
    return File(content, file_name(found.trip.id, languages, form, visit.locale), KINDS[form])
