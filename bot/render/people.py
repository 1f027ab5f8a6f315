"""Who sees a space, in which role and on which side; and the forms in which owners say so."""

from collections.abc import Sequence

from bot.domain.language import Language
from bot.domain.person import ROLES, Role, Sides
from bot.domain.side import People, Standee
from bot.i18n import t
from bot.render import words
from bot.render.blocks import Mrkdwn, actions, bold, button, context, escape, join, message, section
from bot.render.forms import choice_input, form, line_input, person_input
from bot.slack.message import Block, Message, View
from bot.slack.payloads import pack

MOST = 40  # people named in one message
OWNERS = 5  # of them named as those who decide
CHOICES: tuple[Sides, ...] = ("off", "teams", "named")
NOBODYS = "-"  # the choice that takes somebody off their side


def sections(people: People, locale: Language) -> list[Block]:
    """Everybody by side, or in one list where there are none."""
    mode = t(f"roles.sides.{people.space.sides}", locale)
    return [section(join("\n", [bold(t("roles.title", locale)), escape(mode)])), *_standees(people, locale)]


def buttons(people: People, locale: Language) -> list[Block]:
    """What owners may change of it; nothing for others."""
    if not people.owns:
        return []
    value = pack(space=people.space.id)
    place = button(t("button.people_roles", locale), "space.people", value)
    return [place, button(t("button.sides", locale), "space.sides", value)]


def owners(people: People, locale: Language) -> str:
    """Who decides what the reader may not, in a sentence."""
    named = [one.name for one in people.standees if one.role == "owner"]
    if not named:
        return t("roles.owners_away" if people.is_owned else "roles.unowned", locale)
    more = ["…"] if len(named) > OWNERS else []
    return t("roles.owners", locale, who=t("list.comma", locale).join([*named[:OWNERS], *more]))


def as_message(people: People, locale: Language) -> Message:
    """Everybody, and what owners may change of it."""
    may = buttons(people, locale)
    how = [context(escape(t("roles.how", locale)))] if people.own else []
    return message(*sections(people, locale), *how, *([actions(may)] if may else []))


def role(which: Role, locale: Language) -> str:
    """What somebody is in a space."""
    return t(f"roles.role.{which}", locale)


def _standees(people: People, locale: Language) -> list[Block]:
    if not people.standees:
        return [context(escape(t("roles.nobody", locale)))]
    ordered = sorted(people.standees, key=lambda one: (not one.side, one.side))
    shown, blocks = ordered[:MOST], list[Block]()
    for side in dict.fromkeys(one.side for one in shown):
        lines = [_line(one, locale) for one in shown if one.side == side]
        head = [bold(_side_name(people, side, locale))] if people.space.sides != "off" else []
        blocks.append(section(join("\n", [*head, *lines])))
    left = len(ordered) - len(shown)
    return [*blocks, *([context(escape(t("roles.more", locale, count=left)))] if left else [])]


def _side_name(people: People, side: str, locale: Language) -> str:
    if not side:
        return t("roles.no_side", locale)
    return t("roles.on_side", locale, side=words.side(people.sides[side], locale))


def _line(one: Standee, locale: Language) -> Mrkdwn:
    organisation = one.organisation.name(locale) if one.organisation else ""
    parts = [one.name, role(one.role, locale), organisation]
    return join(" — ", [escape(part) for part in parts if part])


def person_form(people: People, private: str, locale: Language) -> View:
    """The form that says what somebody may do, and on which side they stand."""
    roles = [(one, role(one, locale)) for one in ROLES]
    blocks = [
        person_input("person", t("form.person", locale), optional=False),
        choice_input("role", t("form.role", locale), roles, hint=t("form.role_hint", locale), optional=True),
    ]
    if people.space.sides != "off":
        sides = [(side.id, words.side(side, locale)) for side in list(people.sides.values())[:90]]
        sides.append((NOBODYS, t("roles.off_side", locale)))
        blocks.append(choice_input("side", t("form.side", locale), sides, optional=True))
    if people.space.sides == "named":
        blocks.append(line_input("new_side", t("form.new_side", locale)))
    return _form("person_placed", "form.people_roles", blocks, private, locale)


def sides_form(people: People, private: str, locale: Language) -> View:
    """The form that says how internal notes know whose they are, and who would stand where now."""
    choices = [(mode, t(f"roles.choice.{mode}", locale)) for mode in CHOICES]
    blocks: list[Block] = [
        section(escape(t("roles.explain", locale))),
        choice_input("sides", t("form.sides_mode", locale), choices, people.space.sides),
        context(escape(t("roles.by_name", locale))),
        section(bold(t("roles.now", locale))),
    ]
    return _form("sides_chosen", "form.sides", [*blocks, *_would_stand(people, locale)], private, locale)


def _would_stand(people: People, locale: Language) -> list[Block]:
    """Who would stand where if it went by workspaces."""
    there: dict[str, list[str]] = {}
    for name, side in sorted(people.by_team, key=lambda one: one[1] is None):
        label = t("roles.on_side", locale, side=words.side(side, locale)) if side else t("roles.no_side", locale)
        there.setdefault(label, []).append(name)
    return [
        section(join("\n", [bold(label), *(escape(name) for name in names[:MOST])]))
        for label, names in list(there.items())[:MOST]
    ]


def _form(name: str, title: str, blocks: Sequence[Block], private: str, locale: Language) -> View:
    save, cancel = t("button.save", locale), t("button.cancel", locale)
    return form(name, t(title, locale), blocks, private, submit=save, close=cancel)
