"""Our messages to Slack's Web API, and Slack's refusals as values.

SlackError
├── SlackLater     the answer may be yes later; `after` seconds when Slack says how long
└── SlackRefused   the answer is no; `code` is Slack's own word for why
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from typing import Any, NamedTuple, TypeVar
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.webhook import WebhookClient

from bot.domain.channel_facts import ChannelFacts
from bot.domain.graphemes import head
from bot.domain.person import SlackChannel, SlackUser
from bot.domain.shared_file import SharedFile
from bot.slack.message import Message, View
from bot.slack.quiet import NO_PREVIEWS, quiet

Answer = TypeVar("Answer")

TIMEOUT = 10  # seconds for one call
MEMBERS_PAGE = 200
ALT_TEXT = 1000  # characters, Slack's limit for what a file shows
AS_WRITTEN: Mapping[str, Any] = {"parse": "none", "link_names": False, **NO_PREVIEWS}
TOKEN_EXPIRED = "token_expired"  # noqa: S105  Slack's word: it is renewed, and then the answer may be yes
_PASSING = frozenset({
    "ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", TOKEN_EXPIRED,
})  # fmt: skip


class _Staying(HTTPRedirectHandler):
    """Follows no redirection: the token is for Slack's files only."""

    def redirect_request(self, *_: object, **__: object) -> None:
        """Go nowhere: the redirection itself is then the error."""


_DIRECT = build_opener(_Staying)


class SlackError(Exception):
    """Slack did not do what it was asked."""


class SlackLater(SlackError):  # noqa: N818  read as the answer it is
    """The answer may be yes later."""

    def __init__(self, code: str, after: float | None = None) -> None:
        super().__init__(code)
        self.code, self.after = code, after


class SlackRefused(SlackError):  # noqa: N818
    """The answer is no."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Identity(NamedTuple):
    """Our installation: the team, and our bot there."""

    team_id: str
    user_id: str
    bot_id: str
    address: str  # of the workspace, with a slash at the end: links to messages begin so


@dataclass(frozen=True, slots=True)
class Profile:
    """What Slack says about a person; someone from elsewhere has no locale and may have no zone."""

    slack: SlackUser
    name: str
    zone: str | None
    locale: str | None
    is_bot: bool
    is_guest: bool | None = False  # None where Slack does not tell
    is_gone: bool = False  # deactivated


def profile_of(user: Mapping[str, Any]) -> Profile:
    """Read Slack's user object."""
    profile = user.get("profile") or {}
    name = user.get("real_name") or profile.get("real_name") or profile.get("display_name") or user.get("name")
    return Profile(
        SlackUser(str(user.get("team_id") or profile.get("team") or ""), str(user["id"])),
        str(name or user["id"]),
        user.get("tz"),
        user.get("locale"),
        bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
        bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        bool(user.get("deleted")),
    )


def facts_of(channel: Mapping[str, Any]) -> ChannelFacts:
    """Read Slack's conversation object.

    Teams that were invited and have not come yet are in `pending_shared`, and see nothing.
    """
    mine = str(channel.get("context_team_id") or "")
    listed = (channel.get(key) or () for key in ("connected_team_ids", "shared_team_ids"))
    connected = frozenset(str(team) for teams in listed for team in teams) - {mine}
    return ChannelFacts(
        str(channel.get("name") or ""),
        is_member=bool(channel.get("is_member")),
        is_shared=bool(channel.get("is_ext_shared")),
        connected=connected if channel.get("is_ext_shared") else frozenset(),
        is_archived=bool(channel.get("is_archived")),
    )


