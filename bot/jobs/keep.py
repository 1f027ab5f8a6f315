"""Once a day: remove what was kept for long enough."""

from bot.jobs.parts import Args, JobParts
from bot.services.remove_old import remove_old


def run(parts: JobParts, args: Args) -> None:
    """Old notes of spaces that say how long they keep them, old entries of the audit log, leavings."""
    del args
    remove_old(parts.db, parts.audit_months, now=parts.clock())
