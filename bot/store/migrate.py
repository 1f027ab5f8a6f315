"""Bring a store to the tables of this version."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from bot.store.database import Database


def migrate(db: Database) -> None:
    """Run what has not been run yet of the migrations.

    Foreign keys are off meanwhile: a batch rebuild of a parent table would delete its children.
    """
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.rollback()
            connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
        if connection.dialect.name == "sqlite":
            connection.connection.cursor().execute("PRAGMA foreign_keys=ON")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config