class Gateway:
    """Slack's Web API as the few things we ask of it. Safe to share between threads."""

    def __init__(self, token: str, base_url: str) -> None:
        # no retries of its own: what can be tried again is a job, and knows how not to say it twice
        self._client = WebClient(token=token, base_url=base_url, timeout=TIMEOUT, retry_handlers=[])
        self._token, self._base_url = token, base_url

    def who_am_i(self) -> Identity:
        """Which installation the token belongs to."""
        answer = asked(self._client.auth_test)
        return Identity(
            str(answer["team_id"]), str(answer["user_id"]), str(answer.get("bot_id", "")), str(answer.get("url", ""))
        )

    def post(self, channel: SlackChannel, message: Message, *, once: str, thread_ts: str = "") -> str:
        """Post a message; gives its ts. The same `once` (a UUID) again is the same message."""
        posted = {
            "channel": channel.channel_id,
            "text": quiet(message.text),
            "blocks": message.blocks,
            "thread_ts": thread_ts or None,
            **AS_WRITTEN,
        }
        try:
            answer = asked(self._client.chat_postMessage, **posted, client_msg_id=once)
        except SlackRefused as refusal:
            if not refusal.code.startswith("duplicate_"):
                raise
            # Slack knows the id and not the message: it was deleted, or never came to be
            answer = asked(self._client.chat_postMessage, **posted)
        return str(answer["ts"])

    def update(self, channel: SlackChannel, ts: str, message: Message) -> None:
        """Change a message of ours."""
        changed = {"channel": channel.channel_id, "ts": ts, "text": quiet(message.text), "blocks": message.blocks}
        asked(self._client.chat_update, **changed, **AS_WRITTEN)

    def whisper(self, channel: SlackChannel, user: SlackUser, message: Message, thread_ts: str = "") -> None:
        """Show a message to one person only."""
        asked(
            self._client.chat_postEphemeral,
            channel=channel.channel_id,
            user=user.user_id,
            text=quiet(message.text),
            blocks=message.blocks,
            thread_ts=thread_ts or None,
            **AS_WRITTEN,
        )

    def direct(self, user: SlackUser, message: Message, *, once: str) -> str:
        """Send a direct message; gives its ts."""
        return self.post(self.direct_channel(user), message, once=once)

    def direct_channel(self, user: SlackUser) -> SlackChannel:
        """Where a person and we speak alone."""
        opened = asked(self._client.conversations_open, users=user.user_id)
        return SlackChannel(user.team_id, str(opened["channel"]["id"]))

    def respond(self, response_url: str, message: Message, *, replace: bool) -> None:
        """Answer by the address that came with an interaction."""
        client = WebhookClient(response_url, timeout=TIMEOUT, retry_handlers=[])
        try:
            answer = client.send(
                text=quiet(message.text), blocks=message.blocks, replace_original=replace, **NO_PREVIEWS
            )
        except (URLError, HTTPException, OSError) as problem:
            raise SlackLater(type(problem).__name__) from problem
        if answer.status_code != HTTPStatus.OK:
            raise SlackRefused(f"response_url {answer.status_code}")

    def open_view(self, trigger_id: str, view: View) -> None:
        """Open a form within three seconds of what triggered it."""
        asked(self._client.views_open, trigger_id=trigger_id, view=view)

    def update_view(self, view_id: str, view_hash: str, view: View) -> None:
        """Change a form that is open."""
        asked(self._client.views_update, view_id=view_id, hash=view_hash or None, view=view)

    def publish_home(self, user: SlackUser, view: View) -> None:
        """Show a person's App Home."""
        asked(self._client.views_publish, user_id=user.user_id, view=view)

    def download(self, file: SharedFile, most: int) -> bytes:
        """The bytes of a file somebody shared with us.

        Raises:
            SlackRefused: it is not there for us, longer than `most` bytes, or lies elsewhere than with Slack.
        """
        url = file.url
        if not url:  # of another workspace: Slack wants to be asked
            found = asked(self._client.files_info, file=file.id)["file"]
            url = str(found.get("url_private_download") or found.get("url_private") or "")
        return fetched(url, self._token, self._base_url, most)

    def upload(self, user: SlackUser, name: str, content: bytes, comment: str) -> None:
        """Send a file to a person directly."""
        opened = asked(self._client.conversations_open, users=user.user_id)
        channel = str(opened["channel"]["id"])
        told = quiet(comment)  # what people wrote in it has no addresses: no setting keeps Slack from fetching them
        asked(self._client.files_upload_v2, channel=channel, filename=name, content=content, initial_comment=told)

    def upload_picture(self, name: str, content: bytes, alt: str) -> str:
        """Give Slack a picture that nobody sees yet; gives the id by which a block shows it once it `is_ready`.

        `alt` is what it shows, in words; of a longer one the first thousand characters.
        """
        answer = asked(self._client.files_upload_v2, filename=name, content=content, alt_txt=head(alt, ALT_TEXT))
        return str(answer["file"]["id"])

    def is_ready(self, file_id: str) -> bool:
        """Whether Slack has looked at a file that was uploaded: until then it takes no block with it.

        Source: slackapi/python-slack-sdk issue 1658, slackapi/node-slack-sdk issue 1865.
        """
        return bool(asked(self._client.files_info, file=file_id)["file"].get("mimetype"))

    def channel_facts(self, channel: SlackChannel) -> ChannelFacts:
        """What Slack says about a channel, as this installation sees it."""
        return facts_of(dict(asked(self._client.conversations_info, channel=channel.channel_id)["channel"]))

    def pin(self, channel: SlackChannel, ts: str) -> None:
        """Keep a message at hand in its channel; one that is already stays."""
        try:
            asked(self._client.pins_add, channel=channel.channel_id, timestamp=ts)
        except SlackRefused as refusal:
            if refusal.code != "already_pinned":
                raise

    def create_canvas(self, channel: SlackChannel, title: str, markdown: str) -> str:
        """Make the canvas of a channel, which has one at most; gives its id."""
        content = {"type": "markdown", "markdown": markdown}
        made = asked(
            self._client.conversations_canvases_create,
            channel_id=channel.channel_id,
            document_content=content,
            title=title,
        )
        return str(made["canvas_id"])

    def edit_canvas(self, canvas_id: str, markdown: str) -> None:
        """Put other words into a canvas of ours, in the place of all that stands there."""
        change = {"operation": "replace", "document_content": {"type": "markdown", "markdown": markdown}}
        asked(self._client.canvases_edit, canvas_id=canvas_id, changes=[change])

    def profile(self, user_id: str) -> Profile:
        """What Slack says about a person."""
        return profile_of(dict(asked(self._client.users_info, user=user_id, include_locale=True)["user"]))

    def members(self, channel: SlackChannel) -> Iterator[str]:
        """The user ids of everyone in a channel."""
        cursor: str | None = None
        while cursor != "":
            answer = asked(
                self._client.conversations_members, channel=channel.channel_id, limit=MEMBERS_PAGE, cursor=cursor
            )
            yield from map(str, answer["members"])
            cursor = str((answer.get("response_metadata") or {}).get("next_cursor", ""))


