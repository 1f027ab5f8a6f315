"""The bot under test, beside the local workspace whose people speak with it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

from slack_bolt import BoltRequest

from bot import app
from bot.config import Settings
from bot.domain.language import Language
from bot.domain.person import SlackChannel, SlackUser, keeper
from bot.domain.record import Note
from bot.domain.wiki import Publisher
from bot.engines.base import Engine
from bot.engines.chain import Chain
from bot.jobs.inline import InlineJobs
from bot.services.create_space import create_space
from bot.services.recognise import recognise
from bot.slack.installing import Kept, keep
from bot.slack.vault import new_key
from bot.store import notes, people
from bot.store.database import DatabaseUnavailable
from bot.wiki import TARGETS, WikiSettings
from bot.workspace.driver import LocalWorkspace, Person
from bot.workspace.seen import Seen

NOW = datetime(2017, 1, 20, 9, 0, tzinfo=UTC)
CHANNEL = "jord-jiangsu"
WIKI = "https://wiki.example/w/"


class Bot:
    """A bot whose jobs run before the workspace gets its answer, with a time that the test sets."""

    def __init__(
        self,
        workspace: LocalWorkspace,
        url: str,
        *engines: Engine,
        public_url: str = "",
        token_keys: tuple[str, ...] = (),
        wiki: Callable[[WikiSettings], Publisher] | None = None,
    ) -> None:
        """With keys for tokens the app is installed by OAuth, in the workspaces that `install` names.

        With a wiki, spaces may be published below WIKI, whatever kind of wiki is said to be there.
        """
        self.workspace = workspace
        self.now = NOW
        settings = Settings(
            slack_bot_token="" if token_keys else workspace.bot_token,
            slack_client_id=workspace.app.client_id if token_keys else "",
            slack_client_secret=workspace.app.client_secret if token_keys else "",
            token_keys=token_keys or ((new_key(),) if wiki else ()),
            wikis=(WIKI,) if wiki else (),
            slack_signing_secret=workspace.signing_secret,
            slack_api_url=workspace.api_url,
            database_url=url,
            threads=4,
            public_url=public_url or ("https://jordbro.test/" if token_keys else ""),
        )
        targets = dict.fromkeys(TARGETS, wiki) if wiki else TARGETS
        self.runtime = app.build(settings, InlineJobs, chain=Chain(engines), clock=lambda: self.now, targets=targets)
        self.db = self.runtime.db
        self.paused = False
        workspace.use_dispatch(self.dispatch)

    def dispatch(self, body: str, headers: dict[str, str]) -> tuple[int, str, dict[str, str]]:
        """What the workspace calls instead of an address."""
        given: dict[str, str | Sequence[str]] = {**headers}
        answer = self.runtime.bolt.dispatch(BoltRequest(body=body, headers=given))
        if not self.paused:
            with suppress(DatabaseUnavailable):  # jobs then wait as well
                self.drain()
        return answer.status, answer.body, {name: ",".join(values) for name, values in answer.headers.items()}

    def drain(self) -> int:
        """Run what is due."""
        jobs = self.runtime.jobs
        assert isinstance(jobs, InlineJobs)
        return jobs.drain()

    def install(self, team_id: str, who: str | None = None) -> Kept:
        """Somebody in a workspace lets the app in, or once more."""
        oauth = self.runtime.oauth
        assert oauth is not None
        back = self.workspace.authorize(oauth.address("a-state"), team_id, who)
        granted = oauth.granted(parse_qs(urlsplit(back).query)["code"][0])
        kept = keep(self.db, oauth.vault, granted, self.now)
        self.runtime.slack.forget(team_id)
        self.drain()
        return kept

    def user(self, name: str, language: Language | None = None) -> Person:
        """One of the people of the workspace, who may have chosen a language before."""
        if language is not None:
            who = self.workspace.world.user_named(name)
            slack = SlackUser(who.team_id, who.id)
            with self.db.write() as tx:
                person = people.find(tx, slack) or people.add(tx, slack)
                people.set_language(tx, person.id, language)
        return self.workspace.user(name)

    def space(self, channel: str = CHANNEL, name: str = "Jiangsu") -> int:
        """A space for a channel, with everyone in it."""
        viewer = recognise(self.db, SlackUser("T0REGION", "U0METTE"), None, guess=None, now=self.now)
        slack = SlackChannel("T0REGION", self.workspace.world.channel_named(channel).id)
        made, _ = create_space(self.db, viewer, name, ("da", "zh"), slack, now=self.now)
        self.drain()
        return made.id

    def notes(self, space_id: int = 1) -> tuple[Note, ...]:
        """The notes of a space, the last one first."""
        with self.db.read() as tx:
            return notes.latest(tx, keeper(space_id), limit=100)


def card(person: Person, channel: str = CHANNEL) -> Seen:
    """The last message of ours that everyone in the channel sees."""
    return [seen for seen in person.messages(channel) if not seen.ephemeral and seen.name == "Jordbro"][-1]


def cards(person: Person, channel: str = CHANNEL) -> list[Seen]:
    """All messages of ours that everyone in the channel sees."""
    return [seen for seen in person.messages(channel) if not seen.ephemeral and seen.name == "Jordbro"]


@contextmanager
def running(workspace: LocalWorkspace, url: str, *engines: Engine) -> Iterator[Bot]:
    """A bot with a space for the shared channel."""
    made = Bot(workspace, url, *engines)
    try:
        made.space()
        yield made
    finally:
        made.runtime.stop()
