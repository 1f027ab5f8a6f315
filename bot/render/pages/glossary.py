"""The glossary of a space as a table of its languages."""

from bot.domain.glossary import Entry
from bot.domain.language import LANGUAGES, Language
from bot.domain.pages import Terms
from bot.i18n import t
from bot.render.pages.html import TAGS, Frame, as_html
from bot.render.pages.parts import Detail, turn


def as_glossary(found: Terms, frame: Frame) -> str:
    """A page of the glossary."""
    locale, address = frame.locale, frame.urls.space(found.space.id, "glossary")
    here = frame.urls.space(found.space.id, "glossary", q=found.words)
    return as_html(
        "glossary.html",
        frame,
        t("pages.section.glossary", locale),
        asked=found.words,
        action=address,
        counted=t("pages.count.terms", locale, count=found.terms.total),
        columns=[(t(f"language.{one}", locale), TAGS[one]) for one in LANGUAGES],
        entries=[_entry(one, locale) for one in found.terms.lines],
        turn=turn(found.terms, f"{here}{'&' if '?' in here else '?'}page=", locale),
    )


def _entry(entry: Entry, locale: Language) -> dict[str, object]:
    term = entry.term
    by = entry.changed_by
    origin = t(f"glossary.origin.{entry.origin}", locale)
    return {
        "forms": [
            (
                term.form(one),
                TAGS[one if one in term.forms else "da"],
                _others("also", term.variants.get(one, ()), locale),
                _others("never", term.forbidden.get(one, ()), locale),
            )
            for one in LANGUAGES
        ],
        "kind": t(f"glossary.kind.{term.kind}", locale),
        "origin": t("glossary.by", locale, origin=origin, who=by) if by else origin,
        "note": Detail("", term.note) if term.note else None,
    }


def _others(key: str, forms: tuple[str, ...], locale: Language) -> str:
    """The other forms, or those that are wrong."""
    if not forms:
        return ""
    listed = t("list.comma", locale).join(forms)
    return t(f"glossary.{key}", locale, forms=listed)
