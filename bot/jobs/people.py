"""Ask Slack what people are called and where they are."""

from bot.domain.language import Language
from bot.jobs.parts import Args, JobParts
from bot.slack.gateway import Profile, SlackRefused
from bot.store import people

UNTOLD = frozenset({"user_not_found", "user_not_visible", "users_not_found"})
"""Slack's words for somebody it does not tell us about; they keep their id for a name."""


def run(parts: JobParts, args: Args) -> None:
    """Give a name to everyone who has none yet."""
    del args
    name_everyone(parts)


def name_everyone(parts: JobParts) -> None:
    """Ask Slack for the names that are still missing."""
    with parts.db.read() as tx:
        unnamed = people.unnamed(tx)
    for person in unnamed:
        try:
            profile = parts.slack.to(person.slack).gateway.profile(person.slack.user_id)
        except SlackRefused as refusal:
            if refusal.code not in UNTOLD:  # it is about us, and may be mended: ask again another day
                continue
            profile = Profile(person.slack, person.slack.user_id, None, None, is_bot=False, is_guest=None)
        with parts.db.write() as tx:
            people.set_profile(tx, person.id, profile.slack.team_id, profile.name, profile.zone, guest=profile.is_guest)
            guess = _language(profile)
            if guess and not person.guessed and not person.language:
                people.set_guess(tx, person.id, guess)


def _language(profile: Profile) -> Language | None:
    """What the person's settings suggest; Danish is no language of Slack's, so the clock speaks for it."""
    if (profile.locale or "").startswith("zh"):
        return "zh"
    by_zone: dict[str, Language] = {
        "Asia/Shanghai": "zh",
        "Asia/Urumqi": "zh",
        "Asia/Chongqing": "zh",
        "Europe/Copenhagen": "da",
    }
    return by_zone.get(profile.zone or "")
