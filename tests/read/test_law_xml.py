"""Law in XML of several formats: numbers, levels and headings are those of the elements."""

from __future__ import annotations

import pytest

from cdiff.core.errors import ReadError
from cdiff.core.model import Reading
from cdiff.parsing import parse
from cdiff.reading import read_bytes
from cdiff.reading.vocabularies import AKN, FORMEX, UK, US_BILL, USLM, root_of, vocabulary_of

BILL = """<?xml version="1.0"?>
<!DOCTYPE bill PUBLIC "-//US Congress//DTDs/bill.dtd//EN" "bill.dtd">
<bill><metadata><dc>x</dc></metadata><form><legis-num>H. R. 1</legis-num>
<official-title>To regulate carriers.</official-title></form>
<legis-body><section><enum>1.</enum><header>Short title</header><text>This is the <quote>Lamp Act</quote>.</text>
</section><section><enum>2.</enum><header>Register</header><subsection><enum>(a)</enum><header>In general</header>
<text>A carrier shall—</text><paragraph><enum>(1)</enum><text>keep a register; and</text></paragraph>
<paragraph><enum>(2)</enum><text>open it.</text></paragraph></subsection>
<subsection><enum>(b)</enum><text>The Act is amended to read:</text>
<quoted-block><section><enum>5.</enum><header>Fee</header><text>A fee is due.</text></section></quoted-block>
</subsection></section></legis-body></bill>"""
FORMEX_ACT = """<ACT xmlns:xsi="x" xsi:noNamespaceSchemaLocation="formex-05.56.xsd"><BIB.INSTANCE><NO.DOC>1</NO.DOC>
</BIB.INSTANCE><TITLE><TI><P>Regulation on lamps</P></TI></TITLE><PREAMBLE><PREAMBLE.INIT><P>THE COUNCIL,</P>
</PREAMBLE.INIT><GR.CONSID><CONSID><NP><NO.P>(1)</NO.P><TXT>Lamps light<NOTE NOTE.ID="E1" TYPE="FOOTNOTE"><P>OJ L 1.</P>
</NOTE>.</TXT></NP></CONSID></GR.CONSID></PREAMBLE><ENACTING.TERMS><ARTICLE><TI.ART>Article 1</TI.ART>
<STI.ART><P>Scope</P></STI.ART><PARAG><NO.PARAG>1.</NO.PARAG><ALINEA><P>Lamps of <HT TYPE="BOLD">10<HT
TYPE="SUP">6</HT></HT> lumen are:</P><LIST TYPE="alpha"><ITEM><NP><NO.P>(a)</NO.P><TXT>lit;</TXT></NP></ITEM>
<ITEM><NP><NO.P>(b)</NO.P><TXT>called <QUOT.START CODE="201C"/>lamps<QUOT.END CODE="201D"/>.</TXT></NP>
</ITEM></LIST></ALINEA></PARAG></ARTICLE>
<ARTICLE><TI.ART>Article 2</TI.ART><ALINEA>It enters into force.</ALINEA></ARTICLE></ENACTING.TERMS></ACT>"""
UK_ACT = """<Legislation xmlns="http://www.legislation.gov.uk/namespaces/legislation"><Metadata>x</Metadata><Contents>
<ContentsTitle>Contents</ContentsTitle></Contents><Primary><Body><Part><Number>Part 1</Number><Title>Carriers</Title>
<P1group><Title>Register</Title><P1><Pnumber>1</Pnumber><P1para><P2><Pnumber>1</Pnumber><P2para>
<Text>A carrier <Emphasis>must</Emphasis>—</Text><P3><Pnumber>a</Pnumber><P3para><Text>keep a register, and</Text>
</P3para></P3><P3><Pnumber>b</Pnumber><P3para><Text>open it.</Text></P3para></P3></P2para></P2></P1para></P1></P1group>
<P1group><Title>Notice</Title><P1><Pnumber>2</Pnumber><P1para><Text>A carrier must give notice.</Text></P1para>
</P1></P1group></Part></Body></Primary></Legislation>"""
AKN_ACT = """<akomaNtoso><act><meta/><body><section><num>1</num><heading>Care</heading><subsection><num>1 –</num>
<intro><p>Keepers:</p></intro><paragraph><num>a –</num><content><p>clean;</p></content></paragraph>
<paragraph><num>b</num><intro><p>mend:</p></intro><subparagraph><num>i</num><content><p>posts,</p></content>
</subparagraph><subparagraph><num>ii</num><content><p>glass.</p></content></subparagraph></paragraph></subsection>
<subsection><num>2</num><content><p>The Act reads: <mod><quotedStructure startQuote="“" endQuote="”"><section>
<num>9</num><heading>Oil</heading><content><p>Oil is shared.</p></content></section></quotedStructure></mod>.</p>
</content></subsection></section><section><num>2</num><heading>Fees</heading><content><p>None.</p></content></section>
</body></act></akomaNtoso>"""


