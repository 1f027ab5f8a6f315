"""Pictures in blocks by `slack_file`: refused until Slack has looked at the file, as real Slack refuses them.

Source: docs.slack.dev, the slack file object; the sentence is the one people report who post too early
(slackapi/python-slack-sdk issue 1521).
"""

from collections.abc import Sequence
from typing import Any

from bot.workspace import blocks as kit
from bot.workspace import file_access, files
from bot.workspace.core import Workspace
from bot.workspace.errors import SlackError
from bot.workspace.model import App, Installation

Json = dict[str, Any]


def check(ws: Workspace, app: App, at: Installation, blocks: Sequence[Json], place: str = "/blocks") -> None:
    """Check that every `slack_file` in checked blocks is a picture the app may show, and ready.

    Args:
        ws: The workspace.
        app: Who shows it.
        at: Through which installation.
        blocks: Blocks that keep Slack's other rules.
        place: The JSON pointer of the blocks, `/blocks` or `/view/blocks`.

    Raises:
        SlackError: `invalid_blocks`, of a view `invalid_arguments`, with one reason for each such picture.
    """
    wrong = [pointer for pointer, image in kit.images(blocks) if not _may_stand(ws, app, at, image)]
    if wrong:
        error = "invalid_blocks" if place == "/blocks" else "invalid_arguments"
        reasons = [f"invalid slack file [json-pointer:{place}/{pointer}/slack_file]" for pointer in wrong]
        raise SlackError(error, reasons)


def _may_stand(ws: Workspace, app: App, at: Installation, image: Json) -> bool:
    if image.get("slack_file") is None:
        return True
    file = file_access.for_app(ws, app, at, file_access.file_named(image["slack_file"]))
    return file is not None and files.is_ready(ws, file) and files.is_picture(file)
