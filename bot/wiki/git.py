"""A repository of Markdown, as GitHub, GitLab, Forgejo, Gollum and Otter Wiki have it; by dulwich, without a checkout.

The id of a page is its path, its revision that of its blob. What belongs together is one commit. A push that came too
late is refused by the server: then everything is looked at again on top of what is there, page by page.
"""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import quote

from dulwich.diff_tree import RenameDetector, TreeChange
from dulwich.object_store import commit_tree_changes, iter_tree_contents
from dulwich.objects import Blob, Commit, ObjectID, Tree
from dulwich.pack import UnpackedObject
from dulwich.refs import Ref
from dulwich.repo import MemoryRepo
from urllib3 import Retry

from bot.domain.wiki import (
    Draft,
    Gone,
    Head,
    Held,
    Outcome,
    RemotePage,
    Saved,
    Stale,
    Taken,
    WikiRefused,
)
from bot.domain.wiki_mark import normal
from bot.wiki.git_wire import LOCAL, Pool, opened, told

AUTHOR = b"Jordbro <jordbro@localhost>"
TRIES = 5  # while others push
MOVES = 20  # that often a page may have been moved
Kind = TypeVar("Kind")
_FILE = 0o100644
_MAIN = Ref(b"refs/heads/main")


class _Behind(Exception):  # noqa: N818  somebody has pushed since we looked
    pass


@dataclass(frozen=True, slots=True)
class _State:
    """A branch as it was fetched: path → blob."""

    branch: Ref
    commit: ObjectID | None
    pages: Mapping[str, ObjectID]


