"""The formats of law in XML: what each calls its units, numbers, headings and notes.

Akoma Ntoso and USLM share most names; the older bills of the US Congress, the legislation of the United Kingdom and
Formex of the EU have their own. A format is recognised by its root element.
"""

from __future__ import annotations

import re

from cdiff.core.records import record

_PROLOG = re.compile(
    rb"\s*+(?>(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)\s*)*+<(?P<root>[\w.:-]+)(?P<attributes>[^>]*)",
    re.DOTALL,
)
_UNITS = frozenset(
    "part chapter section article book tome title division clause subpart subchapter subsection subdivision subtitle "
    "paragraph subparagraph subclause point indent alinea list sublist level rule subrule proviso transitional "
    "hcontainer item subitem recital citation tblock compiledact appendix schedule".split()
)
_INLINE = frozenset(
    "b i u em strong span a sub sup ins del ref mref rref mod rmod mmod date time doctitle docnumber docdate doctype "
    "docproponent docstage docstatus docketnumber docjurisdiction docauthority doccommittee docintroducer docpurpose "
    "shorttitle def term person organization concept object event location process role entity quantity abbr inline "
    "quotedtext embeddedtext affecteddocument decoration omissis placeholder fillin marker anchor img neutralcitation "
    "party judge lawyer opinion argument signature session vote outcome change legislature courttype "
    "noteref authorialnote eol ".split()
)
_ASIDE = {
    "coverpage": "the cover page",
    "toc": "table of contents",
    "remark": "an editor’s remark",
    "header": "the head of the page",
}


@record
class XmlVocabulary:
    """What a format calls its parts, in small letters and without prefixes."""

    name: str
    media_type: str
    units: frozenset[str] = _UNITS
    inline: frozenset[str] = _INLINE
    numbers: frozenset[str] = frozenset(("num",))
    headings: frozenset[str] = frozenset(("heading", "subheading", "crossheading"))
    notes: frozenset[str] = frozenset(("authorialnote",))
    quoted: frozenset[str] = frozenset(("quotedstructure", "embeddedstructure"))
    """Text of another act that an amending one quotes: its numbers are not the act's own."""
    aside: dict[str, str] = _ASIDE  # read only
    """What is set aside, with the reason."""
    silent: frozenset[str] = frozenset(("meta",))
    """What no reader of the document sees."""
    basic: frozenset[str] = frozenset(("section", "article", "rule"))
    """The units that are cited by number through the whole text; what stands below them is nested."""
    basic_word: str = ""
    """What is printed before the number of a basic unit, and not in the file: `SEC.`."""
    quotes: bool = False
    """Quotation marks are printed around quoted text, and not in the file."""
    run_in: bool = False
    """A heading below a basic unit stands at the front of its text: `(a) IN GENERAL.—A carrier`."""


AKN = XmlVocabulary("Akoma Ntoso", "application/akn+xml")
USLM = XmlVocabulary(
    "USLM",
    "application/uslm+xml",
    inline=_INLINE - {"doctitle"} | {"headingtext"},
    notes=frozenset(("footnote",)),
    quoted=frozenset(("quotedcontent",)),
    aside={"toc": "table of contents", "sidenote": "a note in the margin", "sourcecredit": "the source of the text"},
    silent=frozenset(("meta", "page")),
    run_in=True,
)
US_BILL = XmlVocabulary(
    "bill XML of the US Congress",
    "application/xml",
    inline=_INLINE
    | frozenset(
        "quote short-title term internal-xref external-xref enum-in-header added-phrase deleted-phrase act-name italic "
        "bold subscript superscript committee-name cosponsor sponsor nobr after-quoted-block pagebreak editorial "
        "effective-date-instruction omitted-text fraction underline".split()
    ),
    numbers=frozenset(("enum",)),
    headings=frozenset(("header", "legis-num")),
    notes=frozenset(("footnote",)),
    quoted=frozenset(("quoted-block",)),
    aside={"toc": "table of contents", "distribution-code": "the masthead", "calendar": "the masthead"},
    silent=frozenset(("metadata",)),
    basic_word="SEC.",
    quotes=True,
    run_in=True,
)
UK = XmlVocabulary(
    "UK legislation",
    "application/xml",
    units=frozenset(
        "part chapter pblock psubblock p1group p1 p2group p2 p3group p3 p4 p5 p6 schedule listitem".split()
    ),
    inline=frozenset(
        "emphasis strong smallcaps term citation citationsubref internallink externallink acronym abbreviation "
        "addition substitution repeal commentaryref footnoteref marginnoteref superior inferior underline span "
        "definition uppercase expanded character inlineamendment foreign".split()
    ),
    numbers=frozenset(("pnumber", "number")),
    headings=frozenset(("title", "subtitle")),
    notes=frozenset(),
    quoted=frozenset(("blockamendment", "blockextract")),
    aside={
        "contents": "table of contents",
        "commentaries": "notes of the editors",
        "marginnotes": "a note in the margin",
        "explanatorynotes": "explanatory notes",
        "earlierorders": "notes of the editors",
    },
    silent=frozenset(("metadata", "resources", "versions")),
    basic=frozenset(("p1",)),
)
FORMEX = XmlVocabulary(
    "Formex",
    "application/xml",
    units=frozenset("division article parag item np consid visa annex gr.seq subdiv".split()),
    inline=frozenset(
        "ht ft date ref.doc.oj ref.doc ref.doc.sej ref.doc.ecr quot.start quot.end note ie fmx formula.s btx anchor "
        "linked.seq keyword term margin incl.element acronym add.str ref.np.ecr".split()
    ),
    numbers=frozenset(("no.p", "no.parag", "no.gr.seq", "no.item", "no.subdiv")),
    headings=frozenset(("title", "ti.art", "sti.art", "ti.gr.seq", "ti.cjt")),
    notes=frozenset(("note",)),
    quoted=frozenset(("quot.s",)),
    aside={"toc": "table of contents"},
    silent=frozenset(("bib.instance", "bib.data", "bib.doc", "gr.annotation")),
    basic=frozenset(("article",)),
)
_BY_ROOT = {
    "akomantoso": AKN,
    "legislation": UK,
    **dict.fromkeys(("act", "cons.act", "annex", "general", "agr", "cons.annex", "decision"), FORMEX),
    **dict.fromkeys(("amendment-doc", "engrossed-amendment"), US_BILL),
    **dict.fromkeys(("lawdoc", "uscdoc", "plaw", "statutesatlarge", "statuteatlarge", "engrossedamendment"), USLM),
}


def root_of(data: bytes) -> tuple[str, bytes] | None:
    """Return the name of the root element and its attributes, where bytes begin as XML does; else none."""
    head = data[:16384].removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"")
    match = _PROLOG.match(head[1:] if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head)
    return (match["root"].decode("ascii", "replace"), match["attributes"]) if match else None


def vocabulary_of(data: bytes) -> XmlVocabulary | None:
    """Recognise a format of law by its root element; none for any other XML, and for what is none."""
    root = root_of(data)
    if root is None:
        return None
    name = root[0].rpartition(":")[2].lower()
    if name in ("bill", "resolution"):
        return USLM if b"uslm" in root[1].lower() else US_BILL
    # <ACT> is a word that other formats use too; Formex names its schema or has a title.
    if name == "act" and b"formex" not in data[:4096].lower() and b"<TITLE" not in data[:65536]:
        return None
    return _BY_ROOT.get(name)
