"""The elements of one name in an XML file of any length, as text, one after another.

Each is handed on by itself, so that one that is broken costs only itself, and none is built in memory
longer than it is looked at. A file that brings entities of its own is refused: nobody needs them here,
and they are how small files become large ones.
"""

import codecs
import re
from collections.abc import Iterator
from typing import IO, NamedTuple

LONGEST = 200_000  # characters of an element: what has no end by then has none
_HEAD = 1_000_000  # characters before the first element
_CHUNK = 65_536
_FIRST_LINE = 400  # bytes that hold the declaration
_TAIL = 64  # characters of a tag's beginning that may still come in two chunks
_ENCODING = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]+)""")
_KNOWN = frozenset(
    {"utf-8", "utf-16", "utf-16-le", "utf-16-be", "ascii", "iso8859-1", "cp1252", "gb2312", "gbk", "gb18030"}
)


class NotReadable(Exception):  # noqa: N818  it says what the matter is
    """The file is no XML of this kind: `why` is "encoding", "entities" or "kind"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Fragment(NamedTuple):
    """An element as it is written, and the line it begins in; without text where it has no end."""

    line: int
    text: str | None


class _Text:
    """The part of a file that is being looked at."""

    def __init__(self, file: IO[bytes]) -> None:
        self._chunks = decoded(file)
        self.here = ""
        self.line = 1

    def more(self) -> bool:
        """Read on; False at the end of the file."""
        chunk = next(self._chunks, None)
        self.here += chunk or ""
        return chunk is not None

    def skip(self, length: int) -> str:
        """Leave something behind, and give it."""
        gone = self.here[:length]
        self.line += gone.count("\n")
        self.here = self.here[length:]
        return gone

    def find(self, wanted: re.Pattern[str], start: int, most: int) -> re.Match[str] | None:
        """Look for something, as far on as `most` characters."""
        found = wanted.search(self.here, start)
        while found is None and len(self.here) < start + most and self.more():
            found = wanted.search(self.here, start)
        return found


class Elements:
    """The elements `name` of a file; `head` is what stands before the first."""

    def __init__(self, file: IO[bytes], root: str, name: str) -> None:
        self._text = _Text(file)
        self._begin = re.compile(rf"<!--|<!\[CDATA\[|<{name}(?=[\s>/])")
        self._end = re.compile(rf"</{name}\s*>|<{name}(?=[\s>/])")
        found = self._text.find(re.compile(rf"<{name}(?=[\s>/])"), 0, _HEAD)
        self.head = self._text.here[: found.start() if found else _HEAD]
        if not re.search(rf"<{root}(?=[\s>])", self.head):
            raise NotReadable("kind")
        if "<!ENTITY" in self.head:
            raise NotReadable("entities")

    def __iter__(self) -> Iterator[Fragment]:
        """All elements that are not in a comment, in order.

        Raises:
            NotReadable: what follows is not in the file's encoding.
        """
        text = self._text
        while True:
            begin = self._begin.search(text.here)
            if begin is None:
                text.skip(max(0, len(text.here) - _TAIL))
                if not text.more():
                    return
                continue
            text.skip(begin.start())
            if begin[0].startswith("<!"):
                self._skip_aside("-->" if begin[0] == "<!--" else "]]>")
            else:
                yield self._element(len(begin[0]))

    def _skip_aside(self, end: str) -> None:
        found = self._text.find(re.compile(re.escape(end)), 0, LONGEST)
        self._text.skip(found.end() if found else len(self._text.here))

    def _element(self, start: int) -> Fragment:
        line = self._text.line
        end = self._text.find(self._end, start, LONGEST)
        if end is None:
            self._text.skip(start)
            return Fragment(line, None)
        whole = end[0].startswith("</")
        return Fragment(line, self._text.skip(end.end() if whole else end.start()))


def decoded(file: IO[bytes]) -> Iterator[str]:
    """The text of a file in chunks, by its byte order mark or by its own word.

    Raises:
        NotReadable: it is in no encoding we know, or not in the one it says.
    """
    start = file.read(_FIRST_LINE)
    decoder = _decoder(start)
    try:
        yield decoder.decode(start)
        while chunk := file.read(_CHUNK):
            yield decoder.decode(chunk)
        yield decoder.decode(b"", final=True)
    except UnicodeError as problem:
        raise NotReadable("encoding") from problem


def _decoder(start: bytes) -> codecs.IncrementalDecoder:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return codecs.getincrementaldecoder("utf-16")()
    named = _ENCODING.match(start.removeprefix(codecs.BOM_UTF8))
    try:
        name = codecs.lookup(named[1].decode("ascii") if named else "utf-8").name
    except LookupError as problem:
        raise NotReadable("encoding") from problem
    if name not in _KNOWN:
        raise NotReadable("encoding")
    return codecs.getincrementaldecoder("utf-8-sig" if name == "utf-8" else name)()
