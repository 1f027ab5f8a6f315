"""A repository of Markdown, as GitHub, GitLab, Forgejo, Gollum and Otter Wiki have it; by dulwich, without a checkout.

The id of a page is its path, its revision that of its blob. What belongs together is one commit. A push that came too
late is refused by the server: then everything is looked at again on top of what is there, page by page.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from urllib.parse import quote, urlsplit

from dulwich.client import GitClient, HTTPUnauthorized, HttpGitClient, LocalGitClient, SendPackResult
from dulwich.errors import GitProtocolError, HangupException, NotGitRepository, SendPackError
from dulwich.object_store import iter_tree_contents
from dulwich.objects import Blob, Commit, ObjectID, Tree
from dulwich.refs import Ref
from dulwich.repo import BaseRepo, Repo

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
    WikiUnreachable,
)
from bot.domain.wiki_mark import normal

AUTHOR = b"Jordbro <jordbro@localhost>"
TRIES = 5  # while others push
TIMEOUT = 60.0  # seconds for a fetch or a push
_FILE = 0o100644
_HEAD = Ref(b"HEAD")
_MAIN = Ref(b"refs/heads/main")

Pages = dict[str, ObjectID]
"""Path → blob."""
