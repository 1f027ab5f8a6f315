"""Ask Slack what people are called, where they are, and whether they are guests; and ask again from time to time."""

from datetime import timedelta

from bot.domain.language import Language
from bot.domain.person import SlackUser
from bot.jobs.parts import Args, JobParts
from bot.slack.gateway import Profile, SlackRefused
from bot.store import people, profiles

UNTOLD = frozenset({"user_not_found", "user_not_visible", "users_not_found"})
"""Slack's words for somebody it does not tell us about; they keep their id for a name."""

FRESH = timedelta(hours=12)
"""That long what Slack told of a person is believed: whoever has become a guest loses their side within a day."""

MOST = 300
"""People asked about again in one run: three minutes of what Slack allows (Tier 4)."""


def run(parts: JobParts, args: Args) -> None:
    """Give a name to everyone who has none yet, and ask again about whom Slack told long ago."""
    del args
    name_everyone(parts)
    ask_again(parts)


def name_everyone(parts: JobParts) -> None:
    """Ask Slack for the names that are still missing."""
    with parts.db.read() as tx:
        unnamed = people.unnamed(tx)
    for person in unnamed:
        try:
            profile = _profile(parts, person.slack)
        except SlackRefused:  # it is about us, and may be mended: ask again another day
            continue
        profile = profile or Profile(person.slack, person.slack.user_id, None, None, is_bot=False, is_guest=None)
        _keep(parts, person.id, profile)
        guess = _language(profile)
        if guess and not person.guessed and not person.language:
            with parts.db.write() as tx:
                people.set_guess(tx, person.id, guess)


def ask_again(parts: JobParts) -> None:
    """Ask about the people of whom Slack told too long ago; what it tells no more, nobody can say."""
    with parts.db.read() as tx:
        asked = profiles.old(tx, parts.clock() - FRESH, MOST)
    for person_id, slack in asked:
        try:
            profile = _profile(parts, slack)
        except SlackRefused:
            continue
        if profile is not None:
            _keep(parts, person_id, profile)
            continue
        with parts.db.write() as tx:
            profiles.set_untold(tx, person_id, parts.clock())


def _profile(parts: JobParts, slack: SlackUser) -> Profile | None:
    """What Slack says about somebody; None where it says nothing of them.

    Raises:
        SlackRefused: it does not tell us of anybody.
    """
    try:
        return parts.slack.to(slack).gateway.profile(slack.user_id)
    except SlackRefused as refusal:
        if refusal.code not in UNTOLD:
            raise
        return None


def _keep(parts: JobParts, person_id: int, told: Profile) -> None:
    with parts.db.write() as tx:
        people.set_profile(tx, person_id, told.slack.team_id, told.name, told.zone, guest=told.is_guest)
        profiles.set_told(tx, person_id, parts.clock(), gone=told.is_gone)


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
