"""The three ways partners work together, each a world: app on one side, app on both sides, partners as guests.

In all of them the same people have the same names and stand in the same relation to the channel `jord-jiangsu`:
mette and lars are inside, li is a partner in it, chen is a partner in it who may leave (Slack tells no time zone of
chen), wang is a guest of several channels and sun a guest of this channel alone, zhao is a partner in no channel, and
anne is a colleague in no channel with the app. `jord-lukket` is the region's own private channel, with the app.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.workspace.model import Channel, User
from bot.workspace.scenario import APP_ID, JEPD, REGION, standard_workspace
from bot.workspace.world import World

CHANNEL, PRIVATE, THEIR_OWN = "C0JIANGSU", "G0LUKKET", "C0NEIBU"


def one_side() -> World:
    """Build a channel shared by Slack Connect, with the app on the Danish side only."""
    world = standard_workspace()
    danish, chinese = "Europe/Copenhagen", "Asia/Shanghai"
    world.add_user(User("U0ANNE", REGION, "anne", "Anne Skov", "da", "en-US", danish))
    world.add_user(User("U0CHEN", JEPD, "chen", "陈静", "zh", "zh-CN"))
    world.add_user(
        User("U0SUN", REGION, "sun", "孙丽", "zh", "zh-CN", chinese, is_restricted=True, is_ultra_restricted=True)
    )
    world.channels[CHANNEL].members += ["U0CHEN", "U0WANG", "U0SUN"]
    world.channels["C0KANTINE"].members.append("U0ANNE")
    bot = world.apps[APP_ID].installations[REGION].bot_user_id
    world.add_channel(Channel(PRIVATE, "jord-lukket", [REGION], ["U0METTE", "U0LARS", bot], is_private=True))
    world.add_channel(Channel(THEIR_OWN, "内部", [JEPD], ["U0LI", "U0CHEN"]))
    return world


def both_sides() -> World:
    """Build the same with the app in both teams, and the other side's bot in the shared channel and in `内部`."""
    world = one_side()
    theirs = world.install(APP_ID, JEPD).bot_user_id
    world.channels[CHANNEL].members.append(theirs)
    world.channels[THEIR_OWN].members.append(theirs)
    return world


def guests() -> World:
    """Build one team in which the partners are: li, chen and zhao members, wang and sun guests; nothing is shared."""
    world = one_side()
    for name in ("U0LI", "U0CHEN", "U0ZHAO"):
        world.users[name].team_id = REGION
    world.channels[CHANNEL].team_ids = [REGION]
    del world.channels[THEIR_OWN], world.teams[JEPD]
    return world


SETUPS: Mapping[str, Callable[[], World]] = MappingProxyType({
    "one_side": one_side, "both_sides": both_sides, "guests": guests,
})  # fmt: skip
