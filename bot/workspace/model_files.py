"""An uploaded file, and how long it takes until it can be shown."""

from dataclasses import dataclass


@dataclass
class Processing:
    """What happens to uploads from now on before they can be shown: `seconds` pass, and `calls` of files.info come."""

    seconds: float = 0.0
    calls: int = 0


@dataclass
class File:
    """A file of an app or, with an empty `app_id`, of a person; it exists once its upload is completed.

    `ready_at` is None until then, and afterwards the time from which on Slack knows what the file is;
    `calls_left` counts the calls of files.info that are still answered without that.
    """

    id: str
    name: str
    size: int
    app_id: str
    user: str
    title: str = ""
    alt_txt: str = ""
    content: bytes | None = None
    created: float = 0.0
    ready_at: float | None = None
    calls_left: int = 0
