"""An internal note as the people of its side see it, and the question for whom a note is."""

from collections.abc import Mapping, Sequence

from bot.domain.language import Language
from bot.domain.record import Note, Organisation
from bot.domain.review import Standings
from bot.domain.side import Side
from bot.i18n import t
from bot.render import words
from bot.render.blocks import actions, bold, button, context, cut, escape, message, section
from bot.render.card import Gloss, as_card
from bot.render.item_answers import asked_of_actions
from bot.slack.message import Block, Message
from bot.slack.payloads import pack

NAME = 60  # characters of a side's name on a button
UNCONFIRMED = 5
PLACES = 20  # cooperations of which one can be chosen


def mark(side: Side, locale: Language) -> str:
    """That only one side sees it, and which."""
    return t("inner.mark", locale, side=words.own_side(side, locale))


def as_note(
    note: Note,
    side: Side,
    told: Block,
    locale: Language,
    gloss: Gloss,
    standings: Mapping[Language, Standings],
    *,
    unconfirmed: Sequence[Organisation] = (),
    untold: Sequence[str] = (),
    in_the_open: bool = False,
) -> Message:
    """The note with the buttons that a card has.

    Args:
        note: the note.
        side: whose it is.
        told: what has just become of it.
        locale: the reader's language, the only one it is shown in.
        gloss: known terms in what is not translated.
        standings: what each language is altogether.
        unconfirmed: organisations that were read in it for the first time.
        untold: who is to do something of it and cannot see it.
        in_the_open: whether it was written where everyone reads it.
    """
    above = [section(bold(mark(side, locale))), told]
    if in_the_open:
        above.append(section(escape(t("inner.in_the_open", locale))))
    if untold:
        above.append(section(escape(t("inner.untold", locale, who=t("list.comma", locale).join(untold)))))
    below = [*(_new(one, locale) for one in unconfirmed[:UNCONFIRMED]), *asked_of_actions(note, locale)]
    return as_card(note, [locale], {locale: gloss}, standings, above=above, below=below)


def _new(organisation: Organisation, locale: Language) -> Block:
    confirm = button(t("button.confirm", locale), "organisation.confirm", pack(organisation=organisation.id))
    return section(escape(t("answer.new_organisation", locale, name=organisation.name(locale))), confirm)


def told(key: str, note: Note, side: Side, locale: Language) -> Block:
    """What became of a note: `new`, `again`, `saved`."""
    return context(escape(t(f"inner.{key}", locale, number=note.label, side=words.own_side(side, locale))))


def begin(locale: Language) -> Message:
    """Where no form can be opened: the button that opens one for one side alone."""
    form = button(t("button.inner_note", locale), "note.begin_inner", "note")
    return message(section(escape(t("inner.begin", locale))), actions([form]))


def question(
    word: str, draft: int, places: Sequence[tuple[int, Side]], locale: Language, *, in_the_open: bool
) -> Message:
    """A note begins with the word for internal ones, and may mean it: for whom is it?

    Args:
        word: the word.
        draft: what was typed, as it is kept.
        places: the cooperations in which the person stands on a side; none where they stand on none.
        locale: the reader's language.
        in_the_open: whether it was written where everyone reads it.
    """
    asked = escape(t("inner.asked" if places else "inner.asked_off", locale, word=word))
    everyone = button(t("button.for_everyone", locale), "note.log_shared", pack(draft=draft))
    choices = [
        button(
            t("button.inner_for", locale, side=cut(words.own_side(side, locale), NAME)),
            f"note.log_inner.{space_id}",
            pack(draft=draft, space=space_id, side=side.id, open=in_the_open),
        )
        for space_id, side in places[:PLACES]
    ]
    seen = section(escape(t("inner.kept_in_the_open" if in_the_open else "inner.kept_unseen", locale)))
    hint = [context(escape(t("inner.how", locale)))] if places else []
    return message(section(asked), seen, actions([*choices, everyone]), *hint)


def which(draft: int, places: Sequence[tuple[int, str, Side]], locale: Language) -> Message:
    """An internal note, and several cooperations it may be of: id, name and side of each."""
    choices = [
        button(
            cut(f"{name}: {words.own_side(side, locale)}", NAME),
            f"note.log_inner.{space_id}",
            pack(draft=draft, space=space_id, side=side.id),
        )
        for space_id, name, side in places[:PLACES]
    ]
    return message(section(escape(t("inner.which", locale))), actions(choices))
