"""The grammar of numbers, as data: what a label is made of, in the languages that are read.

A provision is named by a word and a number (`Article 4a`, `第三条`, `4 §`) or by a number and its signs (`(a)`, `1.`,
`I –`, `1°`). Which kind stands below which is not said here: it is learned from each text. The order of `UNITS` is only
what is presumed where a text does not show it. A profile refers to these tables by the names of the units, and adds
words of its own with `[[word]]`.

Languages: the six of the United Nations (Arabic, Chinese, English, French, Russian, Spanish), Dutch, German, Italian,
Portuguese; the words alone are also known of Danish, Estonian, Finnish, Greek, Hebrew, Hindi, Icelandic, Japanese,
Korean, Norwegian, Persian, Romanian and Swedish.
"""

from __future__ import annotations

UNITS: dict[str, str] = {
    "annex": """
        en Annex Schedule Appendix Attachment · fr Annexe Appendice · es Anexo Apéndice · pt Anexo Apêndice
        de Anlage Anhang · nl Bijlage · it Allegato · ru Приложение · ar المرفق · da Bilag · sv Bilaga""",
    "book": "en Book · fr Livre · es pt Libro Livro · de Buch · nl Boek · it Libro · ru Книга",
    "part": """
        en Part · fr Partie · es it pt Parte · de Teil · nl Deel · ru Часть · ar الجزء · da no sv Del Avdeling""",
    "title": "en Title · fr Titre · es pt Título Titulo · de nl Titel · it Titolo · ar الباب",
    "subtitle": "en Subtitle · fr Sous-titre · es pt Subtítulo",
    "division": "en Division · sv Avdelning",
    "chapter": """
        en Chapter · fr Chapitre · es pt Capítulo Capitulo · de Kapitel Hauptstück · nl Hoofdstuk · it Capo Capitolo
        ru Глава · ar الفصل · no Kapittel · sv Kapitel · ro Capitolul · el Κεφάλαιο""",
    "subchapter": "en Subchapter · de Unterkapitel",
    "section": """
        en Section SEC. Sec. · fr Section · es Sección Seccion · pt Seção Secção · de Abschnitt · nl Afdeling Paragraaf
        it Sezione · ru Раздел · ar القسم · ro Secțiunea""",
    "subsection": "fr Sous-section · es Subsección · pt Subseção Subsecção · de Unterabschnitt · nl Subparagraaf",
    "paragraph": "fr Paragraphe Sous-paragraphe",
    "article": """
        en fr Article Art. Art ARTICLE · es Artículo Articulo · pt Artigo · de nl da sv no Artikel · it Articolo
        ru Статья · ar المادة · ro Articolul · el Άρθρο · fa ماده · he סעיף · hi अनुच्छेद""",
    "objective": "en Objective Goal · fr Objectif · es Objetivo",
    "rule": """
        en Rule Regulation Clause Standard Principle Guideline Commitment Order · fr Règle Clause · es Regla Cláusula
        pt Regra Cláusula · de Regel""",
    "sign": "§",
    "subparagraph": "da Stk. · pt Parágrafo Paragrafo",
}
"""The words before a number, by the unit they name, the highest first. Codes of languages are for the reader only."""

AFTER: dict[str, str] = {
    "book": "de Buch",
    "part": "de Teil · et osa · fi osa · da sv no del · hi भाग",
    "title": "de Titel",
    "chapter": "de Kapitel Hauptstück · et peatükk · fi luku · is kafli · sv da kap. kapitel",
    "section": "de Abschnitt · et jagu",
    "subsection": "de Unterabschnitt · et jaotis",
    "article": "is gr.",
    "sign": "§",
}
"""The words behind a number: `1. Kapitel`, `I. peatükk`, `4 §`, `2. gr.`."""

AROUND: dict[str, str] = {
    "book": "编 編",
    "part": "편 部",
    "chapter": "章 장",
    "section": "节 節 절",
    "subsection": "관 款",
    "article": "条 條 조",
}
"""Signs behind `第` or `제` and a number."""

KINDS: dict[str, str] = {
    "annex": "part",
    "book": "part",
    "part": "part",
    "title": "part",
    "subtitle": "chapter",
    "division": "part",
    "chapter": "chapter",
    "subchapter": "chapter",
    "section": "section",
    "subsection": "section",
    "paragraph": "section",
    "article": "article",
    "objective": "objective",
    "rule": "article",
    "sign": "section",
    "subparagraph": "paragraph",
}
"""The kind of clause that each unit is."""

NUMBER_WORDS = (
    "one first premier première primero primera primeiro primeira primo único unique erste erster первый الأول الأولى",
    "two second deuxième segundo segunda secondo zweiter zweite zweites второй вторая الثاني الثانية",
    "three third troisième tercero tercera terceiro terceira terzo dritter dritte drittes третий третья الثالث الثالثة",
    "four fourth quatrième cuarto cuarta quarto quarta vierter vierte viertes четвертый четвертая الرابع الرابعة",
    "five fifth cinquième quinto quinta fünfter fünfte fünftes пятый пятая الخامس الخامسة",
    "six sixth sixième sexto sexta sesto sechster sechste sechstes шестой шестая السادس السادسة",
    "seven seventh septième séptimo séptima sétimo settimo siebter siebte siebenter седьмой седьмая السابع السابعة",
    "eight eighth huitième octavo octava oitavo ottavo achter achte achtes восьмой восьмая الثامن الثامنة",
    "nine ninth neuvième noveno novena nono neunter neunte neuntes девятый девятая التاسع التاسعة",
    "ten tenth dixième décimo décima decimo zehnter zehnte zehntes десятый десятая العاشر العاشرة",
    "eleven eleventh onzième undécimo elfter elfte elftes",
    "twelve twelfth douzième duodécimo zwölfter zwölfte zwölftes",
)
"""Numbers in words, from one: cardinal and ordinal."""

SUFFIXES = (
    *("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "novies", "decies"),
    *("undecies", "duodecies", "terdecies", "quaterdecies"),
)
"""How a number goes on that was put in after the numbering: 5, 5 bis, 5 ter … (UN Editorial Manual, EU acts)."""

BEFORE = ("ante", "pre")
"""What marks a number that was put in before the one it bears."""

ALPHABETS = {
    "letter": "abcdefghijklmnopqrstuvwxyz",
    "cyrillic": "абвгдежзиклмнопрстуфхцчшщэюя",
    "arabic letter": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "abjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "hangul": "가나다라마바사아자차카타파하",
    "circled": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
}
"""Letters that count, in their order; Russian lists leave out ё, й, ъ, ы and ь."""

IDEOGRAPHS = "〇一二三四五六七八九"
"""The figures of Chinese and Japanese numbers; 十 is ten, 百 a hundred."""


def words(table: str) -> list[str]:
    """List the words of a row of a table, without the codes of the languages."""
    return [
        word for word in table.replace("·", " ").split() if len(word) > 2 or not word.isascii() or not word.islower()
    ]
