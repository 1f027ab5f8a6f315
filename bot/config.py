"""Settings from the environment or a `.env` file, all problems reported at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

SLACK_API = "https://slack.com/api/"
DATABASE = "sqlite:///var/jordbro.sqlite3"
ENGINE_NAMES = ("local", "libretranslate", "deepl", "google", "microsoft", "baidu")


class Problem(NamedTuple):
    """One thing wrong with one variable. `key` is a catalogue key below `settings.`."""

    variable: str
    key: str


class SettingsError(Exception):
    """The environment cannot be used; `problems` names every reason."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(f"{problem.variable}: {problem.key}" for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class Settings:
    """Everything the processes need to know; secrets stay out of `repr`."""

    slack_bot_token: str = field(default="", repr=False)
    slack_app_token: str = field(default="", repr=False)
    slack_signing_secret: str = field(default="", repr=False)
    slack_api_url: str = SLACK_API
    database_url: str = field(default=DATABASE, repr=False)  # may carry a password
    engines: tuple[str, ...] = ()
    parallel: Mapping[str, int] = field(default_factory=dict)  # engine → requests at once, where not its own number
    models: Path = Path("var/models")
    host: str = "127.0.0.1"
    port: int = 3000
    threads: int = 32
    pictures: bool = True  # drawing one takes half a second of a core, and 85 MB of memory the first time
    process_name: str = ""  # unique among the processes of one store, the same after a restart
    log_level: str = "INFO"
    engine_keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    public_url: str = ""  # at which people's calendar programs reach us; without it there are no calendar addresses
    prose_url: str = ""  # of a server that writes summaries in prose; without it none does
    prose_model: str = ""
    prose_key: str = field(default="", repr=False)

    @property
    def socket_mode(self) -> bool:
        """Whether Slack is reached by Socket Mode and not by HTTP."""
        return bool(self.slack_app_token)


VARIABLES: Mapping[str, str] = {
    "slack_bot_token": "SLACK_BOT_TOKEN",
    "slack_app_token": "SLACK_APP_TOKEN",
    "slack_signing_secret": "SLACK_SIGNING_SECRET",
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
    "log_level": "JORDBRO_LOG_LEVEL",
    "public_url": "JORDBRO_PUBLIC_URL",
    "prose_url": "JORDBRO_PROSE_URL",
    "prose_model": "JORDBRO_PROSE_MODEL",
    "prose_key": "JORDBRO_PROSE_KEY",
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
    problems += _slack_problems(settings)
    if problems:
        raise SettingsError(tuple(problems))
    return settings


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
        read = _READERS.get(item.name, str)
        try:
            values[item.name] = read(written)
        except ValueError as problem:
            problems.append(Problem(variable, str(problem)))
    keys = {name: environ[name].strip() for name in ENGINE_VARIABLES if environ.get(name, "").strip()}
    settings = Settings(**values, engine_keys=keys)  # type: ignore[arg-type]  # the readers give each field its type
    return settings, problems + _engine_problems(settings) + _prose_problems(settings)


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


def _slack_problems(settings: Settings) -> list[Problem]:
    problems = []
    if not settings.slack_bot_token:
        problems.append(Problem("SLACK_BOT_TOKEN", "missing"))
    elif not settings.slack_bot_token.startswith("xoxb-"):
        problems.append(Problem("SLACK_BOT_TOKEN", "not_bot_token"))
    if settings.slack_app_token and not settings.slack_app_token.startswith("xapp-"):
        problems.append(Problem("SLACK_APP_TOKEN", "not_app_token"))
    if not settings.slack_app_token and not settings.slack_signing_secret:
        problems.append(Problem("SLACK_SIGNING_SECRET", "missing_without_app_token"))
    return problems


def _engines(written: str) -> tuple[str, ...]:
    names = tuple(name.strip().lower() for name in written.split(",") if name.strip())
    if any(name not in ENGINE_NAMES for name in names):
        raise ValueError("unknown_engine")
    return names


def _parallel(written: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in filter(None, (part.strip() for part in written.split(","))):
        name, _, count = (word.strip() for word in part.partition("="))
        if name.lower() not in ENGINE_NAMES:
            raise ValueError("unknown_engine")
        if not count.isdecimal() or not 1 <= int(count) <= 100:  # noqa: PLR2004  more no server would thank us for
            raise ValueError("not_parallel")
        found[name.lower()] = int(count)
    return found


def _port(written: str) -> int:
    if not written.isdecimal() or not 0 < int(written) < 65536:  # noqa: PLR2004  the range of TCP ports
        raise ValueError("not_a_port")
    return int(written)


def _pictures(written: str) -> bool:
    if written.lower() not in {"yes", "no"}:
        raise ValueError("not_yes_or_no")
    return written.lower() == "yes"


def _threads(written: str) -> int:
    if not written.isdecimal() or not 1 <= int(written) <= 256:  # noqa: PLR2004  more only costs memory
        raise ValueError("not_a_count")
    return int(written)


def _api_url(written: str) -> str:
    if not written.startswith(("https://", "http://")):
        raise ValueError("not_a_url")
    return written.rstrip("/") + "/"


def _database_url(written: str) -> str:
    scheme, separator, rest = written.partition("://")
    if not separator or scheme.partition("+")[0] not in {"sqlite", "postgresql", "postgres"}:
        raise ValueError("not_a_database")
    host = rest.partition("/")[0].rpartition("@")[2]
    port = host.rpartition("]")[2].partition(":")[2]  # an address of the sixth version stands in brackets
    if port and not port.isdecimal():
        raise ValueError("not_a_database")
    # `postgres://` is what hosting companies write; the driver is always psycopg 3
    return written if scheme.startswith("sqlite") else f"postgresql+psycopg://{rest}"


def _log_level(written: str) -> str:
    if written.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise ValueError("not_a_level")
    return written.upper()


_READERS: Mapping[str, Callable[[str], object]] = {
    "engines": _engines,
    "parallel": _parallel,
    "models": Path,
    "port": _port,
    "threads": _threads,
    "pictures": _pictures,
    "slack_api_url": _api_url,
    "prose_url": _api_url,
    "public_url": _api_url,
    "database_url": _database_url,
    "log_level": _log_level,
}
