"""`jordbro engines`: which translate here, whether they answer, what they did, and the models of the local one."""

import argparse
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from bot.app import engine_settings
from bot.config import ENGINE_NAMES, Settings
from bot.domain.engine_state import NOTHING, EngineState
from bot.domain.language import Language
from bot.engines import ENGINES
from bot.engines.base import EngineError
from bot.engines.check import CheckResult, check
from bot.engines.local import install_models, installed
from bot.i18n import t
from bot.services.shared_states import known_states
from bot.store.database import DatabaseUnavailable
from bot.terminal import engines_usage
from bot.terminal.as_text import as_text
from bot.terminal.engines_usage import opened
from bot.terminal.printing import shown
from bot.terminal.settings import for_store, terminal_language

KINDS = frozenset({"RateLimited", "BadCredentials", "NotInstalled", "EngineBroken", "BadAnswer"})
OUTSIDE = frozenset(ENGINE_NAMES) - {"local", "libretranslate"}  # LibreTranslate is where you run it


def run(options: argparse.Namespace) -> int:
    """List, check, count or install."""
    settings = for_store(options)
    if options.verb == "install":
        return 0 if install(settings.models) else 1
    if options.verb == "usage":
        return engines_usage.show(settings, options.days, options.space)
    return _list(settings) if options.verb == "list" else _check(settings)


def install(models: Path) -> bool:
    """Download the models of the local engine that are missing; False, with a sentence, when that failed."""
    locale = terminal_language()
    if installed(models):
        print(t("engines.installed", locale, folder=str(models)))
        return True
    try:
        with Progress() as bar:
            task = bar.add_task(t("engines.installing", locale), total=None)
            install_models(models, lambda done, total, _next: bar.update(task, completed=done, total=total))
    except EngineError as problem:
        print(t("engines.not_installed", locale, why=problem.reason or type(problem).__name__), file=sys.stderr)
        return False
    print(t("engines.installed", locale, folder=str(models)))
    return True


def _list(settings: Settings) -> int:
    """The engines in the order they are asked, then those that are not switched on."""
    locale, now = terminal_language(), datetime.now().astimezone()
    states = _states(settings)
    table = Table(*(t(f"engines.{column}", locale) for column in ("order", "engine", "on", "leaves", "now")))
    for name in (*settings.engines, *(name for name in ENGINE_NAMES if name not in settings.engines)):
        on = name in settings.engines
        table.add_row(
            str(settings.engines.index(name) + 1) if on else "",
            name,
            t("engines.yes", locale) if on else "",
            t("engines.yes" if name in OUTSIDE else "engines.no", locale),
            as_text(told(states.get(name, NOTHING), now, locale)) if on and states is not None else "",
        )
    for name in sorted(
        (states or {}).keys() - set(ENGINE_NAMES)
    ):  # what is guarded like an engine, such as who writes prose
        table.add_row("", name, "", "", as_text(told((states or {})[name], now, locale)))
    Console().print(table)
    if states is None:
        print(t("engines.store_unknown", locale), file=sys.stderr)
    return 0


def _states(settings: Settings) -> Mapping[str, EngineState] | None:
    """What the processes hold against engines; None where the store cannot be asked."""
    try:
        with opened(settings) as db:
            return known_states(db) if db else {}
    except DatabaseUnavailable:
        return None


def told(state: EngineState, now: datetime, locale: Language) -> str:
    """What is to be known of an engine now, its reason last: kinds and codes, never a key or what people wrote."""
    moment = now.timestamp()
    if not state.rests(moment):
        return t("engines.failed", locale, count=state.failures) if state.failures else t("engines.ready", locale)
    why = t(f"engines.why.{state.kind if state.kind in KINDS else 'EngineBroken'}", locale)
    why = f"{why} ({state.reason})" if state.reason else why
    if state.closed_until <= moment:
        return t("engines.tried", locale, why=why)
    until = datetime.fromtimestamp(state.closed_until, now.tzinfo)
    when = f"{until:%H:%M}" if until.date() == now.date() else f"{until:%Y-%m-%d %H:%M}"
    return t("engines.rests", locale, when=when, why=why)


def _check(settings: Settings) -> int:
    locale = terminal_language()
    if not settings.engines:
        print(t("engines.none_on", locale))
        return 1
    results = []
    for name in settings.engines:
        try:
            engine = ENGINES[name](engine_settings(settings))
        except EngineError as problem:
            print(f"{name}: {type(problem).__name__} {shown(str(problem.reason))}")
            results.append(False)
            continue
        try:
            results.append(_shown(check(engine)))
        finally:
            engine.close()
    return 0 if all(results) else 1


def _shown(result: CheckResult) -> bool:
    for tried in result.tried:
        said = shown(str(tried.answer if tried.error is None else tried.error))
        print(
            f"{result.engine} {tried.pair.source}→{tried.pair.target} {tried.seconds:.1f} s: {tried.sentence} → {said}"
        )
    return result.works
