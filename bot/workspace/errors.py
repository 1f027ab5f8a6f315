"""What a Web API method answers when it refuses."""

from collections.abc import Sequence


class SlackError(Exception):
    """An answer `ok: false` with Slack's own code.

    Args:
        code: Slack's error code, such as `channel_not_found`.
        reasons: Sentences for `response_metadata.messages`, each ending in a JSON pointer.
    """

    def __init__(self, code: str, reasons: Sequence[str] = ()) -> None:
        super().__init__(code, *reasons)
        self.code = code
        self.reasons = tuple(reasons)

    def answer(self) -> dict[str, object]:
        """Give the body of the HTTP answer."""
        body: dict[str, object] = {"ok": False, "error": self.code}
        if self.reasons:
            body["errors"] = list(self.reasons)
            body["response_metadata"] = {"messages": [f"[ERROR] {reason}" for reason in self.reasons]}
        return body
