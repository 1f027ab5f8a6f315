from tests.scenarios.conftest import Bot

NOTE = """Møde med JEPD, 10. januar 2017, Nanjing
1. Enighed om arbejdsplanen.
Beslutning: Driftsmøde hvert kvartal.
- [ ] @CLEAN sender oversigt - frist: primo april"""


def test_note_command_logs_and_posts_a_card(bot: Bot) -> None:
    mette = bot.user("mette", "da")

    mette.command("/note", NOTE, channel="jord-jiangsu")

    li = bot.user("li")
    print(mette.last("jord-jiangsu").plain)
    for m in mette.messages("jord-jiangsu"):
        print("----", m.ephemeral)
        print(m.plain)
    print(mette.notices)
    li.mention("@jordbro 待办", channel="jord-jiangsu")
    print("=====LI")
    print(li.last("jord-jiangsu").plain)
    assert 0
