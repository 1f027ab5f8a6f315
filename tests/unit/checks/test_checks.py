"""Each check: the wrong translations it must tell and the right ones it must let pass, in all directions."""

import pytest

from bot.data import termbase
from bot.domain.checks import check
from bot.domain.pair import Pair
from bot.domain.segment import Remark
from tests.effort import growth

DA_ZH, ZH_DA, DA_EN, ZH_EN, EN_ZH = (Pair(*way) for way in (("da", "zh"), ("zh", "da"), ("da", "en"), ("zh", "en"), ("en", "zh")))  # fmt: skip  # noqa: E501

WRONG = [
    ("name", DA_ZH, "JEPD sender listen.", "江苏省环保局将发送名单。"),
    ("name", DA_ZH, "Mr. Yu Xingnan deltager i mødet.", "余兴南先生参加会议。"),
    ("name", DA_ZH, "CLEANs udkast er klar, og CLEAN sender det.", "CLEAN的草案已备妥，该公司将发送。"),
    ("name", ZH_DA, "省厅提供名单。", "Provinsen leverer listen."),
    ("name", ZH_DA, "会议在南通举行。", "Mødet holdes i Nanjing."),
    ("name", DA_EN, "Region Hovedstaden betaler prøverne.", "The Capital Region pays for the samples."),
    ("name", ZH_EN, "南京环科所负责检测。", "Nanjing Environmental Institute is in charge of the tests."),
    ("name", EN_ZH, "CLEAN pays for the samples.", "清洁公司支付取样费用。"),
    ("untranslated", DA_EN, "Vi stopper.", "Vi stopper."),
    ("untranslated", DA_EN, "Boringen lukkes.", "Boringen lukkes."),
    ("order", DA_ZH, "CLEAN sender listen til JEPD.", "江苏省环境保护厅将名单发给CLEAN。"),
    ("order", ZH_DA, "省厅将草案寄给首都大区。", "Region Hovedstaden sender udkastet til JEPD."),
    (
        "order",
        DA_EN,
        "JEPD betaler NIES.",
        "Nanjing Institute of Environmental Sciences pays Jiangsu Provincial Environmental Protection Department.",
    ),
    ("order", DA_ZH, "Prøverne viste 12 mg/kg arsen og 30 mg/kg bly.", "样品含砷30 mg/kg、铅12 mg/kg。"),
    ("forbidden", DA_ZH, "Parterne underskrev et MoU i dag.", "双方今天签署了合作备忘录。"),
    ("number", DA_ZH, "Mødet er den 15. marts.", "会议定于3月16日。"),
    ("number", DA_ZH, "Prisen er 1,5 mio. kr.", "价格为15万丹麦克朗。"),
    ("number", DA_ZH, "Vi tog femogtyve prøver.", "我们采集了二十四个样品。"),
    ("number", DA_ZH, "Boring B7 er tør.", "B8号钻孔无水。"),
    ("number", ZH_DA, "会议于下午两点半开始。", "Mødet begynder kl. 13.30."),
    ("number", ZH_DA, "费用由甲方承担百分之五十。", "Part A betaler 15 % af udgifterne."),
    ("number", ZH_DA, "历时三个月。", "Det varede to måneder."),
    ("number", DA_EN, "Det tog halvanden måned.", "It took two months."),
    ("number", ZH_EN, "合同金额为350万元。", "The contract amounts to 35 million yuan."),
    ("number", EN_ZH, "Twelve samples were taken.", "共采集了十个样品。"),
    ("negation", DA_ZH, "Aftalen er ikke bindende.", "该协议具有约束力。"),
    ("negation", DA_ZH, "Rapporten må højst fylde 40 sider.", "报告须超过40页。"),
    ("negation", ZH_DA, "未经同意不得公开数据。", "Data må offentliggøres uden samtykke."),
    ("negation", ZH_DA, "双方尚未签署合同。", "Parterne har underskrevet kontrakten."),
    ("negation", DA_EN, "Ingen prøver var rene.", "All samples were clean."),
    ("negation", ZH_EN, "会议不对外公开。", "The meeting is open to the public."),
    ("negation", EN_ZH, "The site was never used.", "该场地曾被使用。"),
    ("untranslated", DA_ZH, "Vi mødes igen efter sommerferien.", "Vi mødes igen efter sommerferien."),
    ("untranslated", DA_ZH, "Vi mødes igen efter sommerferien.", "暑假后sommerferien我们再见面。"),
    ("untranslated", DA_ZH, "Vi mødes igen.", ""),
    ("untranslated", ZH_DA, "我们暑假后再见面。", "我们暑假后再见面。"),
    ("untranslated", DA_EN, "Vi mødes igen efter sommerferien.", "Vi mødes igen efter sommerferien."),
    ("untranslated", EN_ZH, "We will meet again after the summer.", "We will meet again after the summer."),
    ("script", DA_ZH, "Vi drøfter miljøet.", "我們討論環境問題。"),
    ("script", DA_ZH, "Vi drøfter miljøet.", "<p>我们讨论环境问题。</p>"),
    ("script", ZH_DA, "我们讨论环境问题。", "Vi drøfter 环境 sammen."),
    ("script", ZH_DA, "双方商定夏天后再次会面。", "Die Parteien werden sich nach dem Sommer wieder treffen."),
    ("script", ZH_DA, "双方商定夏天后再次会面。", "Partene møtes igjen etter sommeren, og avtalen blir klar."),
    ("script", ZH_DA, "双方商定夏天后再次会面。", "The parties agreed that they will meet after the summer."),
    ("script", ZH_EN, "双方商定夏天后再次会面。", "Parterne er enige om at mødes igen efter sommeren."),
    ("length", DA_ZH, "Vi undersøger først jorden og derefter luften i alle bygninger på havnen.", "我们调查。"),
    (
        "length",
        ZH_DA,
        "同意。",
        "Ja, det er vi i øvrigt helt og fuldt enige med den kinesiske delegation i, som de ved.",
    ),
    ("length", DA_EN, "Vi graver.", "We dig and dig and dig and dig and dig and dig and dig and dig."),
    ("cut", DA_ZH, "Vi undersøger jorden og luften.", "我们调查土壤和"),
    ("cut", ZH_DA, "我们调查土壤（包括空气）。", "Vi undersøger jorden (også luften."),
    ("cut", DA_EN, "Vi undersøger jorden og luften.", "We examine the soil and"),
    ("cut", ZH_EN, "我们调查土壤和空气。", "We examine the soil and air…"),
    ("placeholder", DA_ZH, "Skriv til jord@regionh.dk i dag.", "今天写信至 jord@regionh。"),
    ("placeholder", ZH_DA, "名单已发送。", "Listen [#7] er sendt."),
]

