"""What the doctor looks at in Slack: tokens, scopes, the clock, and our address."""

from collections.abc import Iterator
from http import HTTPStatus
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from bot.config import AT_HOME
from bot.slack.examine import Examined, examined, examined_app
from bot.slack.gateway import SlackError, SlackRefused
from bot.slack.scopes import SCOPES
from bot.terminal.finding import Finding, Patient, note, ok, wrong

MOST_APART = 60  # seconds: Slack refuses to be asked, and we to be told, what is five minutes old
PATIENCE = 10  # seconds


def bot_token(patient: Patient) -> Iterator[Finding]:
    """Whether Slack knows the token of the environment, what it may do, and what time it is there."""
    settings = patient.settings
    if not settings.slack_bot_token:
        return
    try:
        found = examined(settings.slack_bot_token, settings.slack_api_url)
    except SlackRefused as problem:
        yield wrong("token_refused", code=problem.code)
        return
    except SlackError as problem:
        yield wrong("slack_unreachable", code=str(problem))
        return
    yield ok("token_ok", user=found.user, team=found.team, team_id=found.team_id)
    yield from scopes(found.scopes, found.team_id)
    yield from _clock(patient, found)


def scopes(given: frozenset[str] | None, team_id: str) -> Iterator[Finding]:
    """What an installation may do, beside what the manifest asks for."""
    if given is None:
        yield note("scopes_unknown", team_id=team_id)
        return
    missing, more = sorted(set(SCOPES) - given), sorted(given - set(SCOPES))
    if missing:
        yield wrong("scopes_missing", team_id=team_id, scopes=", ".join(missing))
    if more:
        yield note("scopes_more", team_id=team_id, scopes=", ".join(more))
    if not missing and not more:
        yield ok("scopes_ok", team_id=team_id, number=len(given))


def _clock(patient: Patient, found: Examined) -> Iterator[Finding]:
    if found.at is None:
        return
    apart = round((patient.clock() - found.at).total_seconds())
    if abs(apart) > MOST_APART:
        yield wrong("clock_wrong", seconds=apart)
    else:
        yield ok("clock_ok")


def app_token(patient: Patient) -> Iterator[Finding]:
    """Whether Socket Mode is open to us."""
    settings = patient.settings
    if not settings.socket_mode:
        yield note("http_mode")
        return
    try:
        examined_app(settings.slack_app_token, settings.slack_api_url)
    except SlackRefused as problem:
        yield wrong("app_token_refused", code=problem.code)
    except SlackError as problem:
        yield wrong("slack_unreachable", code=str(problem))
    else:
        yield ok("app_token_ok")


def public_url(patient: Patient) -> Iterator[Finding]:
    """Whether the address we give to people is answered, seen from here."""
    url = patient.settings.public_url
    if not url:
        return
    address = urlsplit(url)
    if address.scheme != "https" and address.hostname not in AT_HOME:
        yield wrong("public_plain", url=url)
    try:
        with urlopen(Request(f"{url}calendar/doctor.ics"), timeout=PATIENCE):  # noqa: S310  # nosec B310 # its scheme is http(s)
            status = int(HTTPStatus.OK)
    except HTTPError as problem:
        with problem:
            status = problem.code
    except (URLError, OSError) as problem:
        yield wrong("public_unreachable", url=url, why=type(problem).__name__)
        return
    # nobody's calendar has that name: whoever says so is us
    yield ok("public_ok", url=url) if status == HTTPStatus.NOT_FOUND else wrong("public_wrong", url=url, status=status)
