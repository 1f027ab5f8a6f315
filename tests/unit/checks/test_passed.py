"""Right translations that no check may doubt."""

import pytest

from bot.domain.checks import check
from bot.domain.pair import Pair
from tests.effort import growth
from tests.unit.checks.judging import DA_EN, DA_ZH, EN_ZH, ZH_DA, ZH_EN, remarks

RIGHT: list[tuple[Pair, str, str]] = [
    # names: genitives, at the start of a sentence, without characters, in short forms and in brackets
    (DA_ZH, "JEPDs udkast er godkendt.", "江苏省环境保护厅的草案已获批准。"),
    (ZH_DA, "南京环科所的报告已完成。", "NIES' rapport er færdig."),
    (ZH_DA, "环境保护部南京环境科学研究所（南京环科所）承担该项目。", "NIES påtager sig projektet."),
    (DA_ZH, "Mr. Wang Jiangfeng leder delegationen.", "Wang Jiangfeng先生率领代表团。"),
    (DA_EN, "Region Hovedstadens budget er vedtaget.", "The Capital Region of Denmark's budget has been adopted."),
    (ZH_EN, "苏州市环保局同意。", "Suzhou Environmental Protection Bureau agrees."),
    # numbers: notations, words, scales
    (DA_ZH, "Mødet er den 15/3-17 kl. 14.30.", "会议定于2017年3月15日下午2点半。"),
    (DA_ZH, "Prisen er 2,5 mia. kr.", "价格为25亿丹麦克朗。"),
    (DA_ZH, "Det varer halvandet år.", "为期一年半。"),
    (DA_ZH, "Vi har bestilt et dusin pumper.", "我们订购了12台泵。"),
    (ZH_DA, "第三季度完成率为百分之十五。", "I 3. kvartal er fuldførelsen 15 %."),
    (ZH_DA, "会议下午2点开始，5点结束。", "Mødet begynder kl. 14 og slutter kl. 17."),
    (ZH_DA, "双方统一意见，一致同意。", "Parterne er enige og stemmer for."),
    (DA_EN, "Fristen er den 1. maj kl. 17.", "The deadline is 1 May at 5 p.m."),
    (EN_ZH, "It costs DKK 1.2 million.", "费用为120万丹麦克朗。"),
    # negations: idioms, prefixes, verbs that deny, two that cancel out
    (DA_ZH, "Det gælder ikke kun jord, men også grundvand.", "这不仅涉及土壤，也涉及地下水。"),
    (DA_ZH, "Ikke mindst prisen er vigtig.", "价格尤其重要。"),
    (DA_ZH, "Grunden er ubebygget.", "该地块未开发。"),
    (DA_ZH, "Der mangler to prøver.", "缺少两个样品。"),
    (DA_ZH, "Det er forbudt at grave her.", "此处禁止开挖。"),
    (DA_ZH, "Forslaget blev afvist.", "提案未获通过。"),
    (DA_ZH, "Hverken pris eller frist er aftalt.", "价格和期限均未商定。"),
    (ZH_DA, "合作不断深化。", "Samarbejdet bliver stadig tættere."),
    (ZH_DA, "我们不得不推迟。", "Vi er nødt til at udskyde det."),
    (ZH_DA, "无锡的企业非常积极。", "Virksomhederne i Wuxi er meget aktive."),
    (ZH_DA, "未来将有不少机会。", "Der kommer mange muligheder i fremtiden."),
    (ZH_DA, "除非下雨，否则照常进行。", "Det gennemføres, medmindre det regner."),
    (ZH_DA, "不同的场地需要不同的方法。", "Forskellige grunde kræver forskellige metoder."),
    (ZH_EN, "土壤未受污染。", "The soil is unpolluted."),
    (DA_EN, "Ingen svarede.", "Nobody answered."),
    (EN_ZH, "It is not only a matter of price.", "这不仅是价格问题。"),
    # one side denies, the other says it without, or both do so in their own way
    (ZH_DA, "会议室不大。", "Mødelokalet er ikke ret stort."),
    (ZH_DA, "会议室不大。", "Mødelokalet er lille."),
    (ZH_DA, "不排除追加投资的可能。", "Det kan ikke udelukkes, at der investeres mere."),
    (ZH_DA, "不排除追加投资的可能。", "Der investeres muligvis mere."),
    (ZH_DA, "该问题有待研究。", "Spørgsmålet er endnu ikke undersøgt."),
    (ZH_DA, "合作离不开政府的支持。", "Samarbejdet kan ikke klare sig uden myndighedernes støtte."),
    (ZH_DA, "合作离不开政府的支持。", "Samarbejdet kræver myndighedernes støtte."),
    (ZH_DA, "未来得及测量北部。", "Vi nåede ikke at måle den nordlige del."),
    (DA_ZH, "Ugentlige møder er ikke nødvendige.", "不需要每周开会。"),
    (ZH_DA, "工作非做不可。", "Arbejdet skal gøres."),
    (ZH_DA, "合同期内不得擅自更换负责人。", "Lederen må ikke udskiftes uden aftale."),
    # what stays as it is, and words of other languages that belong there
    (DA_ZH, "CLEAN", "CLEAN"),
    (DA_ZH, "2017-03-15", "2017-03-15"),
    (DA_ZH, "Analyse ved GC-MS og XRF.", "采用GC-MS和XRF分析。"),
    (ZH_DA, "采用“修复”一词。", "Ordet »修复« bruges."),
    (DA_EN, "Mr. Yu Xingnan, CLEAN", "Mr. Yu Xingnan, CLEAN"),
    (ZH_DA, "见附件。", "Se bilaget."),
    # length and ends of short lines, headings and lists
    (DA_ZH, "Ja.", "是。"),
    (DA_ZH, "Deltagere:", "参加者："),
    (DA_ZH, "Prøver, analyser og", "样品、分析和"),
    (ZH_DA, "同意", "Enighed opnået"),
    (DA_ZH, "”Vi er enige,” sagde formanden.", "“我们同意，”主席说。"),
    (ZH_DA, "“我们同意”，主席说。", "”Vi er enige,” sagde formanden."),
    (DA_ZH, "Kontakt <@U1ABC> eller a@b.dk.", "请联系<@U1ABC>或a@b.dk。"),
]  # fmt: skip


