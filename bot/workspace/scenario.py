"""The workspace most tests and the demo start from: a Danish region and a Chinese department share a channel."""

from dataclasses import replace

from bot.workspace.model import App, Channel, Command, Shortcut, Team, User
from bot.workspace.world import World

REGION, JEPD = "T0REGION", "T0JEPD"
APP_ID = "A0JORDBRO"

COMMANDS = (
    Command("/note", "Log a meeting note", "[text]"),
    Command("/actions", "Open action items", "[mine | organisation | done | overdue | all | text]"),
    Command("/summary", "Translated summary", "[last | today | week | month | meeting | since DATE | words]"),
    Command("/find", "Search the record", "[words | a day | decisions | agreements | actions | 3.1]"),
    Command("/review", "Translations that wait for you", ""),
    Command("/language", "Choose your language", "[dansk | 中文 | English]"),
    Command("/digest", "The daily digest", "[on | off | time 08:30 | friday | preview | mine on]"),
    Command("/settings", "Your time zone, reminders and digest", ""),
    Command("/space", "Spaces and organisations", ""),
    Command("/glossary", "Names and terms", "[a word | add A = B = C | change | remove | import | export]"),
    Command("/report", "The printed report of a trip", "[words of a trip's title, a language, pdf or word]"),
    Command("/wiki", "The record as pages to read", "[off]"),
    Command("/publish", "Put the meetings into a partner's wiki", "[status | connect]"),
    Command("/jordbro", "Everything, and help", "[words]"),
)
SHORTCUTS = (
    Shortcut("log_as_note", "Log as note", "message"),
    Shortcut("log_note", "Log a note", "global"),
)


def standard_workspace() -> World:
    """Build two teams, five people, the app installed on the Danish side, and three channels."""
    world = World(
        notes=["This is a local workspace and not Slack. Nothing written here leaves this machine by itself."]
    )
    world.add_team(Team(REGION, "Region Hovedstaden", "region-hovedstaden"))
    world.add_team(Team(JEPD, "JEPD 江苏省环境保护厅", "jepd"))
    _add_people(world)
    app = App(APP_ID, "Jordbro", "xapp-1-A0JORDBRO-local", "8f742231b10e8888abcd99yyyzzz85a5")
    app.commands = [replace(one, should_escape=True) for one in COMMANDS]  # names arrive as <@U…>
    app.shortcuts = [replace(one) for one in SHORTCUTS]
    world.add_app(app)
    bot = world.install(APP_ID, REGION).bot_user_id
    world.add_channel(Channel("C0JIANGSU", "jord-jiangsu", [REGION, JEPD], ["U0METTE", "U0LARS", "U0LI", bot]))
    world.add_channel(Channel("C0INTERNT", "jord-internt", [REGION], ["U0METTE", "U0LARS", "U0WANG", bot]))
    world.add_channel(Channel("C0KANTINE", "kantine", [REGION], ["U0METTE", "U0LARS"]))
    return world


def _add_people(world: World) -> None:
    danish, chinese = "Europe/Copenhagen", "Asia/Shanghai"
    world.add_user(User("U0METTE", REGION, "mette", "Mette Holm", "da", "en-US", danish))
    world.add_user(User("U0LARS", REGION, "lars", "Lars Bro (CLEAN)", "da", "en-US", danish))
    world.add_user(User("U0LI", JEPD, "li", "李明", "zh", "zh-CN", chinese))
    world.add_user(User("U0WANG", REGION, "wang", "王芳", "zh", "zh-CN", chinese, is_restricted=True))
    world.add_user(User("U0ZHAO", JEPD, "zhao", "赵伟", "zh", "zh-CN", chinese))
