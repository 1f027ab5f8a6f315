"""What the doctor looks at in the engines: each that is switched on translates one sentence each way."""

from collections.abc import Iterator

from bot.app import engine_settings
from bot.engines import ENGINES
from bot.engines.base import EngineError
from bot.engines.check import check
from bot.terminal.finding import Finding, Patient, note, ok, wrong


def engines(patient: Patient) -> Iterator[Finding]:
    """Ask each engine; this sends it the two sentences of `jordbro engines check`."""
    if not patient.settings.engines:
        yield note("engines_none")
    for name in patient.settings.engines:
        yield _asked(patient, name)


def _asked(patient: Patient, name: str) -> Finding:
    try:
        engine = ENGINES[name](engine_settings(patient.settings))
    except EngineError as problem:
        return wrong("engine_wrong", engine=name, why=problem.reason or type(problem).__name__)
    try:
        result = check(engine)
    finally:
        engine.close()
    failed = next((one.error for one in result.tried if one.error is not None), None)
    if failed is not None:
        return wrong("engine_wrong", engine=name, why=failed)
    return ok("engine_ok", engine=name, seconds=f"{max(one.seconds for one in result.tried):.1f}")
