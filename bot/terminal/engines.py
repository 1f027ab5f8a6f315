"""`jordbro engines`: which translate here, whether they answer, and the models of the local one."""

import argparse
import sys
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from bot.app import engine_settings
from bot.config import ENGINE_NAMES, Settings
from bot.engines import ENGINES
from bot.engines.base import EngineError
from bot.engines.check import CheckResult, check
from bot.engines.local import install_models, installed
from bot.i18n import t
from bot.terminal.settings import for_store, terminal_language

OUTSIDE = frozenset(ENGINE_NAMES) - {"local", "libretranslate"}  # LibreTranslate is where you run it


def run(options: argparse.Namespace) -> int:
    """List, check or install."""
    settings = for_store(options)
    if options.verb == "install":
        return 0 if install(settings.models) else 1
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
    locale = terminal_language()
    table = Table(t("engines.engine", locale), t("engines.on", locale), t("engines.leaves", locale))
    for name in ENGINE_NAMES:
        on = t("engines.yes", locale) if name in settings.engines else ""
        table.add_row(name, on, t("engines.yes" if name in OUTSIDE else "engines.no", locale))
    Console().print(table)
    return 0


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
            print(f"{name}: {type(problem).__name__} {problem.reason}")
            results.append(False)
            continue
        try:
            results.append(_shown(check(engine)))
        finally:
            engine.close()
    return 0 if all(results) else 1


def _shown(result: CheckResult) -> bool:
    for tried in result.tried:
        said = tried.answer if tried.error is None else tried.error
        print(
            f"{result.engine} {tried.pair.source}→{tried.pair.target} {tried.seconds:.1f} s: {tried.sentence} → {said}"
        )
    return result.works
