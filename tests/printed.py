"""What people read in a printed report: the words of a PDF, page by page, and those of a document for Word."""

import io
import re
import unicodedata
from contextlib import closing
from typing import Any
from zipfile import ZipFile

import pypdfium2
from docx import Document
from docx.oxml.ns import qn


def pages_of(content: bytes) -> list[str]:
    """The words of each page of a PDF."""
    with closing(pypdfium2.PdfDocument(content)) as document:
        pages = []
        for number in range(len(document)):
            with closing(document[number]) as page, closing(page.get_textpage()) as words:
                pages.append(words.get_text_range())
        return pages


def docx_of(content: bytes) -> str:
    """The words of a document for Word, cells of tables and breaks of lines included, in their order."""
    body: Any = Document(io.BytesIO(content)).element.body
    breaks = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    lines = []
    for paragraph in body.iter(qn("w:p")):
        parts = paragraph.iter(qn("w:t"), *breaks)
        lines.append("".join(breaks.get(one.tag) or one.text or "" for one in parts))
    return "\n".join(lines)


def head_of(content: bytes) -> str:
    """What stands at the head of every page of a document for Word."""
    with ZipFile(io.BytesIO(content)) as parts:
        heads = [parts.read(name).decode() for name in parts.namelist() if re.match(r"word/header\d*\.xml", name)]
    return "\n".join(re.sub(r"<[^>]+>", "", head) for head in heads)


def letters(text: str) -> str:
    """A text without blanks, line ends and the hyphens at which lines were cut: to find it whatever its lines are."""
    return re.sub(r"[\s\u00ad\u2010\u2011\u0002\ufffe-]+", "", unicodedata.normalize("NFKC", text))
