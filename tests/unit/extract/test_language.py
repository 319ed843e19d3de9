"""The language of a page is what its text shows, whatever its template says."""

import pytest

from newscrawl.extract.meta import language
from tests.unit.extract.pages import page_of

TEXTS = {
    "ja": "会社は水曜日、製品の欠陥について利用者に謝罪し、代金を全額返すと発表した。販売は中止された。",
    "ko": "회사는 수요일 제품의 결함에 대해 이용자에게 사과하고 대금을 전액 돌려주겠다고 발표했다.",
    "zh": "该公司周三就产品缺陷向用户道歉，并宣布将全额退还货款。法院此前裁定该公司侵犯了专利权。",
    "ar": "اعتذرت الشركة يوم الأربعاء للمستخدمين عن عيب في المنتج وأعلنت أنها ستعيد ثمنه كاملا إلى المشترين.",
    "hi": "कंपनी ने बुधवार को उत्पाद में खराबी के लिए उपयोगकर्ताओं से माफी मांगी और पूरी रकम लौटाने की घोषणा की।",
    "el": "Η εταιρεία ζήτησε την Τετάρτη συγγνώμη από τους χρήστες για το ελάττωμα του προϊόντος της.",
    "tr": "Şirket çarşamba günü üründeki kusur nedeniyle kullanıcılardan özür diledi ve paranın tamamını "
    "geri ödeyeceğini açıkladı. Mahkeme daha önce şirketin patent hakkını ihlal ettiğine karar vermişti.",
    "de": "Das Unternehmen hat sich am Mittwoch bei den Nutzern für den Mangel entschuldigt und "
    "angekündigt, den Kaufpreis vollständig zurückzuzahlen. Das Gericht hatte zuvor gegen es entschieden.",
    "ru": "Компания в среду извинилась перед пользователями за дефект продукта и объявила, что "
    "полностью вернёт деньги покупателям. Ранее суд признал нарушение патента.",
}


def page_in(code: str, lang: str = "") -> str | None:
    return language(page_of(f"<html {lang}><body><h1>1</h1><div>{TEXTS[code]}</div></body>"), None)


@pytest.mark.parametrize("code", TEXTS)
def test_text_alone_tells_the_language(code: str) -> None:
    assert page_in(code) == code


@pytest.mark.parametrize("code", ["ja", "ko", "zh", "ar", "hi", "el", "ru"])
def test_a_template_in_english_is_not_believed_of_another_script(code: str) -> None:
    assert page_in(code, "lang=en-US") == code


@pytest.mark.parametrize(
    ("code", "tag"), [("ja", "ja-JP"), ("zh", "zh-Hant-TW"), ("tr", "tr"), ("de", "de-AT")]
)
def test_what_is_declared_and_can_be_is_kept_with_its_region(code: str, tag: str) -> None:
    assert page_in(code, f"lang={tag}") == tag


def test_a_story_in_latin_letters_is_not_in_the_language_of_its_template() -> None:
    assert page_in("de", "lang=ja") == "de"


def test_too_little_text_leaves_what_is_declared() -> None:
    assert language(page_of("<html lang=ja><p>OK</p>"), None) == "ja"
    assert language(page_of("<html><p>OK</p>"), None) is None
