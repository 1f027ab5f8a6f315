"""What the control server of the page tests shows: a Danish and a Chinese colleague, cards, modals and a home."""

import copy
from typing import Any

from .server import message

Json = dict[str, Any]

METTE, LIN, WANG = "U1METTE", "U1LIN", "U2WANG"
BOT = "U1BOT"
SHARED, TEAM, DIRECT = "C1SHARED", "C2TEAM", "D1METTE"

WORLD: Json = {
    "teams": [{"id": "T1", "name": "Region Hovedstaden"}, {"id": "T2", "name": "江苏省环境保护厅"}],
    "users": [
        {
            "id": METTE,
            "team_id": "T1",
            "team_name": "Region Hovedstaden",
            "name": "mette",
            "real_name": "Mette Åkjær",
            "language": "da",
            "is_bot": False,
            "is_restricted": False,
        },
        {
            "id": LIN,
            "team_id": "T1",
            "team_name": "Region Hovedstaden",
            "name": "lin",
            "real_name": "Lin Guest",
            "language": None,
            "is_bot": False,
            "is_restricted": True,
        },
        {
            "id": WANG,
            "team_id": "T2",
            "team_name": "江苏省环境保护厅",
            "name": "wang",
            "real_name": "王江峰",
            "language": "zh",
            "is_bot": False,
            "is_restricted": False,
        },
        {
            "id": BOT,
            "team_id": "T1",
            "team_name": "Region Hovedstaden",
            "name": "jordbro",
            "real_name": "Jordbro",
            "language": None,
            "is_bot": True,
            "is_restricted": False,
        },
    ],
    "channels": [
        {
            "id": SHARED,
            "name": "jord-jiangsu",
            "team_ids": ["T1", "T2"],
            "is_ext_shared": True,
            "is_im": False,
            "members": [METTE, LIN, WANG, BOT],
        },
        {
            "id": TEAM,
            "name": "team-jord",
            "team_ids": ["T1"],
            "is_ext_shared": False,
            "is_im": False,
            "members": [METTE, LIN, BOT],
        },
        {"id": DIRECT, "name": "", "team_ids": ["T1"], "is_ext_shared": False, "is_im": True, "members": [METTE, BOT]},
    ],
    "apps": [
        {
            "app_id": "A1",
            "name": "Jordbro",
            "bot_user_ids": {"T1": BOT},
            "commands": [
                {"command": "/note", "description": "Gem et mødereferat", "usage_hint": "[tekst]"},
                {
                    "command": "/actions",
                    "description": "Vis åbne opgaver",
                    "usage_hint": "[mine | organisation | done]",
                },
                {"command": "/summary", "description": "Få et oversat resumé", "usage_hint": "[last | week | meeting]"},
            ],
            "shortcuts": [
                {"callback_id": "log_note", "name": "Gem som referat", "type": "message"},
                {"callback_id": "new_note", "name": "Nyt referat", "type": "global"},
            ],
        }
    ],
    "notes": [
        "Motorer: hukommelse (godkendte oversættelser)",
        "Slå en motor til: make demo ENGINES=local",
        "翻译引擎：仅翻译记忆",
    ],
}


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(text: str, **more: object) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def button(text: str, action: str, **more: object) -> Json:
    return {"type": "button", "text": plain(text), "action_id": action, "value": action, **more}


def with_ids(blocks: list[Json]) -> list[Json]:
    """Give every block an id, as Slack does."""
    return [{"block_id": f"b{number}", **block} for number, block in enumerate(blocks)]


CARD = with_ids(
    [
        {"type": "header", "text": plain("Møde med JEPD · 与江苏省环境保护厅会谈")},
        {
            "type": "context",
            "elements": [mrkdwn("10. januar 2017 · Nanjing · <@U1METTE>"), mrkdwn("2017年1月10日 · 南京")],
        },
        section(
            "*Formål:* At nå til enighed om en formel arbejdsplan for 2017-2018 og fremme "
            "kommercielle kontrakter for danske jordvirksomheder.\n"
            "*目的：* 就2017—2018年工作计划达成一致，推动丹麦企业与江苏方面签订商业合同。"
        ),
        {"type": "divider"},
        section(
            "*1.* Enighed om at arbejdsplanen for 2017 koncentreres om jord og grundvand. JEPD laver "
            "første udkast; CLEAN kommenterer.\n"
            "> 双方同意以土壤和地下水为重点编制2017年工作计划，省厅外事处负责起草，2月底前交CLEAN征求意见。"
        ),
        section(
            "*2.* Akademiet ønsker at begynde med en eller to forurenede grunde som pilotprojekter.\n"
            "> 省环科院希望先选一到两个污染场地做试点。"
        ),
        section(
            ":white_check_mark: *3. Beslutning* · Driftsmøde hvert kvartal; mødesprog dansk og "
            "kinesisk, arbejdssprog engelsk.\n"
            "> *决定：* 每季度召开一次工作例会，会议语言为中文和丹麦文，英文作为工作语言。"
        ),
        section(
            ":pushpin: *4. Opgave* · CLEAN sender oversigt over danske jordvirksomheder og CV'er\n"
            "> *待办：* CLEAN提供丹麦土壤企业名录和专家简历",
            fields=[mrkdwn("*Frist:* primo april\n*期限：* 4月上旬"), mrkdwn("*Ansvarlig:* CLEAN\n*负责：* CLEAN")],
            accessory=button(
                "Udført · 完成",
                "done",
                confirm={
                    "title": plain("Er opgaven udført?"),
                    "text": plain("Alle i kanalen kan se det."),
                    "confirm": plain("Ja, udført"),
                    "deny": plain("Ikke endnu"),
                },
            ),
        ),
        {
            "type": "actions",
            "elements": [
                button("Ret · 修改", "edit", style="primary"),
                button("Vis original · 显示原文", "original"),
                button("Resumé · 摘要", "summary"),
                {
                    "type": "overflow",
                    "action_id": "more",
                    "options": [
                        {"text": plain("Slet · 删除"), "value": "delete"},
                        {"text": plain("Kopiér link · 复制链接"), "value": "link"},
                    ],
                },
            ],
        },
        {
            "type": "context",
            "elements": [mrkdwn("Maskinoversat til kinesisk, ikke gennemset · 中文为机器翻译，未经审核")],
        },
    ]
)

