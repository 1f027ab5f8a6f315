"""A picture for a message: uploaded once, waited for until Slack can show it, given up when that takes too long."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.jobs.parts import JobParts, Later
from bot.slack.gateway import Gateway, SlackRefused

PATIENCE = timedelta(seconds=60)
PAUSE = 2.0  # seconds between two looks
GIVEN_UP = ""


def picture_for(
    parts: JobParts,
    gateway: Gateway,
    name: str,
    draw: Callable[[], bytes],
    alt: str,
    known: str | None,
    keep: Callable[[str], None],
) -> str | None:
    """The id of the uploaded picture, ready for a block; None where there will be none.

    Args:
        parts: what the job works with.
        gateway: of the installation that will show it.
        name: of the file.
        draw: makes it; called at most once over all attempts of the job.
        alt: what it shows, in words.
        known: what `keep` was given last, None at the first attempt.
        keep: remembers it for the next attempt, at once. It is for us only: an id and a time.

    Raises:
        Later: Slack has not looked at it yet.
        SlackLater: Slack cannot be asked just now.
    """
    if known == GIVEN_UP:
        return None
    try:
        if known is None:
            known = f"{gateway.upload_picture(name, draw(), alt)} {parts.clock().isoformat()}"
            keep(known)
        file_id, _, since = known.partition(" ")
        if gateway.is_ready(file_id):
            return file_id
    except SlackRefused:
        keep(GIVEN_UP)
        return None
    if parts.clock() - datetime.fromisoformat(since) < PATIENCE:
        raise Later("picture not ready", PAUSE)
    keep(GIVEN_UP)
    return None
