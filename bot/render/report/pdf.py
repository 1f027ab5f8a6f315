"""A report as a PDF, typeset by Typst: what people wrote goes to it as data and is never read as its markup."""

import json
import re
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from bot.render.fonts import chart_font, drawable, spare_font
from bot.render.report.clean import clean
from bot.render.report.document import Block, Document, Words

_LONG = re.compile(r"[!-~\u00a1-\u02af]{25,}")
_PLACES = re.compile(r"[/?&=_.;,+-](?=[^/?&=_.;,+-])|[^/?&=_.;,+-]{20}(?=[^/?&=_.;,+-]{3})")
_BREAK = "\u200b"
_ONE_AT_A_TIME = Lock()  # a compiler refuses a second thread ("Already borrowed"), and there is one, for its fonts

_TEMPLATE = Path(__file__).parent.parent.parent / "data" / "report" / "report.typ"


def as_pdf(document: Document, *, now: datetime) -> bytes:
    """Typeset a report; the letters it uses are in the file.

    Args:
        document: what is in it.
        now: when it is made, for the file's own description.
    """
    told = {"report": json.dumps(_data(document), ensure_ascii=False)}
    with _ONE_AT_A_TIME:
        made = _compiler().compile(format="pdf", sys_inputs=told, timestamp=int(now.timestamp()))
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made


@cache  # it reads fonts of 20 MB
def _compiler() -> Any:  # noqa: ANN401  typst's types name no method of it
    from typst import Compiler  # noqa: PLC0415  only who makes a report waits for it

    folders = [str(font.parent) for font in (chart_font(), spare_font())]
    return Compiler(str(_TEMPLATE), font_paths=folders, ignore_system_fonts=True)


def _data(document: Document) -> dict[str, Any]:
    return {
        "languages": document.languages,
        "sender": [_seen(line) for line in document.sender.lines],
        "dates": document.dates,
        "title": _block(document.title),
        "about": [_seen(line) for line in document.about],
        "blocks": [_block(block) for block in document.blocks],
        "notices": document.notices,
        "pages": [words._asdict() for words in document.pages],
    }


def _block(block: Block) -> dict[str, Any]:
    return {"kind": block.kind, "number": block.number, "words": [_words(words) for words in block.words]}


def _words(words: Words) -> dict[str, Any]:
    said = {"text": words.text, "label": words.label, "detail": words.detail, "note": words.note}
    return {name: _seen(text) for name, text in said.items()} | {"language": words.language, "marked": words.marked}


def _seen(text: str) -> str:
    """The text line by line, as far as there are letters for it; what there is none for is 〓, as in our pictures.

    What has no blank for long, as addresses of pages have none, may be broken: else it runs off the page.
    """
    lines = (drawable(line) for line in clean(text).split("\n"))
    return "\n".join(_LONG.sub(lambda found: _PLACES.sub(f"\\g<0>{_BREAK}", found[0]), line) for line in lines)
