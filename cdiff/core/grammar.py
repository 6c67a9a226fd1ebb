"""The grammar of numbers, as data: what a label is made of, in the languages that are read.

A provision is named by a word and a number (`Article 4a`, `第三条`, `4 §`) or by a number and its signs (`(a)`, `1.`,
`I –`, `1°`). Which kind stands below which is not said here: it is learned from each text. The order of `UNITS` is only
what is presumed where a text does not show it. A profile refers to these tables by the names of the units, and adds
words of its own with `[[word]]`.

Languages: the six of the United Nations (Arabic, Chinese, English, French, Russian, Spanish), Dutch, German, Italian,
Portuguese; the words alone are also known of the other languages of the European Union, and of Albanian, Armenian,
Azerbaijani, Georgian, Hebrew, Hindi, Icelandic, Indonesian, Japanese, Korean, Macedonian, Norwegian, Persian, Serbian,
Thai, Turkish, Ukrainian and Vietnamese.
"""

from __future__ import annotations

UNITS: dict[str, str] = {
    "annex": """
        en Annex Schedule Attachment · fr Annexe · es Anexo · pt Anexo
        de Anlage Anhang · nl Bijlage · it Allegato · ru bg mk Приложение · ar المرفق · da Bilag · sv Bilaga
        uk Додаток · cs sk Příloha Príloha · pl Załącznik · hr sl sr Prilog Priloga Прилог · ro Anexa · et Lisa
        fi Liite · lv Pielikums · lt Priedas · hu Melléklet · el Παράρτημα
        mt Anness · ga Iarscríbhinn · tr Ek · id Lampiran""",
    "appendix": "en Appendix · fr Appendice · es Apéndice · pt Apêndice · it Appendice · ru Дополнение",
    "provision": """
        es Disposición_adicional Disposición_transitoria Disposición_derogatoria Disposición_final""",
    "book": "en Book · fr Livre · es pt Libro Livro · de Buch · nl Boek · it Libro · ru Книга",
    "part": """
        en Part · fr Partie · es it pt Parte · de Teil · nl Deel · ru Часть · ar الجزء · da no sv Del Avdeling
        cs sk Část Časť · pl Część · hr sr Dio Deo · bg Част · uk Частина · ro Partea · el Μέρος · mt Parti · ga Cuid
        tr Kısım · vi Phần · hi भाग · th ส่วนที่ · hy Մաս · ka ნაწილი · fa بخش""",
    "title": """
        en Title · fr Titre · es pt Título · de nl Titel · it Titolo · ar الباب · pl Tytuł · ro Titlul · el Τίτλος
        hr Glava · cs sk Hlava · sl Naslov · mt Titolu · ga Teideal · bg Дял""",
    "subtitle": "en Subtitle · fr Sous-titre · es pt Subtítulo",
    "division": "en Division · sv Avdelning · pl Dział · cs Díl · tr Bölüm",
    "chapter": """
        en Chapter · fr Chapitre · es pt Capítulo · de Kapitel Hauptstück · nl Hoofdstuk · it Capo Capitolo
        ru bg sr uk Глава · ar الفصل · no Kapittel · sv Kapitel · ro Capitolul · el Κεφάλαιο · cs sk Kapitola
        pl Rozdział · hr sl Poglavlje Poglavje · et Peatükk · mt Kapitolu · ga Caibidil · sq Kreu · id Bab
        vi Chương · hi अध्याय · th หมวด · he פרק · fa فصل · hy Գլուխ · ka თავი""",
    "subdivision": "en Subdivision",
    "subchapter": "en Subchapter · de Unterkapitel",
    "section": """
        en Section SEC. Sec. · fr Section · es Sección · pt Seção Secção · de Abschnitt · nl Afdeling Paragraaf
        it Sezione · ru bg Раздел · ar القسم · ro Secțiunea · uk Розділ · cs sk Oddíl Oddiel · pl Sekcja · et Jagu
        hr sl sr Odjeljak Oddelek Odsek Одељак · sv Avsnitt · da Afdeling · el Τμήμα · mt Taqsima · ga Roinn · id Bagian
        vi Mục""",
    "subsection": "fr Sous-section · es Subsección · pt Subseção Subsecção · de Unterabschnitt · nl Subparagraaf",
    "paragraph": "fr Paragraphe Sous-paragraphe",
    "article": """
        en fr Article Art. Art ARTICLE · es Artículo · pt Artigo · de nl da sv no Artikel · it Articolo
        ru Статья · ar المادة · ro Articolul · el Άρθρο · fa ماده · he סעיף · hi अनुच्छेद · pl Artykuł
        cs sk Článek Článok · cs sk sl Čl. Čl · hr sr sl Članak Član Člen · bg mk sr Член Члан Чл. Чл
        uk Стаття · no et Artikkel · mt Artikolu · ga Airteagal · sq Neni · tr az Madde Maddə · id Pasal · vi Điều
        th มาตรา ข้อ · hy Հոդված · ka მუხლი""",
    "objective": "en Objective Goal · fr Objectif · es Objetivo",
    "rule": """
        en Rule Regulation Clause Standard Principle Guideline Commitment Order · fr Règle Clause · es Regla Cláusula
        pt Regra Cláusula · de Regel""",
    "sign": "§",
    "subparagraph": "da Stk. · pt Parágrafo",
}
"""The words before a number, by the unit they name, the highest first; `_` stands for a space. Codes of languages are
for the reader only."""

