"""The glossary: entries as the reader sees them, the forms that change it, and what a change did."""

from collections.abc import Mapping, Sequence

from bot.domain.glossary import Entry, Flaw, name_of
from bot.domain.language import LANGUAGES, Language, guess_language
from bot.domain.term import Term
from bot.domain.term_csv import KINDS, BrokenLine
from bot.i18n import t
from bot.render.blocks import Mrkdwn, actions, bold, button, context, escape, header, join, message, section
from bot.render.forms import choice_input, form, line_input, text_input
from bot.slack.message import Block, Message, View
from bot.slack.payloads import pack

MOST = 5  # entries in one answer
MOST_BROKEN = 10  # lines named in one answer


def as_page(total: int, own: int, space_id: int, locale: Language) -> Message:
    """What the glossary is and how to use it."""
    counted = escape(t("glossary.count", locale, count=total, own=own))
    how = context(escape(t("glossary.how", locale)))
    return message(header(t("glossary.title", locale)), section(counted), how, _verbs(space_id, locale))


def as_entries(found: Sequence[Entry], space_id: int, locale: Language) -> Message:
    """Entries with all their forms, and buttons to change or remove each."""
    blocks = [block for entry in found[:MOST] for block in _entry(entry, space_id, locale)]
    left = len(found) - MOST
    if left > 0:
        blocks.append(context(escape(t("glossary.more", locale, count=left))))
    return message(*blocks)


def as_missing(words: str, nearest: Sequence[Entry], space_id: int, locale: Language) -> Message:
    """The words are no entry; what is nearest to them, and a button to add them."""
    blocks = [section(escape(t("glossary.not_found", locale, words=words[:100])))]
    if nearest:
        names = [escape("• " + " · ".join(_names(entry.term))) for entry in nearest]
        blocks.append(section(join("\n", [escape(t("glossary.nearest", locale)), *names])))
    add = button(t("glossary.add", locale), "glossary.add", pack(space=space_id, words=words[:100]))
    return message(*blocks, actions([add]))


def as_question(entry: Entry, space_id: int, locale: Language) -> Message:
    """Whether to remove an entry."""
    asked = t("glossary.ask_remove", locale, name=name_of(entry.term, locale))
    value = _reference(entry, space_id)
    yes = button(t("glossary.remove", locale), "glossary.remove", value, style="danger")
    return message(section(escape(asked)), context(escape(" · ".join(_names(entry.term)))), actions([yes]))


def changed(key: str, term: Term, outdated: int, to_review: int, locale: Language) -> Message:
    """What was done to an entry (`added`, `changed`, `removed`), and what that touched."""
    told = t(f"glossary.{key}", locale, name=name_of(term, locale))
    return message(section(escape(told)), *_touched(outdated, to_review, locale))


def imported(
    counts: Mapping[str, int], broken: Sequence[BrokenLine], outdated: int, to_review: int, locale: Language
) -> Message:
    """What became of a file, with the lines that could not be taken.

    Args:
        counts: how many entries are `new`, `changed`, `same`.
        broken: the lines that could not be taken.
        outdated: sentences to be translated again.
        to_review: sentences to be reviewed again.
        locale: the reader's language.
    """
    blocks = [section(escape(t("glossary.imported", locale, **counts)))]
    if broken:
        lines = [escape(line(one, locale)) for one in broken[:MOST_BROKEN]]
        if len(broken) > MOST_BROKEN:
            lines.append(escape(t("glossary.broken_more", locale, count=len(broken) - MOST_BROKEN)))
        blocks.append(section(join("\n", [escape(t("glossary.broken", locale, count=len(broken))), *lines])))
    return message(*blocks, *_touched(outdated, to_review, locale))


def line(broken: BrokenLine, locale: Language) -> str:
    """A line that could not be taken, and why."""
    details = {name: value[:100] for name, value in broken.details.items()}
    why = t(f"glossary.problem.{broken.why}", locale, **details)
    return t("glossary.line", locale, number=broken.number, why=why)


def told(key: str, locale: Language, **details: str | int) -> Message:
    """One sentence of the catalogue below `glossary.`."""
    return message(section(escape(t(f"glossary.{key}", locale, **details))))


def problem(flaw: Flaw, locale: Language) -> str:
    """Why a term cannot be kept, in a sentence."""
    return t(f"glossary.problem.{flaw.why}", locale, **(flaw.details or {}))


def flawed(flaws: Sequence[Flaw], locale: Language) -> Message:
    """Why a term that was typed cannot be kept."""
    return message(section(join("\n", [escape(problem(flaw, locale)) for flaw in flaws[:MOST]])))


def begun(words: str) -> Term | None:
    """A new entry that begins with one word, in the language it looks like."""
    words = words.strip()
    return Term("term", {guess_language(words): words}) if words else None


def offer_form(words: str, space_id: int, locale: Language) -> Message:
    """Where no form can be opened: how an entry is typed, and a button that opens the form."""
    add = button(t("glossary.add", locale), "glossary.add", pack(space=space_id, words=words[:100]))
    return message(section(escape(t("errors.term_line", locale))), actions([add]))


def offer_import(space_id: int, locale: Language) -> Message:
    """Where no form can be opened: how a file is sent, and a button that opens the form."""
    paste = button(t("glossary.import", locale), "glossary.import", pack(space=space_id))
    return message(section(escape(t("glossary.paste_hint", locale))), actions([paste]))


