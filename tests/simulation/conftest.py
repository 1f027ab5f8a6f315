"""The PostgreSQL server of the integration tests serves the simulation too."""

from tests.integration.conftest import postgres

__all__ = ["postgres"]
