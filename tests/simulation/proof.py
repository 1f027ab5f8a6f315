"""What was sent held against what had to be sent, as one account; nothing in it may be wrong."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.domain.mailing import MailingKind
from bot.jobs.mailing import name_for
from bot.store.database import Database
from bot.store.tables import ChannelRow, MailingRow, PersonRow
from tests.simulation import oracle
from tests.simulation.office import Posted
from tests.simulation.play import Played, countries, markers_of

CLOSING = time(18)
_DIGEST: MailingKind = "digest"
_OWN: tuple[MailingKind, ...] = ("reminder", "personal")


@dataclass
class Proof:
    """How many messages came, and every one that came when, where or of what it should not, or did not come."""

    reminders: int = 0
    digests: int = 0
    personal: int = 0
    faults: list[str] = field(default_factory=list)


def prove(played: Played, posted: Iterable[Posted]) -> Proof:
    """Hold what was posted against the rules."""
    proof, kinds = Proof(), _kinds(played)
    by_kind: dict[MailingKind, list[Posted]] = {"reminder": [], "digest": [], "personal": []}
    for one in posted:
        by_kind[kinds[one.once]].append(one)
    proof.reminders, proof.digests, proof.personal = (len(by_kind[kind]) for kind in ("reminder", "digest", "personal"))
    _prove_reminders(played, by_kind["reminder"], proof)
    _prove_digests(played, by_kind["digest"], proof)
    _prove_personal(played, by_kind["personal"], proof)
    return proof


def _kinds(played: Played) -> dict[str, MailingKind]:
    """The id of a message → what it is, for every message there can be."""
    days = [*played.awake, max(played.awake) + oracle.DAY]
    channels = [channel.id for place in played.world.places for channel in place.channels]
    found = {name_for("digest", channel, day): _DIGEST for channel in channels for day in days}
    for kind in _OWN:
        found |= {name_for(kind, person, day): kind for person in played.world.people for day in days}
    return found


def _prove_reminders(played: Played, posted: list[Posted], proof: Proof) -> None:
    people = {f"D{one.person.slack.user_id[1:]}": one for one in played.world.people.values()}
    came: dict[tuple[int, date], list[frozenset[str]]] = {}
    for one in posted:
        somebody = people[one.channel]
        here = one.at.astimezone(ZoneInfo(somebody.zone))
        came.setdefault((somebody.person.id, here.date()), []).append(markers_of(one))
        opens = time.fromisoformat(somebody.chosen.remind_at)
        if not opens <= here.time() < CLOSING or not oracle.works(here.date(), somebody.calendar):
            proof.faults.append(f"outside working hours: {somebody.person.name} at {here}")
    wanted = {(one.person_id, one.day): one.markers for one in played.expected}
    for key in sorted(wanted.keys() | came.keys()):
        found = came.get(key, [])
        if found != ([wanted[key]] if key in wanted else []):
            proof.faults.append(f"reminder of {key}: {found} came, {wanted.get(key)} was due")


def _prove_digests(played: Played, posted: list[Posted], proof: Proof) -> None:
    channels = {
        channel.slack.channel_id: (place, channel) for place in played.world.places for channel in place.channels
    }
    came: Counter[tuple[str, date]] = Counter()
    for one in posted:
        place, channel = channels[one.channel]
        settings = place.settings[channel.id]
        here = one.at.astimezone(ZoneInfo(settings.zone))
        came[one.channel, here.date()] += 1
        working = any(oracle.works(here.date(), calendar) for calendar in countries(channel.languages))
        if not time.fromisoformat(settings.at) <= here.time() < CLOSING or not working or not settings.is_on:
            proof.faults.append(f"digest outside working hours: {one.channel} at {here}")
    proof.faults += [f"digest twice: {key}" for key, count in came.items() if count > 1]
    owed = [one for one in played.owed if one.channel.startswith("C")]
    proof.faults += [f"digest missing: {one}" for one in owed if not came[one.channel, one.day]]


def _prove_personal(played: Played, posted: list[Posted], proof: Proof) -> None:
    people = {f"D{one.person.slack.user_id[1:]}": one for one in played.world.people.values()}
    came: Counter[tuple[str, date]] = Counter()
    for one in posted:
        somebody = people[one.channel]
        here = one.at.astimezone(ZoneInfo(somebody.zone))
        came[one.channel, here.date()] += 1
        opens = time.fromisoformat(somebody.chosen.digest_at)
        asked = somebody.chosen.digest and oracle.works(here.date(), somebody.calendar)
        if not asked or not opens <= here.time() < CLOSING:
            proof.faults.append(f"digest of their own outside working hours: {somebody.person.name} at {here}")
    proof.faults += [f"digest of their own twice: {key}" for key, count in came.items() if count > 1]
    owed = [one for one in played.owed if one.channel.startswith("D")]
    proof.faults += [f"digest of their own missing: {one}" for one in owed if not came[one.channel, one.day]]


def log_of(db: Database) -> Iterable[str]:
    """A line for each message and each decision to send none: recipient, day, when, what it was, and by which rule."""
    with db.read() as tx:
        channels = {row.id: row.channel_id for row in tx.query(ChannelRow)}
        people = {row.id: row.name for row in tx.query(PersonRow)}
        rows = tx.query(MailingRow).order_by(MailingRow.id).all()
    for row in rows:
        who = channels[row.recipient] if row.kind == "digest" else people[row.recipient]
        why = ", ".join(f"{item}:{reason}" for item, reason in row.contents or ())
        yield f"{row.day} {_clock(row.sent_at)} {row.kind:9} {row.state:7} {who:14} {row.rule} {why}".rstrip()


def _clock(when: datetime | None) -> str:
    return f"{when:%Y-%m-%dT%H:%MZ}" if when else "-" * 17
