"""`jordbro workspace`: a local workspace alone, with the settings that let a bot speak to it."""

import argparse
import signal

from bot.workspace.driver import LocalWorkspace


def run(options: argparse.Namespace) -> int:
    """Run until interrupted."""
    with LocalWorkspace.start(port=options.port) as workspace:
        print(f"{workspace.url}\n")
        print(f"SLACK_API_URL={workspace.api_url}")
        print(f"SLACK_BOT_TOKEN={workspace.bot_token}")
        print(f"SLACK_APP_TOKEN={workspace.app_token}")
        print(f"SLACK_SIGNING_SECRET={workspace.signing_secret}", flush=True)
        signal.sigwait({signal.SIGINT, signal.SIGTERM})
    return 0
