"""The composition root: settings in, a bot out; nothing is put together anywhere else."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Protocol, TypeVar, cast, get_args

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot import i18n, log
from bot.config import Settings
from bot.domain.digest_request import DIGEST_WORDS
from bot.domain.engine_choice import EngineWord, Offered
from bot.domain.export import ExportForm, FeedVerb
from bot.domain.grammar import GlossaryVerb, Grammar, PublishWord, Scope, SpaceVerb
from bot.domain.language import LANGUAGES
from bot.domain.person import ROLES
from bot.domain.search_read import FindWord
from bot.domain.summary import Period
from bot.domain.trip import FORMS
from bot.domain.wiki import TargetName
from bot.engines import ENGINES
from bot.engines.base import EngineSettings
from bot.engines.chain import Chain
from bot.engines.clock import WallClock
from bot.engines.guard import Guard
from bot.engines.prose import NAME as PROSE
from bot.engines.prose import ProseServer, ProseSettings
from bot.jobs.parts import JobParts
from bot.services.shared_states import SharedStates
from bot.slack.dispatch import broken
from bot.slack.gateway import TIMEOUT, Gateway, SlackRefused
from bot.slack.gateways import Gateways, Lone, Slack, home_of
from bot.slack.oauth_app import OAuthApp
from bot.slack.vault import Vault
from bot.store.database import Database
from bot.wiki import TARGETS, Target
from handlers import routes
from handlers.middleware import Tools

logger = log.get(__name__)

Meant = TypeVar("Meant", bound=str)


class Jobs(Protocol):
    """What runs jobs: `bot.jobs.durable` in a bot, `bot.jobs.inline` where somebody waits for them."""

    @property
    def running(self) -> bool:
        """Whether somebody looks for work."""

    def start(self) -> None:
        """Begin to run what is due."""

    def stop(self) -> None:
        """Finish what runs, begin nothing more."""

    def wake(self) -> None:
        """There is something new to do."""


@dataclass(frozen=True)
class Runtime:
    """A bot put together."""

    settings: Settings
    db: Database
    slack: Slack
    bolt: App
    chain: Chain
    jobs: Jobs
    prose: ProseServer | None = None
    oauth: OAuthApp | None = None  # where the app can be installed in several workspaces

    def stop(self) -> None:
        """Give everything back."""
        self.jobs.stop()
        for engine in self.chain.engines:
            engine.close()
        if self.prose is not None:
            self.prose.close()
        self.db.close()


def now() -> datetime:
    """The time, as stored: UTC."""
    return datetime.now(UTC)


def build(
    settings: Settings,
    make_jobs: Callable[[JobParts], Jobs],
    *,
    chain: Chain | None = None,
    clock: Callable[[], datetime] = now,
    prose: ProseServer | None = None,
    targets: Mapping[TargetName, Target] = TARGETS,
) -> Runtime:
    """Put a bot together; asks Slack once who we are.

    Raises:
        SlackError: Slack does not know the token, or cannot be reached.
    """
    i18n.load()
    db = Database(settings.database_url)
    slack = speakers(settings, db)
    chain = chain or engines(settings, db)
    offered = tuple(Offered(engine.name, engine.leaves_machine) for engine in chain.engines)
    prose = prose or prose_server(settings)
    if prose is not None:
        offered += (Offered(PROSE, prose.leaves_machine),)
    oauth = oauth_app(settings)
    parts = JobParts(db, slack, chain, clock, prose=prose, oauth=oauth, audit_months=settings.audit_months)
    vault = Vault(settings.token_keys)
    parts = replace(parts, public_url=settings.public_url, pages_url=settings.pages_url, pictures=settings.pictures)
    parts = replace(parts, vault=vault, wikis=settings.wikis, targets=targets)
    jobs = make_jobs(replace(parts, report_template=settings.report_template))
    bolt = _bolt(settings, authorize_by(slack))
    tools = Tools(db, slack, grammar(), clock, jobs.wake, offered, vault, settings.wikis, traffic=parts.traffic)
    tools = replace(tools, pages_url=settings.pages_url)
    routes.register(bolt, tools)
    return Runtime(settings, db, slack, bolt, chain, jobs, prose, oauth)


def speakers(settings: Settings, db: Database) -> Slack:
    """The installations by which we speak: of the token in the environment, and those in the store.

    Raises:
        SlackError: Slack does not know that token, or cannot be reached.
    """
    token = settings.slack_bot_token
    try:
        home = home_of(Gateway(token, settings.slack_api_url)) if token else None
    except SlackRefused as refusal:
        if not settings.slack_client_id:
            raise
        logger.warning("Slack does not accept SLACK_BOT_TOKEN, which can be taken out", why=refusal.code)
        home = None
    if home is not None and not settings.slack_client_id:
        return Lone(home.gateway, home.me)
    return Gateways(db, Vault(settings.token_keys), settings.slack_api_url, home)


def oauth_app(settings: Settings) -> OAuthApp | None:
    """What installs the app in further workspaces, where its id and secret are given."""
    if not settings.slack_client_id:
        return None
    return OAuthApp(
        settings.slack_client_id,
        settings.slack_client_secret,
        settings.slack_api_url,
        settings.public_url,
        Vault(settings.token_keys),
        frozenset(settings.teams),
    )


def engines(settings: Settings, db: Database) -> Chain:
    """The engines that were switched on, in that order; what is known of them is shared by all processes."""
    made = [ENGINES[name](engine_settings(settings)) for name in settings.engines]
    return Chain(made, guard=Guard(WallClock(), SharedStates(db)))


def prose_server(settings: Settings) -> ProseServer | None:
    """The server that writes prose, where one is set up."""
    if not settings.prose_url:
        return None
    return ProseServer(ProseSettings(settings.prose_url, settings.prose_model, settings.prose_key))


def engine_settings(settings: Settings) -> EngineSettings:
    """What engines need of the environment."""
    given = settings.engine_keys
    keys = {
        "deepl": given.get("JORDBRO_DEEPL_KEY", ""),
        "microsoft": given.get("JORDBRO_MICROSOFT_KEY", ""),
        "baidu": given.get("JORDBRO_BAIDU_KEY", ""),
        "libretranslate": given.get("JORDBRO_LIBRETRANSLATE_KEY", ""),
    }
    urls = {
        "deepl": given.get("JORDBRO_DEEPL_URL", ""),
        "libretranslate": given.get("JORDBRO_LIBRETRANSLATE_URL", ""),
    }
    return EngineSettings(
        {name: key for name, key in keys.items() if key},
        {name: url for name, url in urls.items() if url},
        given.get("JORDBRO_MICROSOFT_REGION", ""),
        given.get("JORDBRO_BAIDU_APPID", ""),
        settings.models,
        parallel=settings.parallel,
    )


def grammar() -> Grammar:
    """The words people ask with, from the catalogues."""
    return Grammar(
        {said: (word, language) for word in routes.words() for said, language in i18n.words(f"words.{word}").items()},
        _said("scopes", get_args(Scope)),
        _said("periods", get_args(Period)),
        _said("space_words", get_args(SpaceVerb)),
        _said("language_words", LANGUAGES) | {language: language for language in LANGUAGES},
        _said("engine_words", get_args(EngineWord)),
        glossary_verbs=_said("glossary_words", get_args(GlossaryVerb)),
        export_words=_said("export_words", get_args(ExportForm)),
        feed_words=_said("feed_words", get_args(FeedVerb)),
        digest_words=_said("digest_words", DIGEST_WORDS),
        chart_words=frozenset(i18n.words("chart_words")),
        role_words=_said("role_words", ROLES),
        forget_words=frozenset(i18n.words("forget_words")),
        for_ever_words=frozenset(i18n.words("for_ever_words")),
        inner_words=frozenset(i18n.words("inner_words")),
        find_words=_said("find_words", get_args(FindWord)),
        report_forms=_said("report_forms", FORMS),
        publish_words=_said("publish_words", get_args(PublishWord)),
        report_both=frozenset(i18n.words("report_both")),
    )


def _said(folder: str, kinds: tuple[Meant, ...]) -> dict[str, Meant]:
    return {said: kind for kind in kinds for said in i18n.words(f"{folder}.{kind}")}


def authorize_by(slack: Slack) -> Callable[..., AuthorizeResult | None]:
    """What Bolt asks at every request: through which installation it came. None, and it is refused, for none."""

    def authorize(team_id: str | None = None, enterprise_id: str | None = None) -> AuthorizeResult | None:
        try:
            me = slack.of(team_id or "").me
        except SlackRefused:
            return None
        # Bolt calls no method of Slack's for us, so that it needs no token
        return AuthorizeResult(
            enterprise_id=enterprise_id, team_id=me.team_id, bot_user_id=me.user_id, bot_id=me.bot_id, bot_token=""
        )

    return authorize


def _bolt(settings: Settings, authorize: Callable[..., AuthorizeResult | None]) -> App:
    """Bolt as we use it: it checks signatures, tells surfaces apart, and sends our ack at once."""
    bolt = App(
        signing_secret=settings.slack_signing_secret or "socket mode has no signatures",
        authorize=cast("Callable[..., AuthorizeResult]", authorize),  # None too: Bolt refuses then
        client=WebClient(base_url=settings.slack_api_url, timeout=TIMEOUT),
        process_before_response=True,
        listener_executor=ThreadPoolExecutor(settings.threads, thread_name_prefix="listener"),
        request_verification_enabled=not settings.socket_mode,
    )
    bolt.error(broken)
    return bolt
