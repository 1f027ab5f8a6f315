"""Whether a translation is one: in the language that was asked for, in its script, without remains of the source."""

import re
from bisect import bisect_left

from bot.domain.language import evident_language
from bot.domain.pair import Pair


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_QUOTED = re.compile(r"[(（「“\"»'‘][^()（）」”\"«'’]{0,40}[)）」”\"«'’]")
_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,200}>|&(?:nbsp|quot|#\d{2,5}|amp|lt|gt|apos);")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_RUN = re.compile(r"\w+")
_SMALL_WORD = re.compile(r"(?<![A-Za-zÀ-ɏ\d_.@/-])[a-zæøåäöüß]{3,}(?![A-Za-zÀ-ɏ\d_@/])")
_STAYS = _words("situ vitro vivo app ppm ppb mail web www kr pdf xlsx docx csv vs etc via pct mio mia wifi")
_FEW = 3
_TRADITIONAL = frozenset(
    "們個這與會後來對時說請環國際專業務東車門開關無電話實驗點態戰應當發現變護廳區學術報蘇縣場劃劑華議長書員圖園圍團體檢測溝"
    "統結續總線級組給綠維網紙細終約問題間聞間閱陽陰陳際隊階險難雙雜離雲頁項順須預領頭顯類風飛飯養馬驗體魚鳥麗黃齊齡龍"
    ""
    "礎確碼種積稱穩競筆範節簡簽籌糧紀純紹絡經緊緒編練縮績繼續罰義習聯職聽聲脫腦臨舉舊藝藥處號補製複規視覽觀計訂訊討訓記訪設許訴診評詞試詢該詳認語誤課調談論謝證識譯護讀變讓豐負財責貨貴費資質賽贊贈車軌軟轉輕輸辦農運過達違遠適遷選遺邊還鄉鄰釋針鋼錄錢錯鎮長閉閒陸隨雖靜"
)
_FOREIGN: dict[str, frozenset[str]] = {
    "sv": _words(
        """och är att inte från också ett efter mellan mötet möte avtal skall ska av ej""",
    ),
    "no": _words(
        """av etter mellom nå hva avtale avtalen møte møtet uke prosjekt prosjektet forurenset grunnvann være blir ble
        jeg bare enige fra og er som det""",
    ),
    "de": _words(
        """und der die das ist nicht mit für von zu auf wird werden eine einen dem den des im zum zur bis nach
        oder auch""",
    ),
}
_ONLY_DANISH = _words(
    """af efter mellem nu hvad aftale aftalen aftaler møde mødet møder uge ugen projekt projektet projekter forurenet
    forurenede grundvand grundvandet være bliver blev ikke og fra også jord grund på til er at det et en med som den de
    har ved inden senest samarbejde samarbejdet begge parter oprensning deltager sender kommer skal kan vil ingen""",
)
_DANISH_TOO = _words("med som på til for skal må og vi fra den de bare ny en et jord des dem der er det jeg enige")


def untranslated(source: str, translation: str, pair: Pair) -> tuple[str, ...] | None:
    """What of the source stands in the translation as it was; both without names and markup. None: nothing much."""
    if not translation.strip():
        return ()
    if pair.target == "zh":
        return _left_latin(source, translation)
    if pair.source == "zh":
        return _left_han(source, translation)
    mine = [word.lower() for word in _WORD.findall(source)]
    theirs = [word.lower() for word in _WORD.findall(translation)]
    small = [word for word in mine if len(word) > 1]
    if mine == theirs and len(small) > 1:  # one word may be the same in both: "workshop"
        return tuple(small[:_FEW])
    among = set(theirs)
    shared = [word for word in small if len(word) > _FEW and word in among]
    return tuple(shared[:_FEW]) if len(shared) >= _FEW and len(shared) >= len(small) * 0.5 else None


def _left_latin(source: str, translation: str) -> tuple[str, ...] | None:
    """Danish or English words in Chinese; capitals alone may be a name."""
    theirs = [word for word in _SMALL_WORD.findall(translation) if word not in _STAYS]
    sorted_runs = sorted(set(_RUN.findall(source.lower())))
    left = [word for word in theirs if _begins_one(sorted_runs, word)]
    if left:
        return tuple(dict.fromkeys(left))
    words = [word for word in _WORD.findall(source) if len(word) > 1]
    same = words and not _HAN.search(translation) and words == [w for w in _WORD.findall(translation) if len(w) > 1]
    return tuple(words[:_FEW]) if same and any(not word.isupper() for word in words) else None


def _begins_one(sorted_runs: list[str], word: str) -> bool:
    at = bisect_left(sorted_runs, word)
    return at < len(sorted_runs) and sorted_runs[at].startswith(word)


def _left_han(source: str, translation: str) -> tuple[str, ...] | None:
    left = _HAN.findall(_QUOTED.sub(" ", translation))
    mine = _HAN.findall(source)
    return ("".join(left[:12]),) if left and len(left) >= len(mine) * 0.5 else None


def wrong_script(source: str, translation: str, pair: Pair) -> tuple[str, ...]:
    """What does not belong into the language asked for: tags, another script, another language."""
    tags = [tag for tag in _TAG.findall(translation) if tag not in source]
    if tags:
        return tuple(dict.fromkeys(tags))[:_FEW]
    if pair.target == "zh":
        return _not_chinese(source, translation)
    han = _HAN.findall(_QUOTED.sub(" ", translation))
    return ("".join(han[:12]),) if han else _other_language(translation, pair)


def _not_chinese(source: str, translation: str) -> tuple[str, ...]:
    traditional = [sign for sign in translation if sign in _TRADITIONAL and sign not in source]
    if traditional:
        return ("".join(dict.fromkeys(traditional))[:12],)
    foreign = [word for word in _SMALL_WORD.findall(translation) if word not in _STAYS]
    if foreign:
        return tuple(dict.fromkeys(foreign))[:_FEW]
    nothing = not _HAN.search(translation) and any(word[1:].islower() for word in _WORD.findall(source))
    return tuple(_WORD.findall(translation)[:_FEW]) if nothing else ()


def _other_language(translation: str, pair: Pair) -> tuple[str, ...]:
    """Words of a neighbouring language; short texts and names give too little to judge by."""
    words = [word.lower() for word in _WORD.findall(translation) if not word.isupper()]
    for words_of in _FOREIGN.values():
        foreign = [word for word in words if word in words_of and word not in _DANISH_TOO]
        own = sum(word in _ONLY_DANISH and word not in words_of for word in words)
        if len(set(foreign)) > 1 and len(foreign) > own:
            return tuple(dict.fromkeys(foreign))[:_FEW]
    other = evident_language(translation)
    spoken = [word for word in words if len(word) > 1]
    if other not in {None, pair.target, "zh"} and len(spoken) > _FEW:
        return tuple(spoken[:_FEW])
    return ()
