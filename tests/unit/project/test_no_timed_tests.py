"""No test asserts seconds: how fast something is depends on who else uses the machine (`make bench` shows ratios)."""

import ast
from collections.abc import Collection, Iterator

import pytest

from tests.unit.project.files import ROOT, tracked

CLOCKS = {"monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "process_time", "process_time_ns"} | {
    "thread_time",
    "thread_time_ns",
}
WAITS = {
    "tests/contracts/engines/contract.py",
    "tests/contracts/engines/test_local.py",
    "tests/integration/test_trouble.py",
}
"""Where the product promises to give up after some seconds, and the other side keeps it waiting for far longer."""


def timed(source: str) -> list[int]:
    """The lines of functions that read a clock and compare, in an assertion, what came of it."""
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    clocks = CLOCKS | {function.name for function in functions if _gives_time(function)}
    return sorted({line for function in functions for line in _lines(function, clocks)})


def _gives_time(function: ast.FunctionDef) -> bool:
    read = _read(function, CLOCKS)
    returned = [node.value for node in ast.walk(function) if isinstance(node, ast.Return) and node.value is not None]
    return any(_asks(value, CLOCKS) or _names(value) & read for value in returned)


def _lines(function: ast.FunctionDef, clocks: Collection[str]) -> Iterator[int]:
    read = _read(function, clocks)
    for node in ast.walk(function):
        if isinstance(node, ast.Assert) and (_asks(node.test, clocks) or _names(node.test) & read):
            yield node.lineno


def _read(function: ast.FunctionDef, clocks: Collection[str]) -> set[str]:
    """The names of what was read from a clock, or made of that."""
    set_here = [node for node in ast.walk(function) if isinstance(node, ast.Assign)]
    read = {name for node in set_here if _asks(node.value, clocks) for name in _targets(node)}
    while more := {name for node in set_here if _names(node.value) & read for name in _targets(node)} - read:
        read |= more
    return read


def _targets(node: ast.Assign) -> set[str]:
    return {name for target in node.targets for name in _names(target)}


def _asks(node: ast.AST, clocks: Collection[str]) -> bool:
    called = (one.func for one in ast.walk(node) if isinstance(one, ast.Call))
    return any(
        (one.attr if isinstance(one, ast.Attribute) else one.id) in clocks
        for one in called
        if isinstance(one, ast.Attribute | ast.Name)
    )


def _names(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("began = time.process_time()\n    work()\n    assert time.process_time() - began < 1", [5]),
        ("began = perf_counter()\n    took = perf_counter() - began\n    assert (took < 1, 2) == (True, 2)", [5]),
        ("began, took = monotonic(), 0\n    took = monotonic() - began\n    s = took * 2\n    assert s < 1", [6]),
        ("def taken():\n        return time.monotonic() - began\n    assert min(taken() for _ in range(9)) < 1", [5]),
        ("def taken():\n        return random()\n    assert min(taken() for _ in range(9)) < 1", []),
        ("end = time.monotonic() + 3\n    while time.monotonic() < end:\n        assert work() == 1", []),
        ("assert work() < 1", []),
    ],
)
def test_an_assertion_about_a_clock_is_found(body: str, lines: list[int]) -> None:
    assert timed(f"import time\n\ndef test_x() -> None:\n    {body}\n".replace("\n\n", "\n", 1)) == lines


def test_no_test_asserts_how_long_something_takes() -> None:
    files = [str(path) for path in tracked() if path.suffix == ".py" and path.parts[0] == "tests"]
    found = {
        name: timed((ROOT / name).read_text(encoding="utf-8")) for name in files if "benchmarks" not in name.split("/")
    }

    assert {name for name, lines in found.items() if lines} == WAITS
