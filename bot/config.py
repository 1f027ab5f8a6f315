"""Settings from the environment or a `.env` file, all problems reported at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from bot.config_values import ENGINE_NAMES, READERS

__all__ = [
    "DATABASE",
    "ENGINE_NAMES",
    "ENGINE_VARIABLES",
    "SLACK_API",
    "VARIABLES",
    "Problem",
    "Settings",
    "SettingsError",
    "load",
    "load_for_slack",
    "load_what_can_be",
    "read_environment",
]

SLACK_API = "https://slack.com/api/"
DATABASE = "sqlite:///var/jordbro.sqlite3"


class Problem(NamedTuple):
    """One thing wrong with one variable. `key` is a catalogue key below `settings.`."""

    variable: str
    key: str


class SettingsError(Exception):
    """The environment cannot be used; `problems` names every reason."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(f"{problem.variable}: {problem.key}" for problem in problems))
        self.problems = problems


AT_HOME = frozenset({"localhost", "127.0.0.1", "::1"})
"""Hosts that are this machine: what goes there is listened to by nobody."""


@dataclass(frozen=True)
class Settings:
    """Everything the processes need to know; secrets stay out of `repr`."""

    slack_bot_token: str = field(default="", repr=False)
    slack_app_token: str = field(default="", repr=False)
    slack_signing_secret: str = field(default="", repr=False)
    slack_client_id: str = ""  # with it the app can be installed in several workspaces
    slack_client_secret: str = field(default="", repr=False)
    token_keys: tuple[str, ...] = field(default=(), repr=False)  # the first encrypts, all decrypt
    teams: tuple[str, ...] = ()  # the workspaces in which the app may be installed; without one, in any
    slack_api_url: str = field(default=SLACK_API, repr=False)  # may carry a password
    database_url: str = field(default=DATABASE, repr=False)  # may carry a password
    engines: tuple[str, ...] = ()
    parallel: Mapping[str, int] = field(default_factory=dict)  # engine → requests at once, where not its own number
    models: Path = Path("var/models")
    host: str = "127.0.0.1"
    port: int = 3000
    threads: int = 32
    pictures: bool = True  # drawing one takes half a second of a core, and 85 MB of memory the first time
    process_name: str = ""  # unique among the processes of one store, the same after a restart
    audit_months: int = 60  # how long it stays written down who read and changed what
    log_level: str = "INFO"
    log_format: str = "text"  # or "json"
    ops_port: int = 0  # of health and figures, on this machine only; 0: none
    engine_keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    public_url: str = ""  # at which people and their calendar programs reach us; without it there are no pages
    prose_url: str = field(
        default="", repr=False
    )  # may carry a password; of a server that writes summaries in prose; without it none does
    prose_model: str = ""
    prose_key: str = field(default="", repr=False)
    wikis: tuple[str, ...] = ()  # addresses below which spaces may be published; without one, nowhere
    report_template: Path | None = None  # a folder with templates for Word, or one template; without it, ours

    @property
    def socket_mode(self) -> bool:
        """Whether Slack is reached by Socket Mode and not by HTTP."""
        return bool(self.slack_app_token)

    @property
    def pages_url(self) -> str:
        """Where people read our pages: the public address, if what signs them in cannot be listened to on the way."""
        try:
            address = urlsplit(self.public_url)
        except ValueError:
            return ""
        is_safe = address.scheme == "https" or address.hostname in AT_HOME
        return self.public_url if is_safe else ""

    @property
    def secrets(self) -> tuple[str, ...]:
        """Everything that must never be shown: tokens, keys, and the passwords in addresses."""
        given = (self.slack_bot_token, self.slack_app_token, self.slack_signing_secret, self.slack_client_secret)
        keys = (value for name, value in self.engine_keys.items() if name.endswith("_KEY"))
        addresses = (self.database_url, self.prose_url, self.slack_api_url, self.public_url, *self.engine_keys.values())
        passwords = (password for address in addresses for password in _passwords(address))
        return tuple(filter(None, (*given, *self.token_keys, self.prose_key, *keys, *passwords)))


