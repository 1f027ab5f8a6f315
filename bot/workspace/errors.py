"""What a Web API method answers when it refuses."""

from collections.abc import Mapping, Sequence


class SlackError(Exception):
    """An answer `ok: false` with Slack's own code.

    Args:
        code: Slack's error code, such as `channel_not_found`.
        reasons: Sentences for `response_metadata.messages`, each ending in a JSON pointer.
        more: Other fields of the answer, such as `needed` and `provided` of a missing scope.
    """

    def __init__(self, code: str, reasons: Sequence[str] = (), more: Mapping[str, object] | None = None) -> None:
        super().__init__(code, *reasons)
        self.code = code
        self.reasons = tuple(reasons)
        self.more = dict(more or {})

    def answer(self) -> dict[str, object]:
        """Give the body of the HTTP answer."""
        body: dict[str, object] = {"ok": False, "error": self.code} | self.more
        if self.reasons:
            body["errors"] = list(self.reasons)
            body["response_metadata"] = {"messages": [f"[ERROR] {reason}" for reason in self.reasons]}
        return body
