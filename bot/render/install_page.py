"""The pages a person sees who installs Jordbro in a workspace: a title, a few sentences, at most one button."""

from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import Literal, get_args

from bot.domain.language import Language
from bot.i18n import t

Page = Literal["start", "done", "again", "refused", "expired", "organisation", "uninvited", "failed", "busy", "away"]
PAGES: tuple[Page, ...] = get_args(Page)

_ENDS: frozenset[Page] = frozenset({"done", "again", "uninvited", "away", "busy"})
"""Pages on which there is nothing to press."""

_TAGS: dict[Language, str] = {"da": "da", "zh": "zh-Hans", "en": "en"}
_STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:1.0625rem/1.55 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.25rem}"
    "h1{font-size:1.5rem;line-height:1.25;border-left:.35rem solid #3a4a3c;padding-left:.75rem}"
    "button{font:inherit;padding:.6rem 1.1rem;border:0;border-radius:.4rem;background:#3a4a3c;color:#fff}"
    "button:focus-visible{outline:.2rem solid #c58b2a;outline-offset:.15rem}"
)
STYLE_HASH = f"'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}'"
"""By which a policy lets the pages have their style, and nothing else."""

_PAGE = (
    '<!doctype html>\n<html lang="{tag}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n'
    "<title>{title} · Jordbro</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{text}\n"
    "{button}</main>\n</body>\n</html>\n"
)
_BUTTON = '<form method="post" action="install"><p><button>{words}</button></p></form>\n'


def as_page(page: Page, locale: Language, *, team: str = "") -> str:
    """A page as HTML.

    Args:
        page: which one.
        locale: in which language.
        team: the workspace's name, where the page tells it.
    """
    lines = t(f"install.{page}.text", locale, team=team).split("\n")
    words = t("install.go" if page == "start" else "install.begin_again", locale)
    return _PAGE.format(
        tag=_TAGS[locale],
        title=escape(t(f"install.{page}.title", locale, team=team)),
        style=_STYLE,
        text="\n".join(f"<p>{escape(line)}</p>" for line in lines if line.strip()),
        button="" if page in _ENDS else _BUTTON.format(words=escape(words)),
    )