def read(text: str, name: str = "x.xml") -> Reading:
    return read_bytes(text.encode(), name)


def clauses(text: str) -> list[tuple[str, str]]:
    return [(clause.citation, clause.text) for clause in parse(read(text)).clauses]


def test_an_older_bill_of_the_us_congress() -> None:
    found = dict(clauses(BILL))
    assert found["section 1, unnumbered 1"] == "This is the “Lamp Act”."
    assert found["section 2(a)"] == "In general.—A carrier shall—"
    assert found["section 2(a)(1)"] == "keep a register; and"
    assert found["section 2(b)"].startswith("The Act is amended to read:")
    assert found["section 2(b)(5)"] == "“Fee A fee is due.”"


def test_formex() -> None:
    found = dict(clauses(FORMEX_ACT))
    assert found["article 1"] == "Scope"
    assert found["article 1, 1"] == "Lamps of 10⁶ lumen are:"
    assert found["article 1, 1(b)"] == "called “lamps”."
    assert found["fn 1"] == "OJ L 1."
    assert found["article 2, unnumbered 1"] == "It enters into force."


def test_legislation_of_the_united_kingdom() -> None:
    assert clauses(UK_ACT)[1:] == [
        ("section 1", "Register"),
        ("section 1, 1", "A carrier must—"),
        ("section 1, 1(a)", "keep a register, and"),
        ("section 1, 1(b)", "open it."),
        ("section 2", "Notice"),
        ("section 2, unnumbered 1", "A carrier must give notice."),
    ]
    assert [row.reason for row in read(UK_ACT).removed] == ["table of contents"]


def test_levels_of_akoma_ntoso_are_those_of_its_elements() -> None:
    found = clauses(AKN_ACT)
    assert found[:6] == [
        ("section 1", "Care"),
        ("section 1, 1", "Keepers:"),
        ("section 1, 1(a)", "clean;"),
        ("section 1, 1(b)", "mend:"),
        ("section 1, 1(b)(i)", "posts,"),
        ("section 1, 1(b)(ii)", "glass."),
    ]
    assert found[6][0] == "section 1, 2"
    assert found[6][1].startswith("The Act reads: “9 Oil")
    assert found[7:] == [("section 2", "Fees"), ("section 2, unnumbered 1", "None.")]


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ('<?xml version="1.0"?><rss><channel><title>x</title></channel></rss>', "rss"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><text>x</text></svg>', "svg"),
        ('<?xml version="1.0"?><!-- a --><w:wordDocument xmlns:w="x"/>', "w:wordDocument"),
        ('\ufeff<?xml version="1.0"?><feed/>', "feed"),
    ],
)
def test_any_other_xml_is_refused_in_one_line_that_names_its_root(text: str, root: str) -> None:
    with pytest.raises(ReadError, match=f"its root is <{root}>$"):
        read(text)


def test_what_only_looks_like_xml_is_read() -> None:
    assert [block.text for block in read("1. A text.\n2. <b> is no tag.").blocks] == ["1. A text.", "2. <b> is no tag."]
    page = '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><body><p>x</p></body></html>'
    assert read(page).source.media_type == "text/html"


def test_formats_are_recognised_by_their_root() -> None:
    for text, wanted in ((BILL, US_BILL), (FORMEX_ACT, FORMEX), (UK_ACT, UK), (AKN_ACT, AKN)):
        assert vocabulary_of(text.encode()) is wanted
    assert vocabulary_of(b'<bill xmlns="http://schemas.gpo.gov/xml/uslm"/>') is USLM
    assert vocabulary_of(b"plain text") is None
    assert root_of(b"") is None


def test_word_s_and_libreoffice_s_single_file_xml() -> None:
    word = (
        '<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
        '<pkg:part pkg:name="/word/document.xml"><pkg:xmlData>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        "<w:p><w:r><w:t>1. Text.</w:t></w:r></w:p></w:body></w:document></pkg:xmlData></pkg:part></pkg:package>"
    )
    assert [block.text for block in read(word).blocks] == ["1. Text."]
    office = (
        '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
        "<text:p>1. Text.</text:p></office:text></office:body></office:document>"
    )
    assert [block.text for block in read(office, "a.fodt").blocks] == ["1. Text."]