EVERY_INPUT = with_ids(
    [
        {
            "type": "input",
            "block_id": "title",
            "label": plain("Titel"),
            "hint": plain("Kort, som I taler om mødet"),
            "element": {
                "type": "plain_text_input",
                "action_id": "title",
                "placeholder": plain("Møde med JEPD"),
                "max_length": 80,
            },
        },
        {
            "type": "input",
            "block_id": "date",
            "label": plain("Dato"),
            "element": {"type": "datepicker", "action_id": "date", "initial_date": "2017-01-10"},
        },
        {
            "type": "input",
            "block_id": "time",
            "label": plain("Klokken"),
            "optional": True,
            "element": {"type": "timepicker", "action_id": "time", "initial_time": "09:30"},
        },
        {
            "type": "input",
            "block_id": "language",
            "label": plain("Sprog"),
            "element": {
                "type": "static_select",
                "action_id": "language",
                "options": [{"text": plain("Dansk"), "value": "da"}, {"text": plain("中文"), "value": "zh"}],
                "initial_option": {"text": plain("Dansk"), "value": "da"},
            },
        },
        {
            "type": "input",
            "block_id": "orgs",
            "label": plain("Organisationer"),
            "optional": True,
            "element": {
                "type": "multi_static_select",
                "action_id": "orgs",
                "placeholder": plain("Vælg organisationer"),
                "options": [
                    {"text": plain(name), "value": name}
                    for name in ("Region Hovedstaden", "CLEAN", "江苏省环境保护厅", "NIES")
                ],
                "initial_options": [{"text": plain("CLEAN"), "value": "CLEAN"}],
            },
        },
        {
            "type": "input",
            "block_id": "kinds",
            "label": plain("Indhold"),
            "optional": True,
            "element": {
                "type": "checkboxes",
                "action_id": "kinds",
                "options": [
                    {
                        "text": mrkdwn("*Beslutninger*"),
                        "value": "decisions",
                        "description": mrkdwn("det, vi blev enige om"),
                    },
                    {"text": plain("Opgaver"), "value": "actions"},
                ],
            },
        },
        {
            "type": "input",
            "block_id": "who",
            "label": plain("Synlig for"),
            "element": {
                "type": "radio_buttons",
                "action_id": "who",
                "options": [{"text": plain("Kanalen"), "value": "channel"}, {"text": plain("Kun mig"), "value": "me"}],
                "initial_option": {"text": plain("Kanalen"), "value": "channel"},
            },
        },
        {
            "type": "input",
            "block_id": "owner",
            "label": plain("Ansvarlig"),
            "optional": True,
            "element": {"type": "users_select", "action_id": "owner"},
        },
        {
            "type": "input",
            "block_id": "people",
            "label": plain("Deltagere"),
            "optional": True,
            "element": {"type": "multi_users_select", "action_id": "people", "initial_users": [METTE]},
        },
        {
            "type": "input",
            "block_id": "where",
            "label": plain("Kanal"),
            "optional": True,
            "element": {"type": "conversations_select", "action_id": "where", "default_to_current_conversation": True},
        },
        {
            "type": "input",
            "block_id": "public",
            "label": plain("Delt i"),
            "optional": True,
            "element": {"type": "channels_select", "action_id": "public"},
        },
        {
            "type": "input",
            "block_id": "amount",
            "label": plain("Antal prøver"),
            "optional": True,
            "element": {
                "type": "number_input",
                "action_id": "amount",
                "is_decimal_allowed": False,
                "min_value": "1",
                "max_value": "99",
            },
        },
        {
            "type": "input",
            "block_id": "mail",
            "label": plain("E-mail"),
            "optional": True,
            "element": {"type": "email_text_input", "action_id": "mail"},
        },
        {
            "type": "input",
            "block_id": "link",
            "label": plain("Link"),
            "optional": True,
            "element": {"type": "url_text_input", "action_id": "link"},
        },
        {
            "type": "input",
            "block_id": "file",
            "label": plain("Bilag"),
            "element": {"type": "file_input", "action_id": "file"},
        },
        {
            "type": "input",
            "block_id": "note",
            "label": plain("Referat"),
            "element": {"type": "plain_text_input", "action_id": "note", "multiline": True},
        },
    ]
)

