"""One line of log for an event: no secrets, no words that something broke on, nothing that passes for another line."""

import json
import logging
import re
import traceback
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from structlog.typing import EventDict

LONGEST = 2000  # characters of one value: what is longer is somebody's data
MASK = "***"
SHORTEST_SECRET = 5  # characters: what is shorter stands in half of all words

_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]"
)
"""What ends a line, moves the cursor, colours a terminal, turns the direction of reading, or cannot be written."""

_SECRETS: Sequence[tuple[re.Pattern[str], str]] = (
    (re.compile(r"\b(xox[a-z](?:\.xox[a-z])?|xapp|xwfp)-[\w.%-]+"), rf"\1-{MASK}"),
    (re.compile(r"(?i)\b(bearer|basic|deepl-auth-key)\s+[\w.~+/=:-]+"), rf"\1 {MASK}"),
    (re.compile(r"(?i)([a-z][a-z0-9+.-]*://[^\s/@:]*):[^\s@]*@"), rf"\1:{MASK}@"),
    (re.compile(r"(?i)\b((?:client_secret|signing_secret|refresh_token|access_token|token|password|passwd|pwd|secret"
                r"|api_key|auth_key|ticket|code)(?:\\?[\"'])?\s*[=:]\s*(?:\\?[\"'])?)[^\s&,;\"'\\)}]+"), rf"\1{MASK}"),
    (re.compile(r"(?i)(https://hooks\.slack\.com/)[^\s\"'\\]+"), rf"\1{MASK}"),
    (re.compile(r"(/calendar/)[^\s\"'\\/]+"), rf"\1{MASK}"),
)  # fmt: skip
REPEATING = ("slack_bolt", "slack_sdk", "openai", "httpx", "httpx2", "httpcore", "httpcore2", "urllib3", "deepl")
"""Libraries that put what they were given into their messages: of those only the beginning is told."""
_BEGINNING = re.compile(r"[\n\r({\[<:\"'`]")
_SECRET_NAME = re.compile(r"(?i)token|secret|passw|authorization|cookie|api_?key")
_BARE = re.compile(r"[A-Za-z0-9_.:/@+-]+")
_SENTENCE = re.compile(r"[A-Za-z](?:[A-Za-z0-9_ .,;'()/-]*[A-Za-z0-9_.,;'()/-])?")
_OWN = frozenset({"time", "level", "logger", "message"})


class Lines:
    """Makes the line of an event; the last of structlog's processors.

    Args:
        form: `text` for people, `json` for machines.
        secrets: values that must never be shown, whatever they look like.
    """

    def __init__(self, form: str, secrets: Sequence[str] = ()) -> None:
        self._form = form
        known = sorted({value for value in secrets if len(value) >= SHORTEST_SECRET}, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, known))) if known else None

    def __call__(self, _logger: object, _method: str, event: EventDict) -> str:
        """The line, without its end."""
        record: logging.LogRecord = event.pop("_record")
        event.pop("_from_structlog", None)
        event.pop("stack_info", None)
        problem = _problem(event.pop("exc_info", None), record)
        message = _without_words(str(event.pop("event", "")), problem)
        if is_of(record.name, REPEATING):
            message = _BEGINNING.split(message, maxsplit=1)[0].strip()
        head = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": message,
        }
        fields = {f"{name}_" if name in _OWN else name: value for name, value in event.items()}
        if problem is not None:
            fields["broke"] = told(problem)
        cleaned = {str(name): self._field(str(name), value) for name, value in (head | fields).items()}
        return _dumped(cleaned) if self._form == "json" else _text(cleaned)

    def redacted(self, text: str) -> str:
        """A text without secrets."""
        if self._known is not None:
            text = self._known.sub(MASK, text)
        for pattern, instead in _SECRETS:
            text = pattern.sub(instead, text)
        return text

    def _field(self, name: str, value: object) -> Any:  # noqa: ANN401  what JSON can say
        return MASK if _SECRET_NAME.search(name) and value else self._cleaned(value)

    def _cleaned(self, value: object) -> Any:  # noqa: ANN401  what JSON can say
        if value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, Mapping):
            return {self.redacted(str(key))[:LONGEST]: self._field(str(key), inner) for key, inner in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [self._cleaned(inner) for inner in value]
        text = told(value) if isinstance(value, BaseException) else str(value)
        text = self.redacted(text)
        return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def is_of(name: str, families: Sequence[str]) -> bool:
    """Whether a logger belongs to one of some packages."""
    return name.partition(".")[0] in families


def where(problem: BaseException) -> str:
    """What broke and where, without the words it broke on: those may be somebody's."""
    frames = traceback.extract_tb(problem.__traceback__)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "?"
    return f"{type(problem).__name__} at {place}"


def told(problem: BaseException) -> str:
    """An exception with the way to it and its causes: kinds, files, lines and functions, no words and no values."""
    return " caused by ".join(_way(one) for one in _causes(problem))


def _way(problem: BaseException) -> str:
    frames = traceback.extract_tb(problem.__traceback__)
    way = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames[-8:]))
    return f"{type(problem).__name__} at {way or '?'}"


def _causes(problem: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    current: BaseException | None = problem
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)


def _problem(given: object, record: logging.LogRecord) -> BaseException | None:
    found = given or record.exc_info
    if isinstance(found, tuple):
        found = found[1]
    return found if isinstance(found, BaseException) else None


def _without_words(message: str, problem: BaseException | None) -> str:
    """A library's message without what the exception says: libraries like to repeat that."""
    if problem is None:
        return message
    for one in _causes(problem):
        for said in (repr(one), str(one)):
            if said:
                message = message.replace(said, type(one).__name__)
    return message


def _dumped(value: object) -> str:
    written = json.dumps(value, ensure_ascii=False, default=str)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _text(cleaned: Mapping[str, Any]) -> str:
    """`TIME LEVEL LOGGER: message name=value …`; what is not plain stands in quotes, as JSON has it."""
    message = str(cleaned["message"])
    said = message if _SENTENCE.fullmatch(message) else _dumped(message)
    fields = [f"{_value(name)}={_value(value)}" for name, value in cleaned.items() if name not in _OWN]
    return " ".join([str(cleaned["time"]), str(cleaned["level"]), f"{_value(cleaned['logger'])}: {said}", *fields])


def _value(value: object) -> str:
    """Bare where nothing in it could be mistaken, else in quotes."""
    written = value if isinstance(value, str) else _dumped(value)
    return written if _BARE.fullmatch(written) else _dumped(written)