VARIABLES: Mapping[str, str] = {
    "slack_bot_token": "SLACK_BOT_TOKEN",
    "slack_app_token": "SLACK_APP_TOKEN",
    "slack_signing_secret": "SLACK_SIGNING_SECRET",
    "slack_client_id": "SLACK_CLIENT_ID",
    "slack_client_secret": "SLACK_CLIENT_SECRET",
    "token_keys": "JORDBRO_TOKEN_KEYS",
    "teams": "JORDBRO_TEAMS",
    "slack_api_url": "SLACK_API_URL",
    "database_url": "DATABASE_URL",
    "engines": "JORDBRO_ENGINES",
    "parallel": "JORDBRO_PARALLEL",
    "models": "JORDBRO_MODELS",
    "host": "JORDBRO_HOST",
    "port": "JORDBRO_PORT",
    "threads": "JORDBRO_THREADS",
    "pictures": "JORDBRO_PICTURES",
    "process_name": "JORDBRO_PROCESS_NAME",
    "audit_months": "JORDBRO_AUDIT_MONTHS",
    "log_level": "JORDBRO_LOG_LEVEL",
    "log_format": "JORDBRO_LOG_FORMAT",
    "ops_port": "JORDBRO_OPS_PORT",
    "public_url": "JORDBRO_PUBLIC_URL",
    "prose_url": "JORDBRO_PROSE_URL",
    "prose_model": "JORDBRO_PROSE_MODEL",
    "prose_key": "JORDBRO_PROSE_KEY",
    "report_template": "JORDBRO_REPORT_TEMPLATE",
    "wikis": "JORDBRO_WIKIS",
}
ENGINE_VARIABLES: tuple[str, ...] = (
    "JORDBRO_DEEPL_KEY",
    "JORDBRO_DEEPL_URL",
    "JORDBRO_MICROSOFT_KEY",
    "JORDBRO_MICROSOFT_REGION",
    "JORDBRO_BAIDU_APPID",
    "JORDBRO_BAIDU_KEY",
    "JORDBRO_LIBRETRANSLATE_URL",
    "JORDBRO_LIBRETRANSLATE_KEY",
)
_REQUIRED_KEYS: Mapping[str, tuple[str, ...]] = {
    "deepl": ("JORDBRO_DEEPL_KEY",),
    "microsoft": ("JORDBRO_MICROSOFT_KEY",),
    "baidu": ("JORDBRO_BAIDU_APPID", "JORDBRO_BAIDU_KEY"),
    "libretranslate": ("JORDBRO_LIBRETRANSLATE_URL",),
}


def load(environ: Mapping[str, str]) -> Settings:
    """Read the settings that need no Slack: store, engines, logging.

    Raises:
        SettingsError: with every value that cannot be used.
    """
    settings, problems = _read(environ)
    if problems:
        raise SettingsError(tuple(problems))
    return settings


def load_for_slack(environ: Mapping[str, str]) -> Settings:
    """Read the settings and ask for what `serve` needs as well.

    Raises:
        SettingsError: with every value that is missing or cannot be used.
    """
    settings, problems = _read(environ)
    problems += _slack_problems(settings, environ)
    if problems:
        raise SettingsError(tuple(problems))
    return settings


def load_what_can_be(environ: Mapping[str, str]) -> Settings:
    """Read what can be used, and leave the rest as if it was not written: for whoever looks what is wrong."""
    return _read(environ)[0]


def read_environment(environ: Mapping[str, str], dotenv: Path) -> dict[str, str]:
    """The environment on top of a `.env` file; an unset or empty variable lets the file speak."""
    from dotenv import dotenv_values  # noqa: PLC0415  `jordbro explain` must not wait for it

    from_file = {name: value for name, value in dotenv_values(dotenv).items() if value is not None}
    return from_file | {name: value for name, value in environ.items() if value}


