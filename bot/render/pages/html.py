"""Plain words into HTML: templates that escape everything, and speak the catalogue in one language at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.domain.language import LANGUAGES, Language
from bot.domain.record import Space
from bot.i18n import t
from bot.render.pages.urls import Urls
from bot.render.plain import plain

TEMPLATES = Path(__file__).parent / "templates"
TAGS: Mapping[Language, str] = {"da": "da", "zh": "zh-Hans", "en": "en"}
"""What HTML calls our languages (BCP 47)."""

SECTIONS = ("meetings", "actions", "agreements", "glossary", "partners", "find")
"""The pages of a space beside its first, in the order of its menu."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What is around every page.

    Attributes:
        locale: the language of the page.
        urls: where our pages are.
        here: the address of this page, to come back to.
        csrf: what shows that a form is ours; "" where nobody is signed in.
        name: of who is signed in.
        space: the space that the page is of.
        section: which of its pages it is.
        done: what was just done, and the address of the item it was done to.
    """

    locale: Language
    urls: Urls
    here: str = ""
    csrf: str = ""
    name: str = ""
    space: Space | None = None
    section: str = ""
    done: tuple[str, str] | None = None


def as_html(template: str, frame: Frame, title: str, **view: Any) -> str:  # noqa: ANN401  what the template names
    """A page as HTML; all that a view holds is escaped, whoever wrote it."""
    shown = {
        "frame": frame,
        "title": title,
        "title_tag": TAGS[frame.locale],
        "tag": TAGS[frame.locale],
        "t": partial(_told, frame.locale),
        "urls": frame.urls,
        "style": frame.urls.to(f"pages.css?{style_name()}"),
        "languages": [(one, t(f"language.own.{one}", "en"), TAGS[one]) for one in LANGUAGES],
        "sections": SECTIONS,
    }
    return _templates().get_template(template).render(shown | view)


def style() -> str:
    """The one style sheet."""
    return _style()


def style_name() -> str:
    """What tells this style sheet from that of another version, so that it can be kept for long."""
    return sha256(_style().encode()).hexdigest()[:12]


@cache
def _style() -> str:
    return (TEMPLATES / "pages.css").read_text(encoding="utf-8")


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_seen,
    )
    made.filters["plain"] = plain
    return made


def _seen(value: object) -> object:
    """Text without what cannot be seen, or turns around the letters behind it."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _told(locale: Language, key: str, **details: str | int) -> str:
    return t(key, locale, **details)