def exported(locale: Language) -> str:
    """What is said beside the file."""
    return t("glossary.exported", locale)


def field_of(flaw: Flaw, term: Term) -> str:
    """The field of the form in which a flaw shows."""
    language = flaw.language or "da"
    if flaw.why.startswith("forbidden"):
        return f"forbidden_{language}"
    if flaw.why == "one_language":
        return next(f"form_{missing}" for missing in ("zh", "da", "en") if missing not in term.forms)
    said = (flaw.details or {}).get("form")
    is_variant = said in term.variants.get(language, ()) and said != term.forms.get(language)
    return f"variants_{language}" if is_variant else f"form_{language}"


def term_form(term: Term | None, private: str, locale: Language) -> View:
    """The form of an entry; a new one is empty but for what was looked up."""
    blocks = [_kind_input(term, locale)]
    shown: Mapping[Language, str] = term.forms if term else {}
    blocks += [
        line_input(f"form_{language}", t(f"glossary.form_{language}", locale), shown.get(language, ""))
        for language in LANGUAGES
    ]
    for name, lists in (("variants", term.variants if term else {}), ("forbidden", term.forbidden if term else {})):
        blocks += [
            text_input(
                f"{name}_{language}",
                t(f"glossary.{name}_{language}", locale),
                "\n".join(lists.get(language, ())),
                hint=t("glossary.one_a_line", locale),
            )
            for language in LANGUAGES
        ]
    blocks.append(line_input("note", t("glossary.note", locale), term.note if term else ""))
    title = "glossary.change_form" if term and len(term.forms) > 1 else "glossary.new_form"
    return _form("term_written", title, blocks, private, locale)


def import_form(private: str, locale: Language) -> View:
    """The form into which terms are pasted."""
    hint = t("glossary.paste_hint", locale)
    blocks = [text_input("text", t("glossary.paste", locale), hint=hint, optional=False)]
    return _form("terms_pasted", "glossary.import_form", blocks, private, locale)


def _form(name: str, title: str, blocks: Sequence[Block], private: str, locale: Language) -> View:
    save, cancel = t("button.save", locale), t("button.cancel", locale)
    return form(name, t(title, locale), blocks, private, submit=save, close=cancel)


def _kind_input(term: Term | None, locale: Language) -> Block:
    kinds = [(kind, t(f"glossary.kind.{kind}", locale)) for kind in ("term", "organisation", "person", "place")]
    return choice_input("kind", t("glossary.form_kind", locale), kinds, term.kind if term else KINDS["term"])


def _entry(entry: Entry, space_id: int, locale: Language) -> list[Block]:
    value = _reference(entry, space_id)
    buttons = [
        button(t("glossary.change", locale), "glossary.change", value),
        button(t("glossary.remove", locale), "glossary.ask_remove", value),
    ]
    lines = [_forms(entry.term, language, locale) for language in LANGUAGES]
    note = entry.term.note if entry.origin != "shipped" or locale == "en" else ""  # what ships is noted in English
    small = [t(f"glossary.kind.{entry.term.kind}", locale), _origin(entry, locale), note]
    return [
        section(join("\n", [one for one in lines if one])),
        context(escape(" · ".join(one for one in small if one))),
        actions(buttons) | {"block_id": f"term_{entry.ref}"[:255]},
    ]


def _forms(term: Term, language: Language, locale: Language) -> Mrkdwn:
    """One line for a language: the right form, the others, those that are forbidden."""
    comma = t("list.comma", locale)
    right = term.forms.get(language)
    parts = [bold(right)] if right else []
    if right is None and term.is_name:
        parts = [join(" ", [bold(term.form(language)), escape(f"({t('glossary.keeps', locale)})")])]
    for key, listed in (("also", term.variants), ("never", term.forbidden)):
        if listed.get(language):
            parts.append(escape(t(f"glossary.{key}", locale, forms=comma.join(listed[language]))))
    named = escape(t(f"glossary.form_{language}", locale) + t("list.colon", locale))
    return join(" ", [named, join(" · ", parts)]) if parts else Mrkdwn("")


def _origin(entry: Entry, locale: Language) -> str:
    origin = t(f"glossary.origin.{entry.origin}", locale)
    return t("glossary.by", locale, origin=origin, who=entry.changed_by) if entry.changed_by else origin


def _names(term: Term) -> list[str]:
    return list(dict.fromkeys(term.forms[language] for language in LANGUAGES if language in term.forms))


def _reference(entry: Entry, space_id: int) -> str:
    return pack(space=space_id, ref=entry.ref, version=entry.version)


def _verbs(space_id: int, locale: Language) -> Block:
    value = pack(space=space_id)
    names = ("add", "import", "export_csv", "export_tbx")
    return actions([button(t(f"glossary.{name}", locale), f"glossary.{name}", value) for name in names])


def _touched(outdated: int, to_review: int, locale: Language) -> list[Block]:
    blocks: list[Block] = []
    if outdated:
        blocks.append(context(escape(t("glossary.outdated", locale, count=outdated))))
    if to_review:
        review = button(t("glossary.review", locale), "open.review", "review")
        blocks.append(section(escape(t("glossary.to_review", locale, count=to_review)), review))
    return blocks