def asked(method: Callable[..., Answer], **arguments: Any) -> Answer:  # noqa: ANN401  Slack's own arguments
    """Call Slack; its refusals and failures become ours.

    Raises:
        SlackError: Slack did not do it.
    """
    try:
        return method(**arguments)
    except SlackApiError as refusal:
        raise _refused(refusal) from refusal
    except (URLError, HTTPException, OSError, SlackClientError) as problem:
        raise SlackLater(type(problem).__name__) from problem


def fetched(url: str, token: str, base_url: str, most: int) -> bytes:
    """A file of Slack's, with our token: which goes to Slack alone, and not along with a redirection.

    Raises:
        SlackError: it could not be had.
    """
    address, home = urlsplit(url), urlsplit(base_url)
    of_slack = address.scheme == "https" and f".{address.hostname}".endswith(".slack.com")
    if not of_slack and (address.scheme, address.netloc) != (home.scheme, home.netloc):
        raise SlackRefused("file_elsewhere")
    request = Request(url, headers={"Authorization": f"Bearer {token}"})  # noqa: S310  the scheme was looked at
    try:
        with _DIRECT.open(request, timeout=TIMEOUT) as answer:
            content: bytes = answer.read(most + 1)
            kind = answer.headers.get_content_type()
    except HTTPError as problem:
        with problem:
            if problem.code >= HTTPStatus.INTERNAL_SERVER_ERROR or problem.code == HTTPStatus.TOO_MANY_REQUESTS:
                raise SlackLater(str(problem.code)) from problem
            raise SlackRefused(f"file {problem.code}") from problem
    except (URLError, HTTPException, OSError) as problem:
        raise SlackLater(type(problem).__name__) from problem
    if len(content) > most or kind == "text/html":  # Slack's page to log in, where the token may not read
        raise SlackRefused("file_too_large" if len(content) > most else "file_not_ours")
    return content


def _refused(refusal: SlackApiError) -> SlackError:
    response = refusal.response
    status, code = int(response.status_code), str(response.get("error", ""))
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        headers = {name.lower(): value for name, value in response.headers.items()}
        return SlackLater("ratelimited", after=_seconds(headers.get("retry-after", "")))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or code in _PASSING:
        return SlackLater(code or str(status))
    return SlackRefused(code)


def _seconds(written: object) -> float | None:
    value = str(written[0] if isinstance(written, list) and written else written)
    return float(value) if value.isdecimal() else None
