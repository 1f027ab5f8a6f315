"""What the doctor looks at in each workspace that has the app: its token, what it may do, and how long it lasts."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

from bot.slack.examine import Examined, examined
from bot.slack.gateway import SlackError, SlackRefused
from bot.slack.vault import Unsealable, Vault
from bot.store import installations
from bot.store.database import Database, DatabaseUnavailable
from bot.store.examine import file_of
from bot.store.installations import Installation
from bot.store.migrate import revisions
from bot.terminal.doctor_slack import scopes
from bot.terminal.finding import Finding, Patient, note, ok, wrong
from bot.terminal.printing import shown

SOON = timedelta(minutes=90)  # the bot renews a token two hours before it ends


def installed(patient: Patient) -> Iterator[Finding]:
    """Each installation in the store; whether the store itself is well is looked at elsewhere."""
    if not patient.settings.slack_client_id:
        return
    found = _in_store(patient)
    if found is None:
        return
    if not found and not patient.settings.slack_bot_token:
        yield note("installed_nowhere", url=f"{patient.settings.public_url}slack/install")
    for one in found:
        yield from _looked_at(patient, one)


def _in_store(patient: Patient) -> tuple[Installation, ...] | None:
    path = file_of(patient.settings.database_url)
    if path is not None and not path.exists():
        return None
    with closing(Database(patient.settings.database_url)) as db:
        try:
            known = revisions(db)
            if known.of_store != known.of_code:
                return None
            with db.read() as tx:
                return installations.all_of_them(tx)
        except DatabaseUnavailable:
            return None


def _looked_at(patient: Patient, one: Installation) -> Iterator[Finding]:
    name = f"{shown(one.team_name)} ({one.team_id})"
    if not one.is_active:
        yield note("installed_ended", workspace=name)
        return
    try:
        tokens = Vault(patient.settings.token_keys).open(one.sealed or "", one.team_id)
    except Unsealable:
        yield wrong("installed_sealed", workspace=name)
        return
    ends = one.expires_at
    if ends is not None and ends < patient.clock() + SOON:
        yield wrong("installed_ending", workspace=name, when=f"{ends:%Y-%m-%d %H:%M} UTC")
    try:
        found = examined(tokens.access, patient.settings.slack_api_url)
    except SlackRefused as problem:
        yield wrong("installed_refused", workspace=name, code=problem.code)
    except SlackError as problem:
        yield wrong("slack_unreachable", code=str(problem))
    else:
        yield from _well(name, one, found)


def _well(name: str, one: Installation, found: Examined) -> Iterator[Finding]:
    if found.team_id != one.team_id:
        yield wrong("installed_refused", workspace=name, code="team_id")
        return
    yield ok("installed_ok", workspace=name)
    yield from scopes(found.scopes, one.team_id)
