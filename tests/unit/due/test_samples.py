"""The due words of the sample notes, read in the sentences they stand in."""

from datetime import date

import pytest

from bot.domain.due import find_due
from bot.domain.language import Language

SAMPLES: list[tuple[Language, str, str, str]] = [
    ("da", "- CLEAN sender oversigt og CV - frist: primo april", "primo april", "2017-04-01/2017-04-10 third"),
    ("da", "- [ ] @JEPD udpeger grunde til pilotprojekter (senest 15. marts)", "senest 15. marts", "/2017-03-15 day"),
    ("da", "- [ ] Genbesøg fra JEPD på direktørniveau forventes i april", "april", "2017-04-01/2017-04-30 month"),
    (
        "da",
        "Aktion: vi bekræfter deltagelse inden udgangen af februar",
        "inden udgangen af februar",
        "/2017-02-28 third",
    ),
    (
        "da",
        "Opgave: Genbesøg, efteråret 2017 (ansvarlig: Region Hovedstaden)",
        "efteråret 2017",
        "2017-09-01/2017-11-30 season",
    ),
    (
        "da",
        "Opgave: Ejlskov sender tilbudsramme for in situ-oprensning om 14 dage",
        "om 14 dage",
        "2017-01-24/2017-01-24 day",
    ),
    ("da", "Aftale: MoU mellem CLEAN og NIES - forventes underskrevet i 2017", "2017", "2017-01-01/2017-12-31 year"),
    ("da", "- [ ] CLEAN: udkast til MoU, på fredag", "på fredag", "2017-01-13/2017-01-13 day"),
    (
        "da",
        "NIES svarer senest 10 arbejdsdage efter modtagelsen (husk kinesisk nytår)",
        "senest 10 arbejdsdage efter modtagelsen",
        "/ event",
    ),
    ("da", "Genbesøg fra Suzhou forventes marts 2017", "marts 2017", "2017-03-01/2017-03-31 month"),
    (
        "da",
        "Deltagelse i JEPDs årlige teknologi/jordkonference i juni i Nanjing",
        "juni",
        "2017-06-01/2017-06-30 month",
    ),
    ("da", "Genbesøg fra Nantongs borgmester efteråret", "efteråret", "2017-09-01/2017-11-30 season"),
    ("zh", "省厅外事处负责起草，2月底前交CLEAN征求意见。", "2月底前", "/2017-02-28 third"),
    ("zh", "待办：省环科院在3月15日前提供试点候选场地名单 @省环科院", "3月15日前", "/2017-03-15 day"),
    ("zh", "待办：CLEAN提供丹麦土壤企业名录和专家简历，4月上旬前", "4月上旬前", "/2017-04-10 third"),
    ("zh", "待办：省厅领导拟于4月率团回访丹麦，行程由外事处与首都大区对接", "4月", "2017-04-01/2017-04-30 month"),
    ("zh", "待办：市长回访丹麦的时间初步定在秋季，由市外办确认", "秋季", "2017-09-01/2017-11-30 season"),
    ("zh", "待办：Ejlskov A/S在两周内提供原位修复的报价范围", "两周内", "/2017-01-24 day"),
    ("zh", "待办：CLEAN下周五前提交谅解备忘录草案", "下周五前", "/2017-01-20 day"),
    ("zh", "待办：我所在收到草案后10个工作日内答复（注意春节假期）", "收到草案后10个工作日内", "/ event"),
]

MERE_MENTIONS: list[tuple[Language, str]] = [
    ("da", "Enighed om at arbejdsplanen for 2017 koncentreres om jord og grundvand. JEPD laver første udkast."),
    ("da", "Akademiet ønsker at begynde med en eller to forurenede grunde som pilotprojekter."),
    ("da", "Beslutning: Driftsmøde hvert kvartal; mødesprog dansk og kinesisk, arbejdssprog engelsk."),
    ("da", "Primære aktiviteter i 2017"),
    ("da", "Telefon +45 38 66 50 00, § 3, 16 kommuner, 1.2, 10 grunde"),
    ("zh", "就2017—2018年工作计划达成一致，推动丹麦企业与江苏方面签订商业合同。"),
    ("zh", "决定：每季度召开一次工作例会，会议语言为中文和丹麦文，英文作为工作语言。"),
    ("zh", "省环科院希望先选一到两个污染场地做试点。"),
]


@pytest.mark.parametrize(("language", "text", "said", "expected"), SAMPLES)
def test_due_words_of_the_samples_are_found(language: Language, text: str, said: str, expected: str) -> None:
    found = find_due(text, language, date(2017, 1, 10), calendar="CN" if language == "zh" else "DK")

    assert found is not None
    assert found.due.said == text[found.start : found.end] == said
    assert f"{found.due.start or ''}/{found.due.end or ''} {found.due.precision}" == expected


@pytest.mark.parametrize(("language", "text"), MERE_MENTIONS)
def test_mere_mentions_are_not_due(language: Language, text: str) -> None:
    assert find_due(text, language, date(2017, 1, 10)) is None
