"""Settings for a command, or every problem with them at once in plain sentences."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping

from bot import i18n, log
from bot.cli import environment
from bot.config import Settings, SettingsError, load, load_for_slack
from bot.domain.language import LANGUAGES, Language


def for_slack(options: argparse.Namespace) -> Settings:
    """What `serve` needs; leaves with status 2 when something is wrong."""
    return _loaded(options, load_for_slack)


def for_store(options: argparse.Namespace) -> Settings:
    """What commands need that speak to the store only; leaves with status 2 when something is wrong."""
    return _loaded(options, load)


def terminal_language() -> Language:
    """The language of the terminal, as its locale says."""
    tag = (os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or "en")[:2]
    return next((language for language in LANGUAGES if language == tag), "en")


def _loaded(options: argparse.Namespace, read: Callable[[Mapping[str, str]], Settings]) -> Settings:
    i18n.load()
    try:
        settings = read(environment(options))
    except SettingsError as wrong:
        report_problems(wrong)
        sys.exit(2)
    log.configure(settings.log_level, settings.log_format, settings.secrets)
    return settings


def report_problems(wrong: SettingsError) -> None:
    """Say everything that is wrong with the settings, a line each."""
    locale = terminal_language()
    print(i18n.t("settings.heading", locale, count=len(wrong.problems)), file=sys.stderr)
    for problem in wrong.problems:
        print(f"  {problem.variable} {i18n.t(f'settings.{problem.key}', locale)}", file=sys.stderr)
