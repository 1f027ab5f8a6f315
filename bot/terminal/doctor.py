"""`jordbro doctor`: looks at settings, Slack, store, engines, wikis and clock, and says what to do."""

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime

from bot import i18n, log
from bot.cli import environment
from bot.config import Problem, SettingsError, load_for_slack, load_what_can_be
from bot.domain.language import Language
from bot.i18n import t
from bot.terminal.doctor_engines import engines
from bot.terminal.doctor_installations import installed
from bot.terminal.doctor_settings import env_file, settings, token_keys
from bot.terminal.doctor_slack import app_token, bot_token, public_url
from bot.terminal.doctor_store import store
from bot.terminal.doctor_wikis import wikis
from bot.terminal.finding import Check, Finding, Patient
from bot.terminal.printing import shown
from bot.terminal.settings import terminal_language

CHECKS: tuple[Check, ...] = (
    settings,
    env_file,
    token_keys,
    bot_token,
    app_token,
    store,
    installed,
    engines,
    wikis,
    public_url,
)
"""What is looked at, in this order."""


def run(options: argparse.Namespace) -> int:
    """Look at everything; 1 where something has to be done."""
    i18n.load()
    locale, patient = terminal_language(), patient_of(options)
    log.configure("CRITICAL", patient.settings.log_format, patient.settings.secrets)
    count = 0
    for look in CHECKS:
        for finding in look(patient):
            count += finding.grade == "wrong"
            for line in told(finding, locale):
                print(log.masked(shown(line), patient.settings.secrets), flush=True)
    print(t("doctor.wrong_things", locale, count=count) if count else t("doctor.well", locale))
    return 1 if count else 0


def patient_of(options: argparse.Namespace) -> Patient:
    """The settings as far as they can be read, and what is wrong with them."""
    environ, problems = environment(options), tuple[Problem, ...]()
    try:
        found = load_for_slack(environ)
    except SettingsError as unusable:
        found, problems = load_what_can_be(environ), unusable.problems
    return Patient(found, problems, options.env, lambda: datetime.now(UTC))


def told(finding: Finding, locale: Language) -> Iterator[str]:
    """A line that says how it is, and one that says what to do."""
    grade = t(f"doctor.grade.{finding.grade}", locale)
    details = {**finding.details, **({"why": t(finding.reason, locale)} if finding.reason else {})}
    yield f"{grade:<6} {t(f'doctor.{finding.key}', locale, **details)}"
    if finding.grade != "ok":
        yield f"{'':<6} → {t(f'doctor.{finding.key}_do', locale, **details)}"
