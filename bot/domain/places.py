"""Towns the partners meet in, for headings: a place named there is where the meeting was."""

import re


def _names(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


_TOWNS = _names(
    """københavn copenhagen aarhus århus odense aalborg ålborg hillerød viborg sorø roskilde esbjerg randers kolding
    horsens vejle herning silkeborg næstved slagelse køge helsingør ballerup lyngby glostrup skive holstebro
    beijing shanghai nanjing suzhou nantong wuxi changzhou zhenjiang yangzhou xuzhou yancheng lianyungang huai'an huaian
    taizhou suqian kunshan taicang changshu zhangjiagang guangzhou shenzhen hangzhou wuhan chengdu tianjin chongqing
    bruxelles brussels oslo stockholm hamborg hamburg""",
)
_ONLINE = _names(
    """online teams zoom skype webex videomøde video telefonmøde telefon virtuelt virtual onlinemøde
    线上 线上会议 视频会议 腾讯会议 视频 电话会议 网络会议""",
)
_HAN_TOWNS = (
    "北京|上海|南京|苏州|南通|无锡|常州|镇江|扬州|徐州|盐城|连云港|淮安|泰州|宿迁|昆山|太仓|常熟|张家港|宜兴|广州|深圳|杭州"
    "|武汉|成都|天津|重庆|哥本哈根|奥胡斯|欧登塞|奥尔堡|希勒勒|希勒罗德|维堡|罗斯基勒|索勒|埃斯比约|腓特烈堡|赫尔辛格"
)
HAN_TOWN = re.compile(rf"(?:{_HAN_TOWNS})市?")
_HAN_PLACE = re.compile(
    r"[\u4e00-\u9fff\d]{1,14}(?:[省市县区镇]|会议室|会议厅|酒店|宾馆|饭店|大厦|大楼|楼|园区|开发区|办公室)"
)


def is_place(text: str) -> bool:
    """Whether a whole string is a town, a room, or a meeting without a room."""
    low = text.strip().lower()
    if low in _TOWNS or low in _ONLINE:
        return True
    return bool(HAN_TOWN.fullmatch(low) or _HAN_PLACE.fullmatch(low))
