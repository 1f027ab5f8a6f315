"""Who does it, in the many ways people say so, and when nobody is named."""

import pytest

from bot.domain.language import Language
from bot.domain.note_grammar_owner import OwnerReader
from bot.domain.termbase import Termbase

PRESENT = ("省环科院", "苏州市环境保护局", "Region Hovedstaden")
PEOPLE = {"Mette Hansen": "U1", "李明": "U2"}


@pytest.mark.parametrize(
    ("text", "owner", "known"),
    [
        ("@CLEAN sender listen", "CLEAN", True),
        ("sende listen @CLEAN", "CLEAN", True),
        ("@Region Hovedstaden bekræfter", "Region Hovedstaden", True),
        ("@Mette Hansen ringer til JEPD", "Mette Hansen", False),
        ("Mette Hansen ringer til JEPD", "Mette Hansen", False),
        ("CLEAN sender listen til @JEPD", "CLEAN", True),
        ("send listen til @JEPD", None, False),
        ("Udkast, ansvarlig: JEDP, frist 1. maj", "JEPD", True),
        ("Udkast (ansvarlig: Region Hovedstaden)", "Region Hovedstaden", True),
        ("Udkast. Ansvarlig: Ole Bang. Frist: uge 43", "Ole Bang", False),
        ("Udkast (tovholder: COWI)", "COWI", False),
        ("CLEAN: udkast til MoU", "CLEAN", True),
        ("COWI: boreplan", "COWI", False),
        ("Frist: 1. maj", None, False),
        ("Husk: kinesisk nytår", None, False),
        ("COWI udarbejder boreplan", "COWI", False),
        ("Mette Juhl og Signe aftaler rejseplan", "Mette Juhl og Signe", False),
        ("Region Hovedstaden bekræfter deltagelse", "Region Hovedstaden", True),
        ("Regionen orienterer JEPD", "Region Hovedstaden", True),
        ("Regionens jurist ser på aftalen", "Region Hovedstaden", True),
        ("JEPDs konference afholdes i juni", None, False),
        ("Genbesøg fra JEPD forventes i april", None, False),
        ("Suzhou EPB inviteres til København", None, False),
        ("Rapporten oversættes af CLEAN", "CLEAN", True),
        ("CLEAN forventes at underskrive MoU", "CLEAN", True),
        ("Rapporten sendes i maj", None, False),
        ("Vi sender udkastet", None, False),
        ("tjek om regionen kan betale", None, False),
        ("booke lokale (CLEAN, primo maj)", "CLEAN", True),
        ("(CLEAN): booke lokale", "CLEAN", True),
        ("booke lokale → CLEAN", "CLEAN", True),
    ],
)
def test_danish_owner(text: str, owner: str | None, known: bool, termbase: Termbase) -> None:  # noqa: FBT001  a column
    _check(text, "da", owner, known, termbase)


@pytest.mark.parametrize(
    ("text", "owner", "known"),
    [
        ("CLEAN to send the list by 1 April", "CLEAN", True),
        ("Peter: book a venue", "Peter", False),
        ("Invoice to be sent by Central Denmark Region", "Region Midtjylland", True),
        ("Return visit expected in May", None, False),
        ("Report (owner: Capital Region of Denmark)", "Region Hovedstaden", True),
    ],
)
def test_english_owner(text: str, owner: str | None, known: bool, termbase: Termbase) -> None:  # noqa: FBT001  a column
    _check(text, "en", owner, known, termbase)


@pytest.mark.parametrize(
    ("text", "owner", "known"),
    [
        ("省厅在3月底前提供名单", "JEPD", True),
        ("省厅领导拟于4月率团回访丹麦，由外事处对接", "JEPD", True),
        ("请省环科院于3月底前提供资料", "Jiangsu Academy of Environmental Science", True),
        ("时间初步定在秋季，由市外办确认", "市外办", False),
        ("名单由CLEAN提供", "CLEAN", True),
        ("培训通知由我院印发", "Jiangsu Academy of Environmental Science", True),
        ("我院5月前答复", "Jiangsu Academy of Environmental Science", True),
        ("我厅5月前答复", "我厅", False),
        ("市环保局尽快提供数据", "Suzhou Environmental Protection Bureau", True),
        ("外事处：办理手续", "外事处", False),
        ("张处长牵头协调", "张处长", False),
        ("王工4月10日前将资料发丹方", "王工", False),
        ("刘博士负责联系翻译", "刘博士", False),
        ("请各试点单位8月15日前报送", "各试点单位", False),
        ("与CLEAN对接议程（李明负责，9月上旬）", "李明", False),
        ("编制方案，责任单位：省环科院", "Jiangsu Academy of Environmental Science", True),
        ("确定专家名单（首都大区，4月底）", "Region Hovedstaden", True),
        ("小试预计11月启动", None, False),
        ("培训班9月举办", None, False),
        ("省厅的反馈意见需尽快翻译", None, False),
        ("注意：春节假期", None, False),
    ],
)
def test_chinese_owner(text: str, owner: str | None, known: bool, termbase: Termbase) -> None:  # noqa: FBT001  a column
    _check(text, "zh", owner, known, termbase)


def _check(text: str, language: Language, owner: str | None, known: bool, termbase: Termbase) -> None:  # noqa: FBT001
    found = OwnerReader(termbase, language, PRESENT, PEOPLE).read(text)

    assert (found and found.name, bool(found and found.known)) == (owner, known)


@pytest.mark.parametrize(
    ("text", "language", "owner"),
    [
        ("Bo Lund提交报告", "zh", "Bo Lund"),
        ("Bo提交报告", "zh", "Bo"),
        ("Bo Lundgren sender rapporten", "da", "Bo Lundgren"),
        ("Bo CLEAN sender rapporten", "da", "Bo"),
        ("李明华提交报告", "zh", "李明华"),
        ("Bo og Mette sender rapporten", "da", "Bo"),
    ],
)
def test_a_known_name_is_not_taken_for_the_beginning_of_a_longer_one(
    termbase: Termbase, text: str, language: Language, owner: str
) -> None:
    reader = OwnerReader(termbase, language, PRESENT, {"Bo": "U3", "Bo Lund": "U4", "李明": "U2"})

    found = reader.read(text)

    assert found is not None
    assert found.name.startswith(owner)
