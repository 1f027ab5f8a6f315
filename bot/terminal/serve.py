"""`jordbro serve`: the bot against Slack, or against any server that speaks Slack's API."""

import argparse
import sys

from bot import i18n
from bot.engines.base import EngineError
from bot.serve import serve
from bot.slack.gateway import SlackError
from bot.store.database import DatabaseUnavailable
from bot.terminal.notify import notify
from bot.terminal.settings import for_slack, terminal_language


def run(options: argparse.Namespace) -> int:
    """Serve until told to stop."""
    settings = for_slack(options)
    locale = terminal_language()

    def ready() -> None:
        notify("READY=1")
        if settings.log_format == "text":  # in the other all lines are JSON
            print(i18n.t("terminal.ready", locale), file=sys.stderr, flush=True)

    try:
        serve(settings, ready=ready, stopping=lambda: notify("STOPPING=1"))
    except SlackError as problem:
        print(i18n.t("terminal.slack_refused", locale, code=str(problem)), file=sys.stderr)
        return 1
    except DatabaseUnavailable:
        print(i18n.t("terminal.no_store", locale), file=sys.stderr)
        return 1
    except EngineError as problem:
        why = problem.reason or type(problem).__name__
        print(i18n.t("terminal.engine_unusable", locale, why=why), file=sys.stderr)
        return 1
    except OSError as problem:
        print(i18n.t("terminal.cannot_listen", locale, why=str(problem)), file=sys.stderr)
        return 1
    return 0