AFTER: dict[str, str] = {
    "book": "de Buch · nl Boek",
    "part": "de Teil · et osa · fi osa · da sv no del · hi भाग · hu rész · lv daļa · lt dalis · nl Deel · tr Kısım",
    "title": "de nl Titel · hu cím · lv sadaļa · fi osasto",
    "chapter": """
        de Kapitel Hauptstück · et peatükk · fi luku · nl Hoofdstuk · is kafli · sv da kap. kapitel · hu fejezet
        lv nodaļa · lt skyrius""",
    "section": "de Abschnitt · nl Afdeling · et jagu · hu szakasz · lv iedaļa · lt skirsnis · fi jakso",
    "subsection": "de Unterabschnitt · et jaotis",
    "division": "tr Bölüm",
    "article": "is gr. · hu cikk · fi artikla · lv pants · lt straipsnis · sl člen",
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
    "appendix": "part",
    "provision": "article",
    "book": "part",
    "part": "part",
    "title": "part",
    "subtitle": "chapter",
    "division": "part",
    "chapter": "chapter",
    "subdivision": "chapter",
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
    """
        one first premier première primero primera primeiro primeira primo único única unique erste erster первый الأول
        الأولى eerste první prvá pierwsza pierwszy първа перша prva prvi прва πρώτο birinci BİRİNCİ első esimene întâi
    """,
    """
        two second deuxième segundo segunda secondo zweiter zweite zweites второй вторая الثاني الثانية tweede druhá
        druga втора друга drugi δεύτερο ikinci İKİNCİ második teine
    """,
    """
        three third troisième tercero tercera terceiro terceira terzo dritter dritte drittes третий третья الثالث
        الثالثة derde třetí tretia trzecia трета третя treća treći трећа τρίτο üçüncü harmadik kolmas
    """,
    """
        four fourth quatrième cuarto cuarta quarto quarta vierter vierte viertes четвертый четвертая الرابع الرابعة
        vierde čtvrtá štvrtá czwarta четвърта четверта četvrta четврта τέταρτο dördüncü negyedik neljas
    """,
    """
        five fifth cinquième quinto quinta fünfter fünfte fünftes пятый пятая الخامس الخامسة vijfde pátá piata piąta
        пета п’ята peta πέμπτο beşinci BEŞİNCİ ötödik viies
    """,
    """
        six sixth sixième sexto sexta sesto sechster sechste sechstes шестой шестая السادس السادسة zesde šestá szósta
        шеста шоста šesta έκτο altıncı hatodik kuues
    """,
    """
        seven seventh septième séptimo séptima sétimo settimo siebter siebte siebenter седьмой седьмая السابع السابعة
        zevende sedmá siedma siódma седма сьома sedma έβδομο yedinci YEDİNCİ hetedik seitsmes
    """,
    """
        eight eighth huitième octavo octava oitavo ottavo achter achte achtes восьмой восьмая الثامن الثامنة achtste
        osmá ôsma ósma осма восьма osma όγδοο sekizinci SEKİZİNCİ nyolcadik kaheksas
    """,
    """
        nine ninth neuvième noveno novena nono neunter neunte neuntes девятый девятая التاسع التاسعة negende devátá
        deviata dziewiąta девета дев’ята deveta ένατο dokuzuncu kilencedik üheksas
    """,
    """
        ten tenth dixième décimo décima decimo zehnter zehnte zehntes десятый десятая العاشر العاشرة tiende desátá
        desiata dziesiąta десета десята deseta δέκατο onuncu tizedik kümnes
    """,
    "eleven eleventh onzième undécimo elfter elfte elftes",
    "twelve twelfth douzième duodécimo zwölfter zwölfte zwölftes",
)
"""Numbers in words, from one: cardinal and ordinal."""

SUFFIXES = (
    *("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "novies", "decies"),
    *("undecies", "duodecies", "terdecies", "quaterdecies"),
)
"""How a number goes on that was put in after the numbering: 5, 5 bis, 5 ter … (UN Editorial Manual, EU acts)."""

SUFFIXES_ELSEWHERE = {"مكرر": "bis", "مكررا": "bis", "مكرراً": "bis"}
"""The same in other scripts, by what it is cited as; Chinese, Japanese and Korean count behind `INSERTED`."""

INSERTED = "之의の"
"""What stands between a number and that of an article put in behind it: `第三条之二`, `제2조의2`, `第２条の２`."""

BEFORE = ("ante", "pre")
"""What marks a number that was put in before the one it bears."""

ALPHABETS = {
    "letter": "abcdefghijklmnopqrstuvwxyz",
    "cyrillic": "абвгдежзиклмнопрстуфхцчшщэюя",
    "arabic letter": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "abjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "hangul": "가나다라마바사아자차카타파하",
    "greek": "αβγδεϛζηθ",
    "hebrew": "אבגדהוזחט",
    "circled": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
}
"""Letters that count, in their order; Russian lists leave out ё, й, ъ, ы and ь."""

TENS = {"greek": "ικλμν", "hebrew": "יכלמנ"}
"""The tens of alphabets whose letters are figures: ι 10, ια 11, κ 20. The Greek 6 is printed στ for ϛ, and the Hebrew
15 and 16 are טו and טז, nine and six, nine and seven."""

IDEOGRAPHS = "〇一二三四五六七八九"
"""The figures of Chinese and Japanese numbers; 十 is ten, 百 a hundred."""


def words(table: str) -> list[str]:
    """List the words of a row of a table, without the codes of the languages."""
    return [
        word.replace("_", " ")
        for word in table.replace("·", " ").split()
        if len(word) > 2 or not word.isascii() or not word.islower()
    ]


SUSPENDED = tuple("and or to et ou y o e u und oder bis en of och eller og ed".split())
"""The words behind a hyphen that stands for a word, in the same languages: `gender- and child-sensitive`."""