class GitPages:
    """One repository, as one of its users.

    Args:
        address: https://…, http://… or file:///… of the repository.
        user: where a password is needed; any name will do for most servers.
        password: an access token.
    """

    def __init__(self, address: str, user: str, password: str) -> None:
        self._address = address
        self._repo = MemoryRepo()
        self._pool = Pool(retries=Retry(0, redirect=0, raise_on_redirect=True))
        self._client, self._path = opened(address, user, password, self._pool)
        self._state: _State | None = None
        self._moves: dict[tuple[ObjectID, str], str] = {}

    def check(self) -> None:
        """Fetch what is there; what an earlier look has found is forgotten."""
        self._fetch()

    def heads(self, remote_ids: Sequence[str]) -> Mapping[str, Head]:
        """Of one fetch, however many they are. A page that was moved as it is goes on under its old id."""
        state = self._fetched()
        found = {}
        for one in remote_ids:
            path = self._place(state, one)
            if path in state.pages:
                found[one] = Head(state.pages[path].decode(), path)
        return found

    def read(self, remote_id: str) -> RemotePage | None:
        """As it was fetched last."""
        state = self._fetched()
        path = self._place(state, remote_id)
        return self._page(state, remote_id, path) if path in state.pages else None

    def save(self, drafts: Sequence[Draft], summary: str) -> tuple[Outcome, ...]:
        """All that can be saved in one commit; where somebody has pushed meanwhile, once more on top of that."""
        for _ in range(TRIES):
            state = self._fetched()
            found = [self._outcome(state, draft) for draft in drafts]
            changes = {one.page.title: one.page.text for one in found if isinstance(one, Saved)}
            try:
                self._commit(state, changes, summary)
            except _Behind:
                self._fetch()
                continue
            return tuple(found)
        return tuple(Held() for _ in drafts)

    def address(self, title: str) -> str:
        """Servers show pages in as many ways as there are servers: the repository."""
        del title
        return "" if self._address.startswith(LOCAL) else quote(self._address.removesuffix(".git"), safe="/:")

    def close(self) -> None:
        """Forget what was fetched, and give the connections back."""
        self._repo.close()
        self._pool.close()

    def _outcome(self, state: _State, draft: Draft) -> Outcome:
        """What becomes of a draft, if it can be pushed on top of a state."""
        if not draft.remote_id:
            if draft.title in state.pages:
                return Taken(self._page(state, draft.title, draft.title))
            return Saved(_made(draft.title, draft.title, draft.text))
        path = self._place(state, draft.remote_id)
        if path not in state.pages:
            return Gone()
        if state.pages[path].decode() != draft.base:
            return Stale()
        return Saved(_made(draft.remote_id, path, draft.text))

    def _commit(self, state: _State, changes: Mapping[str, str], summary: str) -> None:
        """Push a commit with some files on top of a state; nothing where nothing changes.

        Raises:
            _Behind: the branch is another one by now.
        """
        blobs = {path: _blob(text) for path, text in changes.items()}
        blobs = {path: blob for path, blob in blobs.items() if state.pages.get(path) != blob.id}
        if not blobs:
            return
        store = self._repo.object_store
        for blob in blobs.values():
            store.add_object(blob)
        tree = self._tree(state)
        entries = [(path.encode(), _FILE, blob.id) for path, blob in blobs.items()]
        made = _commit_of(commit_tree_changes(store, tree, entries), state.commit, summary)
        store.add_object(made)
        self._push(state, made)
        pages = {**state.pages, **{path: blob.id for path, blob in blobs.items()}}
        self._state = _State(state.branch, made.id, pages)

    def _tree(self, state: _State) -> ObjectID:
        if state.commit is not None:
            tree: ObjectID = _as(Commit, self._repo[state.commit]).tree
            return tree
        empty = Tree()
        self._repo.object_store.add_object(empty)
        return empty.id

    def _push(self, state: _State, made: Commit) -> None:
        def wanted(there: dict[Ref, ObjectID]) -> dict[Ref, ObjectID]:
            if there.get(state.branch) != state.commit:
                raise _Behind
            return {state.branch: made.id}

        with told():
            sent = self._client.send_pack(self._path.encode(), wanted, self._packed)
        if any((sent.ref_status or {}).values()):
            raise _Behind

    def _packed(
        self,
        have: AbstractSet[ObjectID],
        want: AbstractSet[ObjectID],
        *,
        ofs_delta: bool = False,
        progress: object = None,
    ) -> tuple[int, Iterator[UnpackedObject]]:
        del progress
        return self._repo.generate_pack_data(set(have), set(want), ofs_delta=ofs_delta)

    def _fetched(self) -> _State:
        return self._state or self._fetch()

    def _fetch(self) -> _State:
        """See what is there.

        Raises:
            WikiProblem: it cannot be reached, or does not let us in.
        """
        with told():
            found = self._client.fetch(self._path.encode(), self._repo)
        branch = found.symrefs.get(Ref(b"HEAD")) or _MAIN
        commit = found.refs.get(branch)
        pages: dict[str, ObjectID] = {}
        if commit is not None:
            for entry in iter_tree_contents(self._repo.object_store, _as(Commit, self._repo[commit]).tree):
                if entry.path is not None and entry.sha is not None:
                    pages[entry.path.decode(errors="replace")] = entry.sha
        self._state = _State(branch, commit, pages)
        return self._state

    def _place(self, state: _State, remote_id: str) -> str:
        """Where a page is: at its path, or where people have moved it since, as the history tells."""
        path = remote_id
        for _ in range(MOVES):
            if path in state.pages or state.commit is None:
                return path
            moved = self._moved(state.commit, path)
            if not moved:
                return path
            path = moved
        return path

    def _moved(self, commit: ObjectID, path: str) -> str:
        """Where the last commit that took a file away has put it; "" where it put it nowhere."""
        if (commit, path) not in self._moves:
            detector = RenameDetector(self._repo.object_store)
            walker = self._repo.get_walker([commit], paths=[path.encode()], max_entries=1, rename_detector=detector)
            changes = [change for entry in walker for change in _flat(entry.changes())]
            ways = ((change.old.path, change.new.path) for change in changes if change.old and change.new)
            there = (new for old, new in ways if old == path.encode() and new)
            self._moves[commit, path] = next((new.decode(errors="replace") for new in there), "")
        return self._moves[commit, path]

    def _page(self, state: _State, remote_id: str, path: str) -> RemotePage:
        blob = _as(Blob, self._repo[state.pages[path]])
        return RemotePage(remote_id, path, state.pages[path].decode(), normal(blob.data.decode(errors="replace")))


def _as(kind: type[Kind], found: object) -> Kind:
    """An object of the kind it must be.

    Raises:
        WikiRefused: the branch is one of something else.
    """
    if not isinstance(found, kind):
        raise WikiRefused("not_a_wiki", type(found).__name__)
    return found


def _flat(changes: Iterable[TreeChange | list[TreeChange | None]]) -> Iterator[TreeChange]:
    """The changes of a commit; one of a merge has them by parent."""
    for one in changes:
        yield from (change for change in ([one] if isinstance(one, TreeChange) else one) if change is not None)


def _blob(text: str) -> Blob:
    return Blob.from_string(f"{normal(text)}\n".encode())


def _made(remote_id: str, path: str, text: str) -> RemotePage:
    return RemotePage(remote_id, path, _blob(text).id.decode(), normal(text))


def _commit_of(tree: ObjectID, parent: ObjectID | None, summary: str) -> Commit:
    made, now = Commit(), int(time.time())
    made.tree, made.parents = tree, [parent] if parent is not None else []
    made.author = made.committer = AUTHOR
    made.author_time = made.commit_time = now
    made.author_timezone = made.commit_timezone = 0
    made.encoding, made.message = b"UTF-8", summary.encode()
    return made
