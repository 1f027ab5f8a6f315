"""App Home: the person's actions by urgency, what else waits for them, their settings, and a button for everything."""

from collections.abc import Sequence

from bot.domain.home import Group, Home, Share
from bot.domain.language import Language
from bot.domain.record import ActionLine
from bot.i18n import t
from bot.render import links, review_list, words
from bot.render.answers import language_buttons
from bot.render.blocks import (
    Mrkdwn,
    actions,
    bold,
    bold_link,
    button,
    context,
    cut,
    escape,
    header,
    join,
    menu,
    option,
    section,
)
from bot.render.help import route_button, route_buttons
from bot.render.preferences import change_button, described
from bot.slack.message import Block, View
from bot.slack.payloads import pack

WORDS = 100  # characters of an action's words
OWNERS = 60
CHOICE = 45  # characters of a choice of the menu


def as_home(home: Home, names: Sequence[str], locale: Language, address: str) -> View:
    """What a person sees of Jordbro when they open it.

    Args:
        home: what there is.
        names: of the routes, each of which has a button.
        locale: the reader's language.
        address: of our workspace, for links to cards.
    """
    blocks: list[Block] = [
        header(t("home.title", locale)),
        section(escape(t("home.hello" if home.spaces else "home.no_space", locale))),
        *_asked(home, locale),
        route_buttons(names, locale),
        *_mine(home, locale, address),
        *_ours(home, locale, address),
        *_reviews(home, locale),
        *_visits(home, locale, address),
        *_settings(home, locale),
    ]
    return {"type": "home", "blocks": blocks}


def _asked(home: Home, locale: Language) -> list[Block]:
    """Which language, of somebody who has chosen none."""
    if home.reader.person.language:
        return []
    return [section(escape(t("answer.choose_language", locale))), language_buttons(None)]


def _mine(home: Home, locale: Language, address: str) -> list[Block]:
    heading = header(t("home.mine", locale, count=home.mine.total))
    if not home.mine.total:
        return [heading, context(escape(t("home.nothing", locale)))]
    return [heading, *_share(home, home.mine, locale, address)]


def _ours(home: Home, locale: Language, address: str) -> list[Block]:
    if not home.ours.total:
        return []
    return [header(t("home.ours", locale, count=home.ours.total)), *_share(home, home.ours, locale, address)]


def _share(home: Home, share: Share, locale: Language, address: str) -> list[Block]:
    """The groups with their lines, a menu that opens one of them, and a button for those that do not fit."""
    blocks: list[Block] = []
    for group in share.groups:
        if group.shown:
            blocks.append(_heading(group, locale))
            blocks += [_line(home, home.lines[item_id], locale, address) for item_id in group.shown]
    choices = [
        option(cut(f"{line.item.ref} {line.item.text.shown(locale).content}", CHOICE), pack(item=line.item.id))
        for line in (home.lines[item_id] for item_id in share.shown)
    ]
    controls = [menu(t("button.open_action", locale), "item.open", choices)]
    left = share.total - len(share.shown)
    if left:
        blocks.append(context(escape(t("home.others", locale, count=left))))
        controls.append(button(t("button.show_all", locale), "list.next", pack(list="mine", page=1)))
    return [*blocks, actions(controls)]


def _heading(group: Group, locale: Language) -> Block:
    return context(bold(t(f"home.urgency.{group.urgency}", locale, number=group.total)))


def _line(home: Home, line: ActionLine, locale: Language, address: str) -> Block:
    """One action, whose number leads to its card, and the button that settles it."""
    done = button(t("button.done", locale), "item.done", pack(item=line.item.id))
    return section(_told(home, line, locale, address), done)


def _told(home: Home, line: ActionLine, locale: Language, address: str) -> Mrkdwn:
    return join("\n", [_words(line, locale, address), _details(home, line, locale)])


def _words(line: ActionLine, locale: Language, address: str) -> Mrkdwn:
    return join(" ", [_number(line, address), escape(cut(line.item.text.shown(locale).content, WORDS))])


def _number(line: ActionLine, address: str) -> Mrkdwn:
    """The number, which leads to the card; in bold from without, where every client shows it so."""
    card = links.card(address, line.card)
    return bold_link(line.item.ref, card)


def _details(home: Home, line: ActionLine, locale: Language) -> Mrkdwn:
    passed = line.action.expected and line.action.has_passed(home.today)
    aside = home.snoozed.get(line.item.id)
    parts = [
        cut(words.owners(line.action.owners, locale), OWNERS),  # of a visit there may be none
        cut(words.when(line.action, locale, line.item.text.language), OWNERS) or t("due.none", locale),
        t("home.was_expected", locale) if passed else "",
        t("home.aside", locale, when=words.day(aside, locale)) if aside else "",
        words.state(line.item.text.shown(locale), locale),
        cut(words.space(line.space, locale) if home.spaces > 1 else words.chip(line.space, locale), OWNERS),
    ]
    return join(" · ", [escape(part) for part in parts if part])


def _reviews(home: Home, locale: Language) -> list[Block]:
    if not home.spaces:
        return []
    heading = header(t("home.reviews", locale))
    if home.reviews is None:
        return [heading, context(escape(t("errors.review_without_language", locale)))]
    if not home.reviews:
        return [heading, context(escape(t("review.nothing", locale)))]
    blocks = [review_list.line(one, locale, several_spaces=home.spaces > 1) for one in home.reviews]
    if home.more_reviews:
        more = escape(t("review.more_notes", locale, count=home.more_reviews))
        blocks.append(section(more, route_button("review", locale)))
    return [heading, *blocks]


def _visits(home: Home, locale: Language, address: str) -> list[Block]:
    shown = [home.lines[item_id] for item_id in home.visits.shown]
    if not shown:
        return []
    lines = [section(_told(home, line, locale, address)) for line in shown]
    blocks = [header(t("home.visits", locale)), *lines]
    if home.visits.more:
        blocks.append(context(escape(t("home.more_visits", locale, count=home.visits.more))))
    return blocks


def _settings(home: Home, locale: Language) -> list[Block]:
    heading, lines = header(t("preferences.title", locale)), section(described(home.reader, locale))
    blocks = [heading, lines, actions([change_button(locale)])]
    return [*blocks, language_buttons(home.reader.person.language)] if home.reader.person.language else blocks
