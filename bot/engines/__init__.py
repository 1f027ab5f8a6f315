"""Everything that translates, behind one contract; vendors are known only in their own module."""

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType

from bot.engines.base import Engine, EngineSettings

__all__ = ["ENGINES", "Engine", "EngineSettings"]


def _later(path: str) -> Callable[[EngineSettings], Engine]:
    """The class at `module:name`, imported when it is built.

    A bot without engines, and `jordbro explain`, never pay for a vendor's package.
    """

    def build(settings: EngineSettings) -> Engine:
        module, name = path.split(":")
        engine: Engine = getattr(import_module(module), name)(settings)
        return engine

    return build


ENGINES: Mapping[str, Callable[[EngineSettings], Engine]] = MappingProxyType(
    {
        "local": _later("bot.engines.local:Local"),
        "google": _later("bot.engines.google:Google"),
        "microsoft": _later("bot.engines.microsoft:Microsoft"),
        "baidu": _later("bot.engines.baidu:Baidu"),
        "libretranslate": _later("bot.engines.libretranslate:LibreTranslate"),
        "deepl": _later("bot.engines.deepl:DeepL"),
    }
)
"""Engine by name. Building one raises `BadCredentials` or `NotInstalled`; it never asks the network."""
