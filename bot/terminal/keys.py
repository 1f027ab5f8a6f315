"""`jordbro keys`: make a key for the tokens in the store, or seal them all again with a new one."""

import argparse
import sys
from datetime import UTC, datetime

from bot import i18n
from bot.config import Settings
from bot.domain.language import Language
from bot.i18n import t
from bot.slack.resealing import reseal
from bot.slack.vault import Vault, new_key
from bot.store.database import DatabaseUnavailable
from bot.terminal.engines_usage import opened
from bot.terminal.printing import shown
from bot.terminal.settings import for_store, terminal_language


def run(options: argparse.Namespace) -> int:
    """Print a key, or change over to the first of JORDBRO_TOKEN_KEYS; 1 where a token was left as it was."""
    if options.verb == "new":
        print(new_key())
        return 0
    i18n.load()
    settings, locale = for_store(options), terminal_language()
    if not settings.token_keys:
        print(t("keys.none", locale), file=sys.stderr)
        return 1
    try:
        return _rotate(settings, locale)
    except DatabaseUnavailable:
        print(t("terminal.no_store", locale), file=sys.stderr)
        return 1


def _rotate(settings: Settings, locale: Language) -> int:
    with opened(settings) as db:
        if db is None:
            print(t("terminal.no_store", locale), file=sys.stderr)
            return 1
        done = reseal(db, Vault(settings.token_keys), lambda: datetime.now(UTC))
    print(t("keys.sealed", locale, count=done.sealed))
    for name in done.locked:
        print(t("keys.locked", locale, workspace=shown(name)), file=sys.stderr)
    for name in done.busy:
        print(t("keys.busy", locale, workspace=shown(name)), file=sys.stderr)
    if done.locked or done.busy:
        return 1
    print(t("keys.drop", locale))
    return 0