def _read(environ: Mapping[str, str]) -> tuple[Settings, list[Problem]]:
    problems: list[Problem] = []
    values: dict[str, object] = {}
    for item in fields(Settings):
        variable = VARIABLES.get(item.name)
        written = environ.get(variable, "").strip() if variable else ""
        if not variable or not written:
            continue
        read = READERS.get(item.name, str)
        try:
            values[item.name] = read(written)
        except ValueError as problem:
            problems.append(Problem(variable, str(problem)))
    keys = {name: environ[name].strip() for name in ENGINE_VARIABLES if environ.get(name, "").strip()}
    settings = Settings(**values, engine_keys=keys)  # type: ignore[arg-type]  # the readers give each field its type
    problems += _engine_problems(settings) + _prose_problems(settings) + _port_problems(settings)
    return settings, problems + _wiki_problems(settings, environ)


def _engine_problems(settings: Settings) -> list[Problem]:
    return [
        Problem(variable, "needed_by_engine")
        for engine in settings.engines
        for variable in _REQUIRED_KEYS.get(engine, ())
        if variable not in settings.engine_keys
    ]


def _prose_problems(settings: Settings) -> list[Problem]:
    if not settings.prose_url:
        return []
    problems = [] if settings.prose_model else [Problem("JORDBRO_PROSE_MODEL", "needed_by_prose")]
    if find_spec("openai") is None:
        problems.append(Problem("JORDBRO_PROSE_URL", "prose_not_installed"))
    return problems


def _wiki_problems(settings: Settings, given: Mapping[str, str]) -> list[Problem]:
    """Passwords of wikis are kept encrypted or not at all."""
    has_keys = settings.token_keys or given.get("JORDBRO_TOKEN_KEYS", "").strip()
    return [Problem("JORDBRO_TOKEN_KEYS", "needed_by_wikis")] if settings.wikis and not has_keys else []


def _port_problems(settings: Settings) -> list[Problem]:
    return [Problem("JORDBRO_OPS_PORT", "same_port")] if settings.ops_port == settings.port else []


def _slack_problems(settings: Settings, given: Mapping[str, str]) -> list[Problem]:
    problems = _install_problems(settings, given)
    if not settings.slack_bot_token and not settings.slack_client_id:
        problems.append(Problem("SLACK_BOT_TOKEN", "missing"))
    elif settings.slack_bot_token and not settings.slack_bot_token.startswith("xoxb-"):
        problems.append(Problem("SLACK_BOT_TOKEN", "not_bot_token"))
    if settings.slack_app_token and not settings.slack_app_token.startswith("xapp-"):
        problems.append(Problem("SLACK_APP_TOKEN", "not_app_token"))
    if not settings.slack_app_token and not settings.slack_signing_secret:
        problems.append(Problem("SLACK_SIGNING_SECRET", "missing_without_app_token"))
    return problems


def _install_problems(settings: Settings, given: Mapping[str, str]) -> list[Problem]:
    """What installing in several workspaces needs is given as a whole or not at all.

    One that was given and cannot be used is told as that, not as missing.
    """
    needed = ("SLACK_CLIENT_SECRET", "JORDBRO_TOKEN_KEYS", "JORDBRO_PUBLIC_URL")
    if settings.slack_client_id:
        return [Problem(name, "needed_to_install") for name in needed if not given.get(name, "").strip()]
    alone = settings.slack_client_secret or (settings.token_keys and not settings.wikis)
    return [Problem("SLACK_CLIENT_ID", "needed_to_install")] if alone else []


def _passwords(address: str) -> tuple[str, ...]:
    """The password in an address, as written there and as meant."""
    try:
        written = urlsplit(address).password or ""
    except ValueError:
        return ()
    return (written, unquote(written))
