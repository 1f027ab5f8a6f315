"""MediaWiki by its Action API, over plain HTTP and with a bot password.

No client library: `mwclient` and `pywikibot` send `basetimestamp`, which loses an edit made in the same second.
Nothing is written without `baserevid` (then the server refuses what is not based on it) or `createonly`.
Source: https://www.mediawiki.org/wiki/API:Edit, and MediaWiki 1.39 itself (`tests/contracts/wiki`).
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, urljoin

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
from bot.domain.wiki_title import upper_first
from bot.wiki.http import Asking

AT_ONCE = 50  # pages in one question
Json = dict[str, Any]

_REFUSALS: Mapping[str, Reason] = {
    "protectedpage": "protected",
    "protectedtitle": "protected",
    "protectednamespace": "protected",
    "protectednamespace-interface": "protected",
    "cascadeprotected": "protected",
    "titleblacklist-forbidden": "filtered",
    "blocked": "blocked",
    "autoblocked": "blocked",
    "systemblocked": "blocked",
    "readonly": "readonly",
    "tpt-target-page": "translate",
    "contenttoobig": "too_large",
    "spamblacklist": "filtered",
    "abusefilter-disallowed": "filtered",
    "abusefilter-warning": "filtered",
    "hookaborted": "filtered",
    "permissiondenied": "forbidden",
    "noedit": "forbidden",
    "cantcreate": "forbidden",
    "writeapidenied": "forbidden",
    "noapiwrite": "forbidden",
    "readapidenied": "forbidden",
    "invalidtitle": "other",
}
_ADDRESS = re.compile(r"https?://[^\s<>|\"']+")
"""What may become a link in Slack: the wiki says it, and it could say anything."""
_PASSING = frozenset({"maxlag", "ratelimited", "actionthrottledtext", "internal_api_error_DBQueryError"})
_ENDED = frozenset({"assertuserfailed", "assertnameduserfailed", "badtoken", "notoken"})
_MISSING = frozenset({"missingtitle", "nosuchpageid", "pagedeleted"})


class _Said(Exception):  # noqa: N818  what the API said instead of an answer
    def __init__(self, code: str, info: str) -> None:
        super().__init__(code)
        self.code, self.info = code, info


class MediaWiki:
    """One wiki, as one of its users.

    Args:
        address: of its `api.php`.
        user: as Special:BotPasswords gives it ("Jordbro@jordbro").
        password: the bot password.
        timeout: seconds for one question.
    """

    def __init__(self, address: str, user: str, password: str, timeout: float | None = None) -> None:
        self._address, self._user, self._password = address, user, password
        self._asking = Asking(timeout) if timeout else Asking()
        self._token = ""
        self._articles = ""

    def check(self) -> None:
        """Log in, and look whether this is a wiki that can be written to."""
        self._log_in()

    def heads(self, remote_ids: Sequence[str]) -> Mapping[str, Head]:
        """Fifty pages in a question."""
        found: dict[str, Head] = {}
        for start in range(0, len(remote_ids), AT_ONCE):
            some = "|".join(remote_ids[start : start + AT_ONCE])
            answer = self._ask({"action": "query", "prop": "info", "pageids": some})
            for page in _pages(answer):
                if "lastrevid" in page:
                    found[str(page["pageid"])] = Head(str(page["lastrevid"]), str(page["title"]))
        return found

    def read(self, remote_id: str) -> RemotePage | None:
        """By its id: wherever it has been moved to."""
        return self._read({"pageids": remote_id})

    def save(self, drafts: Sequence[Draft], summary: str) -> tuple[Outcome, ...]:
        """One after the other: it knows no edit of several pages."""
        return tuple(self._save(draft, summary) for draft in drafts)

    def address(self, title: str) -> str:
        """As the wiki itself says where its pages stand; "" before it was asked."""
        return self._articles.replace("$1", quote(title.replace(" ", "_"), safe="/:()")) if self._articles else ""

    def close(self) -> None:
        """Give the connection back."""
        self._asking.close()

    def _save(self, draft: Draft, summary: str) -> Outcome:
        how = {"pageid": draft.remote_id, "baserevid": draft.base, "nocreate": "1"}
        if not draft.remote_id:
            how = {"title": draft.title, "createonly": "1"}
        edit = {"action": "edit", "text": draft.text, "summary": summary, "bot": "1", **how}
        try:
            answer = self._ask(edit, writes=True).get("edit") or {}
        except _Said as said:
            return self._not_saved(said, draft)
        if answer.get("result") != "Success":
            return Refused("captcha" if "captcha" in answer else "filtered", str(answer.get("result")))
        saved = self._read({"revids": str(answer["newrevid"])} if "newrevid" in answer else _page_of(answer))
        if saved is None:  # its readers lag behind: the next run finds it, and knows it again
            raise WikiUnreachable("what was saved cannot be read yet")
        return Saved(saved)

    def _not_saved(self, said: _Said, draft: Draft) -> Outcome:
        if said.code == "editconflict":
            return Stale()
        if said.code in _MISSING:
            return Gone()
        if said.code == "articleexists":
            there = self._read({"titles": upper_first(draft.title)})
            return Taken(there) if there else Refused("taken", said.code)
        return Refused(_REFUSALS.get(said.code, "other"), said.code)

    def _read(self, which: Mapping[str, str]) -> RemotePage | None:
        asked = {"action": "query", "prop": "revisions", "rvprop": "ids|content", "rvslots": "main", **which}
        for page in _pages(self._ask(asked)):
            for revision in page.get("revisions") or ():
                content = str(revision["slots"]["main"].get("content", ""))
                return RemotePage(str(page["pageid"]), str(page["title"]), str(revision["revid"]), content)
        return None

    def _ask(self, form: Mapping[str, str], *, writes: bool = False) -> Json:
        """Ask as ourselves; where the wiki has forgotten who we are, log in once more.

        Raises:
            WikiProblem: it cannot be asked.
        """
        if not self._token:
            self._log_in()
        try:
            return self._asked(form, writes=writes)
        except _Said as said:
            if said.code not in _ENDED:
                if writes:
                    raise
                raise WikiRefused(_REFUSALS.get(said.code, "other"), said.code) from said
        self._log_in()
        try:
            return self._asked(form, writes=writes)
        except _Said as said:
            raise WikiRefused("password", said.code) from said

    def _asked(self, form: Mapping[str, str], *, writes: bool) -> Json:
        name = self._user.partition("@")[0]
        return self._said({**form, "assertuser": name, "maxlag": "5", **({"token": self._token} if writes else {})})

    def _log_in(self) -> None:
        """Get a session and a token.

        Raises:
            WikiProblem: the wiki does not know us, is none, or cannot be reached.
        """
        self._asking.forget()  # who is logged in already may not log in
        try:
            query = self._said({"action": "query", "meta": "tokens|siteinfo", "type": "login"})["query"]
            general = query["general"]
            there = urljoin(urljoin(self._address, str(general["server"])), str(general["articlepath"]))
            self._articles = there if _ADDRESS.fullmatch(there) else ""
            token = query["tokens"]["logintoken"]
            form = {"action": "login", "lgname": self._user, "lgpassword": self._password, "lgtoken": token}
            answer = self._said(form)["login"]
            if answer.get("result") != "Success":
                raise WikiRefused("password", str(answer.get("result")))
            self._token = str(self._said({"action": "query", "meta": "tokens"})["query"]["tokens"]["csrftoken"])
        except _Said as said:
            raise WikiRefused(_REFUSALS.get(said.code, "other"), said.code) from said
        except (KeyError, TypeError) as problem:
            raise WikiRefused("not_a_wiki", "an answer of something else") from problem

    def _said(self, form: Mapping[str, str]) -> Json:
        answer = self._asking.post(self._address, {**form, "format": "json", "formatversion": "2"})
        error = answer.get("error")
        if error is None:
            return answer
        code = str(error.get("code", ""))
        if code in _PASSING:
            raise WikiUnreachable(code)
        raise _Said(code, str(error.get("info", "")))


def _pages(answer: Json) -> list[Json]:
    return [page for page in (answer.get("query") or {}).get("pages") or () if not page.get("missing")]


def _page_of(answer: Json) -> dict[str, str]:
    return {"pageids": str(answer["pageid"])}