@pytest.mark.parametrize(("pair", "source", "translation"), RIGHT)
def test_a_right_translation_is_let_pass(pair: Pair, source: str, translation: str) -> None:
    assert remarks(pair, source, translation) == {}


@pytest.mark.parametrize(
    ("first", "second", "translation"),
    [
        ("Ja.", "Rigtigt.", "是。"),
        ("Planen er godkendt af begge parter.", "planen er godkendt af begge parter", "方案已获双方批准。"),
        ("Planen er vedtaget af parterne.", "Planen er vedtaget af parterne!", "方案已获双方通过。"),
    ],
)
def test_one_translation_of_two_like_sentences_is_let_pass(first: str, second: str, translation: str) -> None:
    found = check(second, translation, DA_ZH, others={translation: first})

    assert "same" not in {remark.name for remark in found}


@pytest.mark.parametrize(
    ("source", "translation", "there", "back"),
    [
        ("a" * 6000, "的" * 6000, {"cut", "length"}, {"length"}),
        ("1" * 6000, "(" * 6000, {"number"}, {"number"}),
        ("ikke " * 1200, "不" * 6000, {"length", "negation"}, {"length", "negation"}),
        (
            "Vi graver ikke den 15. marts, siger JEPD. " * 140,
            "江苏省环境保护厅称3月15日不开挖。" * 350,
            {"length", "negation"},
            {"length", "negation"},
        ),
        ("<" * 6000, "&" * 3000 + "<a " * 1000, set(), {"length"}),
    ],
    ids=["letters", "digits", "denials", "sentences", "brackets"],
)
def test_sentences_that_a_rule_would_never_be_done_with_are_checked(
    source: str, translation: str, there: set[str], back: set[str]
) -> None:
    assert {remark.name for remark in check(source, translation, DA_ZH)} == there
    assert {remark.name for remark in check(translation, source, ZH_DA)} == back
    assert growth(lambda size: check(source[:size], translation[:size], DA_ZH), 1500) < 5
