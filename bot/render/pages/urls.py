"""The addresses of our pages, below the path of the public address."""

from dataclasses import dataclass
from urllib.parse import quote, unquote, urlencode, urlsplit

from bot.domain.language import Language

ROOT = "wiki"


@dataclass(frozen=True, slots=True)
class Urls:
    """Addresses as they stand in our pages: paths, with no host that whoever asks could have forged.

    `base` is the path of the public address: "/" or, behind a proxy that adds one, "/jordbro/".
    """

    base: str = "/"

    @classmethod
    def of(cls, public_url: str) -> "Urls":
        """Those below a public address."""
        return cls("/" + urlsplit(public_url).path.strip("/") + "/" if urlsplit(public_url).path.strip("/") else "/")

    def to(self, path: str = "", **asked: str | int) -> str:
        """A page; what is asked for in it is left out where it is empty."""
        query = urlencode({name: value for name, value in asked.items() if value not in {"", 0}})
        return f"{self.base}{ROOT}{'/' if path else ''}{path}{'?' if query else ''}{query}"

    def space(self, space_id: int, page: str = "", **asked: str | int) -> str:
        """A page of a space."""
        return self.to(f"spaces/{space_id}{'/' if page else ''}{page}", **asked)

    def note(self, note_id: int, page: str = "", **asked: str | int) -> str:
        """A meeting, or one of its pages."""
        return self.to(f"notes/{note_id}{'/' if page else ''}{page}", **asked)

    def item(self, item_id: int, page: str = "") -> str:
        """An item, or what is done to it."""
        return self.to(f"items/{item_id}{'/' if page else ''}{page}")

    def report(self, trip_id: int, version: str, form: str) -> str:
        """The printed report of a trip, as a file."""
        return self.to(f"trips/{trip_id}/report/{version}.{form}")

    def language(self, language: Language, back: str) -> str:
        """What shows the pages in another language, and comes back."""
        return f"{self.to(f'language/{language}')}?back={quote(back, safe='')}"

    def is_ours(self, address: str) -> bool:
        """Whether an address that came from outside is one of these, and leads to no other host."""
        home = self.to()
        is_below = address == home or address.startswith((f"{home}/", f"{home}?", f"{home}#"))
        path = unquote(address.partition("?")[0].partition("#")[0])
        is_straight = not {".", "..", "in"} & set(path.split("/")) and "\\" not in path  # links are used up elsewhere
        return is_below and is_straight and address.isprintable() and "\\" not in address