RIGHT = [
    (DA_ZH, "Nantongs borgmester og JEPDs delegation rejser i dag.", "南通的市长和江苏省环境保护厅的代表团今天出发。"),
    (DA_ZH, "Mødet begynder kl. 14.30 og slutter kl. 17.", "会议于下午2点半开始，5点结束。"),
    (DA_ZH, "Ikke mindst prisen er vigtig.", "价格尤其重要。"),
    (DA_ZH, "Vi kan ikke undgå at udskyde fristen.", "我们不得不推迟截止日期。"),
    (DA_ZH, "Hverken jorden eller luften er undersøgt.", "土壤和空气均未调查。"),
    (DA_ZH, "Prisen er ekskl. moms.", "价格不含增值税。"),
    (DA_ZH, "Svar inden for 14 dage.", "请在两周内答复。"),
    (DA_ZH, "I 1990'erne lå der et renseri på grunden.", "20世纪90年代，该场地上有一家干洗店。"),
    (ZH_DA, "不仅要看价格，也要看质量。", "Man skal ikke kun se på prisen, men også på kvaliteten."),
    (ZH_DA, "无锡的经验不少。", "Wuxi har mange erfaringer."),
    (ZH_DA, "是否公开由双方决定。", "Parterne afgør, om det skal offentliggøres."),
    (ZH_DA, "地块未来用于住宅。", "Grunden skal i fremtiden bruges til boliger."),
    (ZH_DA, "“十三五”期间完成。", "Det afsluttes i den 13. femårsplans periode."),
    (ZH_DA, "是。", "Ja."),
    (DA_EN, "Note 2 · Nantong", "Note 2 · Nantong"),
    (ZH_EN, "南通市环保局无意见。", "The Nantong Environmental Protection Bureau has no comments."),
    (EN_ZH, "Please reply by 5 p.m.", "请在下午5点前答复。"),
]


def names_of(source: str, translation: str, pair: Pair, **others: dict[str, str]) -> list[str]:
    return [remark.name for remark in check(source, translation, pair, termbase().find(source, pair.source), **others)]


@pytest.mark.parametrize(("name", "pair", "source", "translation"), WRONG)
def test_wrong_translations_are_told(name: str, pair: Pair, source: str, translation: str) -> None:
    assert name in names_of(source, translation, pair)


@pytest.mark.parametrize(("pair", "source", "translation"), RIGHT)
def test_right_translations_pass(pair: Pair, source: str, translation: str) -> None:
    assert names_of(source, translation, pair) == []


def test_the_same_translation_of_another_sentence_is_told() -> None:
    others = {"会议推迟到下周举行。": "Mødet er udsat til næste uge."}

    assert "same" in names_of("Vi begynder at grave på mandag.", "会议推迟到下周举行。", DA_ZH, others=others)
    assert "same" not in names_of("Mødet er udsat til næste uge!", "会议推迟到下周举行。", DA_ZH, others=others)


def test_short_answers_may_be_the_same() -> None:
    assert "same" not in names_of("Enig.", "是。", DA_ZH, others={"是。": "Ja."})


def test_details_say_what_is_gone_and_what_has_come() -> None:
    found = check("Mødet er den 15. marts.", "会议定于3月16日。", DA_ZH)

    assert found == (Remark("number", ("-15", "+16")),)


@pytest.mark.parametrize("pair", [DA_ZH, ZH_DA], ids=["da-zh", "zh-da"])
@pytest.mark.parametrize("letter", ["a ", "1", "(", "不", "。", "ikke ", "第1月", "\t", "[#"])
def test_four_times_the_text_is_no_more_than_four_times_the_work(letter: str, pair: Pair) -> None:
    def checked(size: int) -> object:
        text = letter * (size // len(letter))
        return check(text, text[::-1], pair)

    assert growth(checked, 1500) < 5


def test_texts_that_a_rule_would_never_be_done_with_are_checked() -> None:
    letters = {"a ": [], "1": [], "(": [], "不": ["negation"], "。": [], "ikke ": ["negation", "script"], "\t": []}

    found = {letter: names_of(letter * 6000, (letter * 6000)[::-1], DA_ZH) for letter in letters}

    assert {letter: sorted(set(names)) for letter, names in found.items()} == letters
