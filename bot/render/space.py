"""A space: what there is to say about it, and the forms that make, bind and fill it."""

from collections.abc import Sequence

from bot.domain.engine_choice import Offered
from bot.domain.language import LANGUAGES, Language, guess_language
from bot.domain.person import Standing
from bot.domain.record import Organisation, Space, SpaceDescription
from bot.domain.side import People
from bot.i18n import t
from bot.render import engines, keeping, people
from bot.render.blocks import Mrkdwn, actions, bold, button, context, escape, header, join, message, section
from bot.render.forms import choice_input, choices_input, form, line_input, person_input
from bot.slack.message import Block, Message, View
from bot.slack.payloads import pack

MOST = 30  # organisations named in one message


def as_page(
    described: SpaceDescription,
    locale: Language,
    *,
    in_channel: bool,
    offered: Sequence[Offered] = (),
    everyone: People,
    standing: Standing,
) -> Message:
    """The space with its channels, organisations and people, and buttons for what the reader may do there."""
    space = described.space
    languages = t("list.comma", locale).join(t(f"language.{language}", locale) for language in space.languages)
    channels = join(" ", [Mrkdwn(f"<#{channel.slack.channel_id}>") for channel in described.channels])
    blocks = [
        header(space.name),
        section(
            join(
                "\n",
                [
                    escape(t("space.languages", locale, languages=languages)),
                    _labelled("space.channels", channels, locale),
                ],
            )
        ),
        section(join("\n", [bold(t("space.organisations", locale)), *_organisations(described, locale)])),
    ]
    left = len(described.organisations) - MOST
    if left > 0:
        blocks.append(context(escape(t("space.more", locale, count=left))))
    if offered or space.engines is not None:
        blocks.append(section(engines.as_lines(space, offered, locale)))
    blocks += people.sections(everyone, locale)
    if space.keep_months is not None:
        blocks.append(context(escape(keeping.kept(space, locale))))
    if not standing.owns:
        blocks.append(context(escape(people.owners(everyone, locale))))
    return message(*blocks, actions(_may(described, offered, everyone, standing, locale, in_channel=in_channel)))


def _may(
    described: SpaceDescription,
    offered: Sequence[Offered],
    everyone: People,
    standing: Standing,
    locale: Language,
    *,
    in_channel: bool,
) -> list[Block]:
    """The buttons for what whoever stands so may do."""
    value, draft = pack(space=described.space.id), pack(draft=None)
    writes, found = standing.role != "reader", list[Block]()
    if writes:
        found.append(button(t("button.add_person", locale), "space.add_person", value))
    if standing.owns and in_channel:
        found.append(button(t("button.bind_space", locale), "space.bind", draft))
        found.append(button(t("button.create_space", locale), "space.create", draft))
    if writes and described.organisations:
        found.append(button(t("button.contact", locale), "space.contact", value))
    if standing.owns and offered:
        found.append(engines.engines_button(described.space, locale))
    if standing.owns:
        found.append(button(t("keeping.button", locale), "space.keeping", value))
    found.append(button(t("button.channels", locale), "space.channels", value))
    return [*found, *people.buttons(everyone, locale)]


def create_form(private: str, locale: Language, name: str = "") -> View:
    """The form that makes a space."""
    languages = [(language, t(f"language.{language}", locale)) for language in LANGUAGES]
    blocks = [
        line_input("name", t("form.space_name", locale), name, hint=t("form.space_name_hint", locale), optional=False),
        choices_input("languages", t("form.space_languages", locale), languages, ["da", "zh"]),
    ]
    return _form("space_created", "form.create_space", blocks, private, locale)


def bind_form(spaces: Sequence[Space], private: str, locale: Language) -> View:
    """The form that binds a channel to a space."""
    choices = [(str(space.id), space.name) for space in spaces[:100]]
    blocks = [choice_input("space", t("form.space", locale), choices, choices[0][0])]
    return _form("space_bound", "form.bind_space", blocks, private, locale)


def person_form(organisations: Sequence[Organisation], private: str, locale: Language) -> View:
    """The form that says for whom a person works."""
    choices = [(str(organisation.id), organisation.name(locale)) for organisation in organisations[:100]]
    blocks = [person_input("person", t("form.person", locale), optional=False)]
    if choices:
        blocks.append(choice_input("organisation", t("form.organisation", locale), choices, optional=True))
    blocks.append(line_input("name", t("form.new_organisation", locale)))
    return _form("person_added", "form.add_person", blocks, private, locale)


def contact_form(described: SpaceDescription, private: str, locale: Language) -> View:
    """The form that says who is told of what an organisation has to do."""
    choices = [(str(organisation.id), organisation.name(locale)) for organisation in described.organisations[:100]]
    blocks = [
        choice_input("organisation", t("form.organisation", locale), choices),
        person_input("person", t("form.contact_person", locale), hint=t("form.contact_hint", locale)),
    ]
    return _form("contact_chosen", "form.contact", blocks, private, locale)


def organisation_form(organisation: Organisation, private: str, locale: Language) -> View:
    """The form that confirms an organisation read in a note."""
    names = dict(organisation.names)
    if not organisation.confirmed and "da" in names:  # so far the name is only what a note called it
        written = names.pop("da")
        names.setdefault(guess_language(written), written)
    blocks = [
        line_input(language, t(f"form.organisation_{language}", locale), names.get(language, ""))
        for language in LANGUAGES
    ]
    return _form("organisation_confirmed", "form.confirm_organisation", blocks, private, locale)


def _form(name: str, title: str, blocks: list[dict[str, object]], private: str, locale: Language) -> View:
    save, cancel = t("button.save", locale), t("button.cancel", locale)
    return form(name, t(title, locale), blocks, private, submit=save, close=cancel)


def _labelled(key: str, value: Mrkdwn, locale: Language) -> Mrkdwn:
    return join(" ", [escape(t(key, locale)), value])


def _organisations(described: SpaceDescription, locale: Language) -> list[Mrkdwn]:
    lines = []
    for organisation in described.organisations[:MOST]:
        name = escape(f"• {organisation.name(locale)}")
        people = escape(t("list.comma", locale).join(described.members.get(organisation.id, ())))
        unsure = Mrkdwn("") if organisation.confirmed else escape(t("space.unconfirmed", locale))
        known = described.contacts.get(organisation.id)
        contact = t("space.contact", locale, who=known) if known else t("space.no_contact", locale)
        lines.append(join(" — ", [join(" ", [name, unsure]), people, escape(contact)]))
    return lines or [escape(t("space.no_organisations", locale))]
