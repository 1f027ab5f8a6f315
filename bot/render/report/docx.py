"""A report as a document for Word, made from a template that people can change there.

What they wrote goes into it as text: neither XML nor Jinja reads anything in it.
"""

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from markupsafe import Markup, escape

from bot.render.report.clean import clean
from bot.render.report.document import Block, Document, PageWords, Words

TEMPLATES = Path(__file__).parent.parent.parent / "data" / "report"
ONE, BOTH = "report.docx", "report-both.docx"
"""The names of the templates: of a report in one language, and of one side by side."""


_WRONG = (ArithmeticError, AttributeError, LookupError, MemoryError, RuntimeError, TypeError, ValueError)
"""What a formula in a template may come to, besides what Jinja says of it."""
_WORDS = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")


class BrokenTemplate(Exception):  # noqa: N818  it says what is wrong
    """A template cannot be used; `why` is what the library says, on one line."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def template_for(document: Document, folder: Path | None, space_id: int) -> Path:
    """The template of a report: of the space, of whoever runs Jordbro, or ours.

    Args:
        document: whether it is in one language or in two.
        folder: with templates of their own, in a folder named by the number of a space those of that space; or a
            single template for reports in one language. None where there are none.
        space_id: whose report it is.
    """
    name = ONE if len(document.languages) == 1 else BOTH
    if folder is not None and folder.is_file():
        return folder if name == ONE else TEMPLATES / name
    own = [folder / str(space_id) / name, folder / name] if folder is not None else []
    return next((path for path in own if path.is_file()), TEMPLATES / name)


def as_docx(document: Document, template: Path) -> bytes:
    """Fill in a template.

    Raises:
        BrokenTemplate: it is no document for Word, or asks for something that is not there.
    """
    # a second of imports, for those who make a report only
    from docx.opc.exceptions import OpcError  # noqa: PLC0415
    from docxtpl import DocxTemplate  # noqa: PLC0415
    from jinja2 import StrictUndefined, TemplateError  # noqa: PLC0415
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415
    from lxml.etree import LxmlError  # noqa: PLC0415

    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    made = BytesIO()
    try:
        filled = DocxTemplate(str(template))
        filled.render(_context(document), environment)
        filled.save(made)
    except (OpcError, BadZipFile, TemplateError, LxmlError, OSError, *_WRONG) as problem:
        why = str(problem) or type(problem).__name__
        raise BrokenTemplate(" ".join(f"{template.name}: {why}".split())[:200]) from problem
    if not _says(made, document.notices):
        raise BrokenTemplate(f"{template.name}: {{{{ notice }}}}")
    return made.getvalue()


def _says(made: BytesIO, notices: tuple[str, ...]) -> bool:
    """Whether a finished document says what has to stand in it, in its head or elsewhere."""
    with ZipFile(made) as parts:
        texts = [parts.read(name).decode() for name in parts.namelist() if _WORDS.fullmatch(name)]
    words = [re.sub(r"<[^>]+>", "", text) for text in texts]
    return all(any(str(_safe(notice)) in text for text in words) for notice in notices)


def _context(document: Document) -> dict[str, Any]:
    """What a template can ask for (docs/report-template.md)."""
    sender = document.sender
    return {
        "sender": {
            "name": _safe(sender.name),
            "department": _safe(sender.department),
            "address": [_safe(line) for line in sender.address],
            "phone": _safe(sender.phone),
            "web": _safe(sender.web),
            "lines": [_safe(line) for line in sender.lines],
        },
        "date": _safe(" · ".join(document.dates)),
        "title": _block(document.title),
        "about": _safe("  ·  ".join(dict.fromkeys(filter(None, document.about)))),
        "notice": _safe("  ·  ".join(document.notices)),
        "page": _page(document.pages),
        "blocks": [_block(block) for block in document.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    """A block: the words of its first language as its own, those of two as `left` and `right`."""
    sides = [_words(words) for words in block.words]
    beside = {"left": sides[0], "right": sides[-1]}
    return {"kind": block.kind, "number": _safe(block.number), **sides[0], **beside}


def _words(words: Words) -> Mapping[str, Markup]:
    return {
        "text": _safe(words.text),
        "label": _safe(words.label),
        "detail": _safe(words.detail),
        "mark": _safe("†" if words.marked else ""),
        "note": _safe(f" [{words.note}]", keep=True) if words.note else Markup(""),
    }


def _page(pages: tuple[PageWords, ...]) -> dict[str, Markup]:
    """The words around the two numbers; side by side there are just the numbers, "1 / 4"."""
    said = pages[0] if len(pages) == 1 else PageWords("", " / ", "")
    return {name: _safe(words, keep=True) for name, words in said._asdict().items()}


def _safe(text: str, *, keep: bool = False) -> Markup:
    """Text for the XML of a document: docxtpl would make `{{` of `{_{`, so its underscores are written as numbers."""
    said = escape(text if keep else clean(text))
    return said.replace("{_", Markup("{&#95;")).replace("_}", Markup("&#95;}"))
