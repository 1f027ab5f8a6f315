"""What the doctor looks at in the settings: all that is wrong with them, who may read their file, and the keys."""

import stat
from collections.abc import Iterator

from bot.i18n import t
from bot.terminal.finding import Finding, Patient, ok, wrong
from bot.terminal.settings import terminal_language


def settings(patient: Patient) -> Iterator[Finding]:
    """Everything that is wrong with the settings, a finding each."""
    for problem in patient.problems:
        told = f"{problem.variable} {t(f'settings.{problem.key}', terminal_language())}"
        yield wrong("settings_wrong", problem=told, file=str(patient.env_file))
    if not patient.problems:
        yield ok("settings_ok")


def env_file(patient: Patient) -> Iterator[Finding]:
    """Whether others on this machine can read the file that holds tokens and keys."""
    if not patient.env_file.exists():
        return
    mode = stat.S_IMODE(patient.env_file.stat().st_mode)
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield wrong("file_open", file=str(patient.env_file), mode=f"{mode:04o}")
    else:
        yield ok("file_closed", file=str(patient.env_file))


def token_keys(patient: Patient) -> Iterator[Finding]:
    """The keys that tokens in the store are sealed with."""
    keys = patient.settings.token_keys
    if not keys:
        return
    yield wrong("keys_twice") if len(set(keys)) < len(keys) else ok("keys_ok", number=len(keys))