HOME: Json = {
    "id": "V0HOME",
    "type": "home",
    "hash": "1.a",
    "blocks": with_ids(
        [
            {"type": "header", "text": plain("Goddag, Mette")},
            section(
                "Jeg holder styr på jeres møder med *江苏省环境保护厅*, på dansk og kinesisk.",
                accessory={
                    "type": "static_select",
                    "action_id": "language",
                    "options": [{"text": plain("Dansk"), "value": "da"}, {"text": plain("中文"), "value": "zh"}],
                    "initial_option": {"text": plain("Dansk"), "value": "da"},
                },
            ),
            {
                "type": "actions",
                "elements": [
                    button("Nyt referat", "new", style="primary"),
                    button("Åbne opgaver", "open"),
                    button("Resumé", "summary"),
                    button("Hjælp", "help"),
                ],
            },
            {"type": "divider"},
            {"type": "header", "text": plain("Dine åbne opgaver")},
            section(
                "*1.4* Bekræft deltagelse i jordkonferencen\n_inden udgangen af februar_ · Region Hovedstaden",
                accessory=button("Udført", "done"),
            ),
            section(
                "*2.4* Genbesøg fra Nantongs borgmester\n_efteråret 2017_ · Region Hovedstaden",
                accessory=button("Udført", "done2"),
            ),
            {
                "type": "context",
                "elements": [mrkdwn("2 af 2 opgaver · opdateret <!date^1484038800^{date_short} {time}|10. jan. 2017>")],
            },
        ]
    ),
}


def modal(blocks: list[Json], **more: object) -> Json:
    """Make a modal view."""
    view: Json = {
        "id": "V1NOTE",
        "type": "modal",
        "hash": "1.a",
        "title": plain("Nyt referat"),
        "submit": plain("Gem referat"),
        "close": plain("Annuller"),
        "blocks": blocks,
    }
    return view | more


def bot_message(ts: str, text: str, blocks: list[Json] | None = None, **more: object) -> Json:
    return message(ts, BOT, text, blocks=blocks, bot_id="B1", name="Jordbro", is_bot=True, **more)


def talk() -> list[Json]:
    """Give the messages of the shared channel."""
    return [
        message("1484038800.000100", METTE, "Godmorgen! Her er referatet fra i går.", name="Mette Åkjær"),
        message("1484038860.000100", WANG, "早上好，收到。我们今天下午看一下。\n有问题我再联系。", name="王江峰"),
        message("1484038920.000100", METTE, "Tak, det haster ikke.", name="Mette Åkjær", thread_ts="1484038860.000100"),
        bot_message("1484039000.000100", "Referat gemt: Møde med JEPD", CARD, edited=True),
        message("1484039100.000100", METTE, "<@U1BOT> opgaver", name="Mette Åkjær"),
    ]


def view_of(user: str, channels: list[Json], **more: object) -> Json:
    person = next(one for one in WORLD["users"] if one["id"] == user)
    names = {one["id"]: one["real_name"] for one in WORLD["users"]}
    empty: Json = {
        "user": person,
        "seq": 1,
        "channels": channels,
        "modals": [],
        "home": None,
        "notices": [],
        "names": names,
    }
    return empty | more


def channel(channel_id: str, name: str, messages: list[Json], *, offers: bool, **more: object) -> Json:
    plain_channel: Json = {"id": channel_id, "name": name, "is_im": False, "is_ext_shared": False, "messages": messages}
    return plain_channel | {"offers": {"commands": offers, "shortcuts": offers}} | more


def world() -> Json:
    """Give the world, fresh for each test."""
    return copy.deepcopy(WORLD)


def views() -> dict[str, Json]:
    """Give everyone's view, fresh for each test."""
    only_mette = bot_message("1484039110.000100", "Du har 1 åben opgave.", ephemeral=True)
    mette = view_of(
        METTE,
        [
            channel(SHARED, "jord-jiangsu", [*talk(), only_mette], offers=True, is_ext_shared=True),
            channel(TEAM, "team-jord", [], offers=True),
            channel(DIRECT, "", [bot_message("1484039200.000100", "Hej Mette")], offers=True, is_im=True),
        ],
        home=HOME,
    )
    wang = view_of(WANG, [channel(SHARED, "jord-jiangsu", talk(), offers=False, is_ext_shared=True)])
    lin = view_of(LIN, [channel(SHARED, "jord-jiangsu", talk(), offers=True, is_ext_shared=True)])
    return {METTE: mette, WANG: wang, LIN: lin}
