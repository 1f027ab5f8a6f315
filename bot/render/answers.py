"""Short answers: what was done, what went wrong, and what to do next."""

from collections.abc import Sequence

from bot.domain.errors import UserError
from bot.domain.language import LANGUAGES, Language
from bot.domain.record import Note, Organisation
from bot.i18n import t
from bot.render.blocks import actions, button, context, escape, in_messages, long_text, message, section, sentence
from bot.render.help import route_button
from bot.render.item_answers import asked_of_actions
from bot.slack.message import Block, Message
from bot.slack.payloads import pack


def logged(note: Note, locale: Language, unconfirmed: Sequence[Organisation] = (), *, again: bool = False) -> Message:
    """The note is in the record; new organisations are offered for confirmation."""
    key = "answer.logged_again" if again else "answer.logged"
    blocks = [section(escape(t(key, locale, number=note.number, title=note.title.content, count=len(note.items))))]
    for organisation in unconfirmed[:5]:
        name = organisation.name(locale)
        confirm = button(t("button.confirm", locale), "organisation.confirm", pack(organisation=organisation.id))
        blocks.append(section(escape(t("answer.new_organisation", locale, name=name)), confirm))
    return message(*blocks, *([] if again else asked_of_actions(note, locale)))


def done(key: str, locale: Language, **details: str | int) -> Message:
    """One sentence of the catalogue below `answer.`."""
    return sentence(t(f"answer.{key}", locale, **details))


def sentence_of(key: str, locale: Language, **details: str | int) -> Message:
    """One sentence of the catalogue, wherever it stands."""
    return sentence(t(key, locale, **details))


def told(key: str, locale: Language, **details: str | int) -> str:
    """The same as words, to stand in something else."""
    return t(f"answer.{key}", locale, **details)


def contact(organisation: Organisation, person: str, locale: Language) -> Message:
    """Who is told from now on of what an organisation has to do."""
    key = "answer.contact_set" if person else "answer.contact_cleared"
    return sentence(t(key, locale, person=person, organisation=organisation.name(locale)))


def problem(error: UserError, locale: Language) -> str:
    """What went wrong, in one sentence."""
    return t(f"errors.{error.key}", locale, **error.details)


def told_problem(error: UserError, locale: Language) -> Message:
    """The same as a message."""
    return sentence(problem(error, locale))


def apology(number: str, locale: Language) -> str:
    """Something broke that should not have; the number stands in our log too."""
    return t("errors.unexpected", locale, number=number)


def unavailable(locale: Language) -> str:
    """The store cannot be reached just now."""
    return t("errors.store_unavailable", locale)


def sees_less(locale: Language) -> Message:
    """What they may see has changed since they asked: instead of an answer."""
    return sentence(t("errors.sees_less", locale))


def file_refused(locale: Language) -> Message:
    """Slack did not give us a file."""
    return sentence(t("glossary.file_refused", locale))


def taken(count: int, locale: Language) -> Message:
    """How many notes of a file were added."""
    return sentence(t("minutes.taken", locale, count=count) if count else t("minutes.taken_none", locale))


def slack_unavailable(locale: Language) -> str:
    """Slack did not take what we asked it for, such as a form to open."""
    return t("errors.slack_unavailable", locale)


def with_typed(told: str, typed: str, locale: Language) -> list[Message]:
    """A sentence, and all that the person had typed, in as many messages as Slack asks for."""
    head = section(escape(told))
    if not typed.strip():
        return [message(head)]
    first, *others = given_back(typed, locale)
    return [message(head, *first.blocks), *others]


def given_back(typed: str, locale: Language) -> list[Message]:
    """What the person had typed, where Slack keeps it nowhere."""
    first, *others = in_messages(long_text(typed))
    kept = context(escape(t("errors.typed", locale)))
    return [message(kept, *first), *(message(*blocks) for blocks in others)]


def no_space_here(draft: int | None, locale: Language) -> Message:
    """The channel speaks of no space yet; what was typed waits."""
    key = "errors.channel_without_space_draft" if draft else "errors.channel_without_space"
    value = pack(draft=draft)
    create = button(t("button.create_space", locale), "space.create", value, style="primary")
    bind = button(t("button.bind_space", locale), "space.bind", value)
    return message(section(escape(t(key, locale))), actions([create, bind]))


def open_form(word: str, locale: Language) -> Message:
    """A form needs a button: a mention cannot open one."""
    return message(section(escape(t(f"answer.open_{word}", locale))), actions([route_button(word, locale)]))


def choose_language(locale: Language, *, told: str = "") -> Message:
    """The question that is asked once, in all languages; `told` says why it is asked now."""
    return message(section(escape(told or _asked())), language_buttons(locale))


def _asked() -> str:
    return " · ".join(t("answer.choose_language", language) for language in LANGUAGES)


def language_buttons(chosen: Language | None) -> Block:
    """A button for each language, in that language."""
    return actions(
        [
            button(
                t(f"language.own.{language}", language),
                f"language.{language}",
                language,
                style="primary" if language == chosen else "",
            )
            for language in LANGUAGES
        ]
    )


def asked_once(answer: Message) -> Message:
    """An answer to somebody whose language we only guess: with the buttons to choose one."""
    return Message(answer.text, [*answer.blocks, context(escape(_asked())), language_buttons(None)])
