"""One random history: people come and go, channels are shared and split, notes are written, everybody asks."""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from bot.domain.person import Sides
from bot.services.plan_mailings import plan_mailings
from bot.services.read_feed import read_feed
from bot.workspace.model import Channel, User
from bot.workspace.seen import Surface
from tests.histories.bot import HistoryBot
from tests.histories.eyes import MARK, Eyes, Sight
from tests.histories.truth import Truth, Written

TEAMS = ("T0REGION", "T0JEPD")
INSIDE = ("T0REGION", "U0METTE")
PRESSED = ("item.", "note.", "list.", "review.", "history.", "summary.", "digest.", "actions.", "open.")
"""The buttons that show or change the record; those that move channels between spaces are steps of their own."""
ASKED = (
    "opgaver alle", "opgaver xlsx", "opgaver csv", "opgaver kalender", "opgaver graf", "resumé", "resumé måned",
    "gennemse", "ordliste", "overblik eksempel", "overblik", "samarbejde", "hjælp", "indstillinger",
)  # fmt: skip


@dataclass
class Told:
    """What a history did, and what was wrong in it."""

    seed: int
    steps: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    shown: int = 0  # marks that came before eyes that may see them
    internal: int = 0  # of those, marks of internal notes


class History:
    """One history in one workspace, from one seed."""

    def __init__(self, bot: HistoryBot, seed: int) -> None:
        self.bot, self.told = bot, Told(seed)
        self._chance = random.Random(seed)  # noqa: S311  chance, not secrecy
        self._world = bot.workspace.world
        self._eyes = Eyes(bot.workspace.ws)
        self.truth = Truth(self._world)
        self._typed: set[tuple[str, str]] = set()  # (user id, mark): what people typed may come back to them
        self._marks = 0

    def play(self, steps: int) -> Told:
        """Play it: after each step nobody may have seen what is not theirs, and in the end nobody lacks what is."""
        self._begin()
        for _ in range(steps):
            act = self._chance.choices([act for act, _ in self._acts()], [weight for _, weight in self._acts()])[0]
            with suppress(ValueError):  # the workspace says that nobody could do that
                act()
            self._check()
        self._ask_for_everything()
        return self.told

    # --- the beginning ---

    def _begin(self) -> None:
        self._say("U0METTE", "jord-jiangsu", "samarbejde opret Jiangsu")
        self._bind("jord-jiangsu", "Jiangsu")
        if self._chance.random() < 0.5:
            self._say("U0METTE", "jord-lukket", "samarbejde opret Lukket")
            self._bind("jord-lukket", "Lukket")
        else:
            self._say("U0METTE", "jord-lukket", "samarbejde knyt Jiangsu")
            self._bind("jord-lukket", "Jiangsu")
        mode: Sides = self._chance.choice(("off", "teams", "teams", "named"))
        self.bot.set_sides("Jiangsu", mode)
        if mode == "teams":
            self.truth.by_team.add("Jiangsu")
        if mode == "named":
            for user_id in ("U0METTE", "U0LARS", "U0WANG"):
                self._name("dansk", user_id)
            for user_id in ("U0LI", "U0CHEN", "U0SUN"):
                self._name("kinesisk", user_id)

        shared = self._world.channel_named("jord-jiangsu")
        for user_id in ("U0METTE", "U0LI"):
            for internal in (False, True):
                self._log(self._world.users[user_id], shared, internal=internal)
        self._check()

    def _bind(self, channel: str, space: str) -> None:
        self.truth.bound.append((self._world.channel_named(channel), space))

    def _name(self, side: str, user_id: str) -> None:
        self.bot.set_side("Jiangsu", user_id, side)
        self.truth.sides["Jiangsu", user_id] = side

    # --- what happens ---

    def _acts(self) -> list[tuple[Callable[[], None], int]]:
        return [
            (self._write, 5), (self._write_internal, 4), (self._ask, 12), (self._press, 8), (self._home, 3),
            (self._join, 4), (self._leave, 4), (self._share, 2), (self._split, 2), (self._rename, 2),
            (self._uninstall, 1), (self._install, 2), (self._sleep, 3),
        ]  # fmt: skip

    def _write(self) -> None:
        user, channel = self._someone(), self._some_channel()
        if user.id in channel.members and self._reaches(channel):
            self._log(user, channel, internal=False)

    def _write_internal(self) -> None:
        user, channel = self._someone(), self._some_channel()
        if user.id in channel.members and self._reaches(channel):
            self._log(user, channel, internal=True)

    def _log(self, user: User, channel: Channel, *, internal: bool) -> None:
        space, mark = self._space_of(channel), self._mark()
        side = self.truth.side(user, space) if internal and space else None
        words = "referat intern: " if internal else "referat "
        self._say(user.id, channel.name_for(user.team_id), words + self._words(mark))
        if space and (side or not internal):
            self.truth.written.append(Written(mark, space, side))

    def _words(self, mark: str) -> str:
        owner = self._chance.choice(("CLEAN", "JEPD", f"{mark} ApS"))
        due = self.bot.now + timedelta(days=self._chance.choice((0, 1, 3, 30)))
        lines = (f"Møde {mark}", f"Dato: {self.bot.now:%d.%m.%Y}", f"1. Grund {mark} er forurenet.")
        return "\n".join((*lines, f"- [ ] @{owner} sender {mark} senest {due:%d.%m.%Y}"))

    def _ask(self) -> None:
        user = self._someone()
        words = self._chance.choice((*ASKED, f"resumé Mærke{self._chance.randint(1, self._marks or 1)}Q", "resumé §1"))
        channels = [None, *(one.name_for(user.team_id) for one in self._channels_of(user) if self._reaches(one))]
        self._say(user.id, self._chance.choice(channels), words)

    def _home(self) -> None:
        user = self._someone()
        self._note("home", user.id)
        self.bot.workspace.user(user.id).open_home()

    def _press(self) -> None:
        user = self._someone()
        person = self.bot.workspace.user(user.id)
        surfaces: list[Surface] = [one for one in (person.modal, person.home) if one is not None]
        for name in (None, *(one.name_for(user.team_id) for one in self._channels_of(user))):
            with suppress(LookupError):
                surfaces += [one for one in person.messages(name) if one.buttons][-6:]
        if not surfaces:
            return
        surface = self._chance.choice(surfaces)
        buttons = [one for one in surface.buttons.values() if one[1].startswith(PRESSED)]
        if buttons:
            _, action_id, value = self._chance.choice(buttons)
            self._note("press", user.id, action_id, str(value))
            person.press(action_id=action_id, value=value, on=surface)
        if person.modal is not None and self._chance.random() < 0.7:
            with suppress(LookupError, ValueError):
                person.submit() if self._chance.random() < 0.6 else person.close_modal(everything=True)

    def _join(self) -> None:
        user, channel = self._someone(), self._some_channel()
        self._note("join", user.id, channel.id)
        self.bot.workspace.join(user.id, channel.id)

    def _leave(self) -> None:
        channel = self._some_channel()
        people = [one for one in channel.members if not self._world.users[one].is_bot]
        if people:
            user_id = self._chance.choice(people)
            self._note("leave", user_id, channel.id)
            self.bot.workspace.leave(user_id, channel.id)

    def _share(self) -> None:
        channel = self._some_channel()
        new_id = self.bot.workspace.ws.new_id("C") if channel.is_private else None
        self._note("share", channel.id, str(new_id))
        self.bot.workspace.share(channel.id, next(team for team in TEAMS if team != channel.team_ids[0]), new_id=new_id)

    def _split(self) -> None:
        channel = self._some_channel()
        if len(channel.team_ids) < 2:
            return
        self._note("split", channel.id)
        space, heard = self._space_of(channel), self._has_bot(channel, channel.team_ids[1])
        copy = self.bot.workspace.unshare(channel.id, channel.team_ids[1])
        if space and heard:
            self.truth.bound.append((copy, space))

    def _rename(self) -> None:
        channel = self._some_channel()
        self._note("rename", channel.id)
        self.bot.workspace.change_channel_id(channel.id, self.bot.workspace.ws.new_id("C"))

    def _uninstall(self) -> None:
        installed = list(self.bot.workspace.app.installations)
        if len(installed) > 1:
            team_id = self._chance.choice(installed)
            self._note("uninstall", team_id)
            self.bot.workspace.uninstall(team_id)

    def _install(self) -> None:
        missing = [team for team in TEAMS if team not in self.bot.workspace.app.installations]
        for team_id in missing:
            self._note("install", team_id)
            self.bot.install(team_id)
            channel = self._some_channel()
            with suppress(ValueError):
                self.bot.workspace.join(self.bot.workspace.app.installations[team_id].bot_user_id, channel.id)

    def _sleep(self) -> None:
        self.bot.now += timedelta(hours=self._chance.choice((3, 12, 24)))
        self._note("sleep", str(self.bot.now))
        plan_mailings(self.bot.db, now=self.bot.now)
        self.bot.sweep()
        self.bot.drain()
        self._read_calendars()

    def _read_calendars(self) -> None:
        """What the secret addresses give that people were told: a program asks with nothing but the address."""
        for user_id, token in self._eyes.addresses():
            feed = read_feed(self.bot.db, token)
            shown = set(MARK.findall(repr(feed)))
            seen = self.truth.seen_by(self._world.users[user_id])
            self.told.leaks += [f"{user_id} {mark} in their calendar" for mark in sorted(shown - seen)]
            self.told.shown += len(shown)

    # --- looking ---

    def _check(self) -> None:
        for sight in self._eyes.look():
            user = self._world.users[sight.user_id]
            own = (user.id, sight.mark) in self._typed and not sight.everyone
            if not own and (
                sight.mark not in self.truth.seen_by(user) or (sight.everyone and self._is_internal(sight))
            ):
                self.told.leaks.append(f"{sight} after {self.told.steps[-3:]}")
            self.told.shown += 1
            self.told.internal += self._is_internal(sight)
        carried = {mark for words in self.bot.carrier.carried for mark in MARK.findall(words)}
        kept = {note.mark for note in self.truth.written if note.side}
        self.told.leaks += [f"{mark} left the machine" for mark in sorted(carried & kept)]

    def _is_internal(self, sight: Sight) -> bool:
        return any(note.side for note in self.truth.written if note.mark == sight.mark)

    def _ask_for_everything(self) -> None:
        """Whoever sees something finds it when they ask: what shows nothing to anybody proves nothing."""
        for user in [one for one in self._world.users.values() if not one.is_bot]:
            reached = [one for one in self._channels_of(user) if self._reaches(one) and self._space_of(one)]
            for channel in reached[:1]:
                space = self._space_of(channel)
                written = [note for note in self.truth.written if note.space == space]
                wanted = {note.mark for note in written if self.truth.sees(user, note)}
                before = len(self._seen(user, channel))
                for page in range(1 + len(wanted) // 10):
                    del page
                    self._say(user.id, channel.id, "resumé måned")
                self._say(user.id, channel.id, "opgaver alle")
                self._check()
                found = " ".join(self._seen(user, channel)[before:])
                self.told.missing += [f"{user.id} {mark}" for mark in sorted(wanted)[:5] if mark not in found]

    def _seen(self, user: User, channel: Channel) -> list[str]:
        """By its id: two channels that were one once may have the same name."""
        return [one.plain for one in self.bot.workspace.user(user.id).messages(channel.id)]

    # --- who and where ---

    def _say(self, user_id: str, channel: str | None, words: str) -> None:
        self._note("say", user_id, str(channel), words.replace("\n", " / "))
        self._typed |= {(user_id, mark) for mark in MARK.findall(words)}
        person = self.bot.workspace.user(user_id)
        with suppress(LookupError):  # somebody who meets us nowhere
            person.dm(words) if channel is None else person.mention(f"@jordbro {words}", channel)

    def _note(self, *words: str) -> None:
        self.told.steps.append(" ".join(words))

    def _mark(self) -> str:
        self._marks += 1
        return f"Mærke{self._marks}Q"

    def _someone(self) -> User:
        return self._chance.choice([one for one in self._world.users.values() if not one.is_bot])

    def _some_channel(self) -> Channel:
        named = [one for one in self._world.channels.values() if not one.is_im and one.name != "kantine"]
        return self._chance.choice(named)

    def _channels_of(self, user: User) -> list[Channel]:
        return [one for one in self._world.channels.values() if not one.is_im and user.id in one.members]

    def _space_of(self, channel: Channel) -> str | None:
        return next((space for one, space in self.truth.bound if one is channel), None)

    def _reaches(self, channel: Channel) -> bool:
        """Whether a bot of ours is in a channel."""
        return any(self._has_bot(channel, team_id) for team_id in channel.team_ids)

    def _has_bot(self, channel: Channel, team_id: str) -> bool:
        at = self.bot.workspace.app.installations.get(team_id)
        return at is not None and at.bot_user_id in channel.members
