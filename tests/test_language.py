"""The language of a text: by its script, by its function words, and unknown rather than wrong."""

from __future__ import annotations

import pytest

from cdiff.core.language import direction_of, language_of, language_of_text
from cdiff.core.model import Clause, Document

TEXTS = {
    "en": "We commit to the protection of the rights of all migrants in line with international law.",
    "fr": "Nous nous engageons à respecter les droits de tous les migrants dans le cadre du droit international.",
    "es": "Nos comprometemos a respetar los derechos de todos los migrantes en el marco del derecho internacional.",
    "de": "Wir verpflichten uns, die Rechte der Migranten und das Völkerrecht zu achten, auf dem es ruht.",
    "pt": "Comprometemo-nos com os direitos dos migrantes e das famílias em uma ordem que não os exclui.",
    "it": "Ci impegniamo per il rispetto dei diritti delle persone e della legge con gli Stati che lo sono.",
    "ru": "Мы обязуемся уважать права мигрантов и их семей в соответствии с международным правом.",
    "ar": "نلتزم بحماية حقوق المهاجرين وفقا للقانون الدولي.",
    "fa": "ما متعهد می‌شویم که حقوق مهاجران را پاس بداریم و چگونگی آن را گزارش کنیم.",
    "he": "אנו מתחייבים להגן על זכויות המהגרים.",
    "zh": "我们承诺根据国际法保护所有移民的权利。",
    "ja": "我々は国際法に従い、すべての移民の権利を保護することを約束する。",
    "ko": "우리는 국제법에 따라 이주민의 권리를 보호할 것을 약속한다.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_tells_its_language(language: str) -> None:
    assert language_of_text(TEXTS[language]) == language
    assert direction_of(language) == ("rtl" if language in ("ar", "fa", "he") else "auto")


@pytest.mark.parametrize("text", ["", "1. 2. 3.", "OBJECTIVE 5", "Wir", "of", "Kigali Dakar Nairobi Lagos"])
def test_what_does_not_tell_is_unknown(text: str) -> None:
    assert language_of_text(text) == ""
    assert direction_of("") == "auto"


def test_a_quotation_in_another_script_does_not_tell() -> None:
    assert language_of_text(f"{TEXTS['en']} ({TEXTS['ar'][:20]})") == "en"


def test_a_long_draft_is_known_by_its_beginning() -> None:
    english = Clause("1", "text", "", TEXTS["en"] * 300)
    german = Clause("2", "text", "", TEXTS["de"] * 3000)
    assert language_of(Document((english, german))) == "en"
    assert language_of(Document((german, english))) == "de"
    assert language_of(Document(())) == ""
