"""The organisations and people of a space."""

from bot.domain.language import LANGUAGES, Language
from bot.domain.record import Organisation, SpaceDescription
from bot.domain.side import People, Standee
from bot.i18n import named, t
from bot.render import people as roles
from bot.render import words
from bot.render.pages.html import TAGS, Frame, as_html


def as_partners(described: SpaceDescription, people: People, frame: Frame) -> str:
    """The page of partners."""
    locale, urls, space_id = frame.locale, frame.urls, described.space.id
    return as_html(
        "partners.html",
        frame,
        t("pages.section.partners", locale),
        organisations=[
            {
                "names": _names(one, locale),
                "confirmed": one.confirmed,
                "members": [named(name, locale) for name in described.members.get(one.id, ())],
                "contact": named(described.contacts.get(one.id, ""), locale),
                "actions": urls.space(space_id, "actions", who=one.id),
            }
            for one in described.organisations
        ],
        people=[_person(one, people, locale) for one in people.standees],
        sides=people.space.sides != "off",
    )


def _names(one: Organisation, locale: Language) -> list[tuple[str, str]]:
    """What it is called: in the reader's language, then in the others, each once."""
    ordered = sorted(LANGUAGES, key=lambda language: language != locale)
    found = {one.names[language]: TAGS[language] for language in reversed(ordered) if one.names.get(language)}
    return [(name, found[name]) for name in reversed(found)] or [(one.name(locale), TAGS[locale])]


def _person(one: Standee, people: People, locale: Language) -> tuple[str, str, str, str]:
    side = words.side(people.sides[one.side], locale) if one.side in people.sides else ""
    organisation = one.organisation.name(locale) if one.organisation else ""
    return named(one.name, locale), roles.role(one.role, locale), organisation, side
