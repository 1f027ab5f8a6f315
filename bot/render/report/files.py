"""A report as a file of the kind somebody asked for, and what that file is called."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot.domain.language import Language
from bot.domain.trip import ReportForm
from bot.i18n import t
from bot.render.report.document import Document
from bot.render.report.docx import as_docx, template_for
from bot.render.report.pdf import as_pdf


def as_file(document: Document, form: ReportForm, template: Path | None, space_id: int, *, now: datetime) -> bytes:
    """A report as a PDF, or as a document for Word.

    Args:
        document: what is in it.
        form: which of the two.
        template: where templates of one's own lie, as `template_for` has them.
        space_id: whose report it is.
        now: when it is made.

    Raises:
        BrokenTemplate: the template for Word cannot be used.
    """
    if form == "pdf":
        return as_pdf(document, now=now)
    return as_docx(document, template_for(document, template, space_id))


def file_name(trip_id: int, languages: Sequence[Language], form: ReportForm, locale: Language) -> str:
    """What the file is called: nothing of it was written by people."""
    return f"{t('report.file', locale)}-{trip_id}-{'-'.join(languages)}.{form}"
