"""A wiki in memory, which keeps the same contract: for tests of what publishes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from bot.domain.wiki import (
    Draft,
    Gone,
    Head,
    Outcome,
    Reason,
    Refused,
    RemotePage,
    Saved,
    Stale,
    Taken,
    WikiRefused,
    WikiUnreachable,
)
from bot.domain.wiki_mark import normal


@dataclass
class MemoryWiki:
    """Pages by their id; `refuses` names titles that are not taken, and why; `asked` says what was asked for."""

    pages: dict[str, RemotePage] = field(default_factory=dict)
    refuses: dict[str, Reason] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    away: bool = False
    password: str = "rigtig"
    given: str = "rigtig"
    takes_nothing: bool = False  # it can be read, and the line breaks at the first page that is to be saved
    dies_after: int = -1  # so many pages more are saved, and then nobody learns of the last one
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def check(self) -> None:
        self._ask("check")

    def heads(self, remote_ids: Sequence[str]) -> Mapping[str, Head]:
        self._ask("heads")
        found = [self.pages[one] for one in remote_ids if one in self.pages]
        return {page.remote_id: Head(page.revision, page.title) for page in found}

    def read(self, remote_id: str) -> RemotePage | None:
        self._ask(f"read {remote_id}")
        return self.pages.get(remote_id)

    def save(self, drafts: Sequence[Draft], summary: str) -> tuple[Outcome, ...]:
        assert summary
        return tuple(self._save(draft) for draft in drafts)

    def address(self, title: str) -> str:
        return f"https://wiki.example/{title.replace(' ', '_')}"

    def close(self) -> None:
        pass

    # --- what partners do ---

    def writes(self, title: str, text: str) -> RemotePage:
        page = RemotePage(str(next(self._numbers)), title, str(next(self._numbers)), normal(text))
        self.pages[page.remote_id] = page
        return page

    def edits(self, title: str, text: str) -> None:
        page = self.at(title)
        assert page is not None
        self.pages[page.remote_id] = page._replace(text=normal(text), revision=str(next(self._numbers)))

    def replaces(self, title: str, old: str, new: str) -> None:
        page = self.at(title)
        assert page is not None
        assert page.text.count(old) == 1, page.text
        self.edits(title, page.text.replace(old, new))

    def moves(self, title: str, to: str) -> None:
        page = self.at(title)
        assert page is not None
        self.pages[page.remote_id] = page._replace(title=to)

    def deletes(self, title: str) -> None:
        page = self.at(title)
        assert page is not None
        del self.pages[page.remote_id]

    def at(self, title: str) -> RemotePage | None:
        return next((page for page in self.pages.values() if page.title == title), None)

    @property
    def titles(self) -> list[str]:
        return sorted(page.title for page in self.pages.values())

    def _save(self, draft: Draft) -> Outcome:
        self._ask(f"save {draft.title}")
        if self.takes_nothing:
            raise WikiUnreachable("the line broke before it was saved")
        if draft.title in self.refuses:
            return Refused(self.refuses[draft.title])
        if not draft.remote_id:
            there = self.at(draft.title)
            return Taken(there) if there else Saved(self._kept(self.writes(draft.title, draft.text)))
        page = self.pages.get(draft.remote_id)
        if page is None:
            return Gone()
        if page.revision != draft.base:
            return Stale()
        if page.text != normal(draft.text):
            page = page._replace(text=normal(draft.text), revision=str(next(self._numbers)))
            self.pages[page.remote_id] = page
        return Saved(self._kept(page))

    def _kept(self, page: RemotePage) -> RemotePage:
        self.dies_after -= 1
        if self.dies_after == -1:
            raise WikiUnreachable("the line broke after it was saved")
        return page

    def _ask(self, what: str) -> None:
        self.asked.append(what)
        if self.away:
            raise WikiUnreachable("away")
        if self.given != self.password:
            raise WikiRefused("password")
