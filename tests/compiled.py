"""SQL that is compiled once in a run: each test opens a store of its own, but asks it the same questions."""

from sqlalchemy import Connection, Dialect, Engine, event
from sqlalchemy.util import LRUCache

MOST = 3000  # statements; the suite has some hundreds for each kind of database

_compiled: LRUCache[object, object] = LRUCache(MOST)
_dialects: dict[tuple[str, str], Dialect] = {}


def keep_compiled() -> None:
    """Let every engine from now on use what another one of its kind has compiled."""
    event.listen(Engine, "engine_connect", _share)


def _share(connection: Connection) -> None:
    own = connection.dialect
    connection.dialect = _dialects.setdefault((own.name, own.driver), own)  # what is compiled is kept by its dialect
    connection.execution_options(compiled_cache=_compiled)
