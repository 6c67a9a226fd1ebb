"""Profiles: a treaty by its articles, any text, the choice between them, and a profile of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from cdiff.core.citation import find
from cdiff.core.errors import ProfileError
from cdiff.core.model import Document
from cdiff.parsing import BUILT_IN, load_profile, parse
from tests.support import parsed, reading

TREATY = """CONVENTION ON THE CROSSING OF BRIDGES

The States Parties to this Convention,

Recalling the principles of the Charter of the United Nations,

Convinced that bridges should be crossed in safety,

Have agreed as follows:

PART I
GENERAL PROVISIONS

Article 1
Use of terms

1. For the purposes of this Convention:

(a) “bridge” means a structure that carries a road over:
(i) a river; or
(ii) a valley;

(b) “crossing” means going from one end to the other.

2. The singular includes the plural.

Article 2
Scope

This Convention applies to all bridges, except where a State Party
has made a declaration under article 10.

PART II
OBLIGATIONS OF STATES PARTIES

CHAPTER 1
Building

Article 3
Design

1. Each State Party shall design its bridges so that they:

(a) do not fall;

(b) may be repaired.

2. A design shall be published.

Article 3 bis
Repair

1. A bridge that has fallen shall be repaired within:

(a) one year, if it carried persons;

(b) two years otherwise.

CHAPTER 2
Crossing

Article 10
Declarations

1. A State may declare that it will not apply:

(a) article 3, paragraph 2; or

(b) the annex.

2. A declaration is made:

(a) in writing;

(b) to the depositary.
"""

CITATIONS = [
    "title",
    *(f"preamble {number}" for number in range(1, 5)),
    *("part I", "article 1", "article 1, 1", "article 1, 1(a)", "article 1, 1(a)(i)", "article 1, 1(a)(ii)"),
    *("article 1, 1(b)", "article 1, 2", "article 2", "article 2, unnumbered 1"),
    *("part II", "chapter 1", "article 3", "article 3, 1", "article 3, 1(a)", "article 3, 1(b)", "article 3, 2"),
    *("article 3 bis", "article 3 bis, 1", "article 3 bis, 1(a)", "article 3 bis, 1(b)"),
    *("chapter 2", "article 10", "article 10, 1", "article 10, 1(a)", "article 10, 1(b)"),
    *("article 10, 2", "article 10, 2(a)", "article 10, 2(b)"),
]


@pytest.fixture(scope="module")
def treaty() -> Document:
    return parsed(TREATY, "articles")


def test_a_treaty_is_cited_by_its_articles(treaty: Document) -> None:
    assert [clause.citation.removeprefix("part II, ") for clause in treaty] == CITATIONS


def test_an_article_has_the_title_of_the_next_line(treaty: Document) -> None:
    titles = {clause.citation: (clause.label, clause.text) for clause in treaty if clause.kind == "article"}
    assert titles == {
        "article 1": ("Article 1.", "Use of terms"),
        "article 2": ("Article 2.", "Scope"),
        "article 3": ("Article 3.", "Design"),
        "article 3 bis": ("Article 3 bis.", "Repair"),
        "article 10": ("Article 10.", "Declarations"),
    }


def test_parts_and_chapters_have_titles_and_nest(treaty: Document) -> None:
    by_citation = {clause.citation: clause for clause in treaty}
    assert by_citation["part I"].text == "GENERAL PROVISIONS"
    assert by_citation["article 1"].parent == "part I"
    chapter = next(clause for clause in treaty if clause.kind == "chapter")
    assert (chapter.text, chapter.parent) == ("Building", "part II")
    assert by_citation["article 3"].parent == chapter.citation


def test_preambular_clauses_have_no_number(treaty: Document) -> None:
    preamble = [clause for clause in treaty if clause.kind == "preamble"]
    assert [clause.label for clause in preamble] == ["", "", "", ""]
    assert preamble[1].text.startswith("Recalling ")


def test_a_wrapped_unnumbered_paragraph_is_whole(treaty: Document) -> None:
    assert find(treaty, "article 2, unnumbered 1").text.endswith("under article 10.")


@pytest.mark.parametrize(
    ("typed", "citation"),
    [
        ("article 10, 2(a)", "article 10, 2(a)"),
        ("art10.2a", "article 10, 2(a)"),
        ("Art. 10.2(a)", "article 10, 2(a)"),
        ("Article 10 paragraph 2 (a)", "article 10, 2(a)"),
        ("art 3 bis", "article 3 bis"),
        ("art3bis.1a", "article 3 bis, 1(a)"),
        ("art1.1a(ii)", "article 1, 1(a)(ii)"),
        ("preamble 2", "preamble 2"),
        ("pp2", "preamble 2"),
        ("Part I", "part I"),
    ],
)
def test_a_treaty_is_cited_as_people_type(treaty: Document, typed: str, citation: str) -> None:
    assert find(treaty, typed).citation == citation


@pytest.mark.parametrize(
    ("heading", "label", "text"),
    [
        ("Article 5", "Article 5.", "Scope"),
        ("ARTICLE 5", "ARTICLE 5.", "Scope"),
        ("Article 5.", "Article 5.", "Scope"),
        ("Art. 5", "Art. 5.", "Scope"),
        ("Article V", "Article V.", "Scope"),
        ("Article 5bis", "Article 5bis.", "Scope"),
    ],
)
def test_an_article_is_known_however_it_is_headed(heading: str, label: str, text: str) -> None:
    document = parsed(
        f"A TREATY\n\nArticle 4\nTerms\n\nText.\n\n{heading}\nScope\n\nThis treaty applies.\n", "articles"
    )
    assert [(clause.label, clause.text) for clause in document if clause.kind == "article"][1] == (label, text)


@pytest.mark.parametrize("between", [". ", ": ", " – ", " — ", " - "])
def test_an_article_may_have_its_title_beside_it(between: str) -> None:
    document = parsed(f"A TREATY\n\nArticle 1{between}Scope\n\n1. This treaty applies.\n", "articles")
    assert [clause.text for clause in document if clause.kind == "article"] == ["Scope"]


def test_a_reference_to_an_article_is_no_heading() -> None:
    text = "A TREATY\n\nArticle 1\nScope\n\n1. This treaty applies, subject to\nArticle 2(1), to all.\n"
    assert [clause.kind for clause in parsed(text, "articles")] == ["title", "article", "paragraph"]


# The choice


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        (TREATY, "articles", "5"),
        ("OBJECTIVE 1: A\n\n1. X\n\nOBJECTIVE 2: B\n\n2. Y\n\nOBJECTIVE 3: C\n\n3. Z\n", "gcm", "3"),
        ("A memo\n\n1. Text\n\n2. Text\n", "plain", "no other"),
    ],
)
def test_auto_says_what_it_chose_and_why(text: str, name: str, why: str) -> None:
    document = parse(reading(text))
    assert document.profile == name
    assert document.warnings[0].message.startswith(f"profile {name}: ")
    assert why in document.warnings[0].message


def test_a_profile_that_was_named_is_no_warning() -> None:
    assert parsed("A memo\n\n1. Text\n").warnings == ()


@pytest.mark.parametrize("name", BUILT_IN)
def test_the_built_in_profiles_are_sound(name: str) -> None:
    assert load_profile(name).name == name


# Profiles of one's own


OWN = """
name = "rules"
title = "Rules with sections of the sort § 1"

[[heading]]
kind = "part"
pattern = '^BOOK\\s+(?P<number>[IVX]+)\\s*(?P<text>.*)$'
print = "Book {number}."
title = "next"

[[heading]]
kind = "article"
pattern = '^§\\s*(?P<number>\\d+[a-z]?)\\s*(?P<text>.*)$'
print = "§ {number}."

[[number]]
kind = "paragraph"
counter = "arabic"
print = "({number})"

[[number]]
kind = "item"
counter = "letter"
print = "{number})"
"""


def profile_file(folder: Path, text: str) -> str:
    path = folder / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_another_numbering_needs_no_code(tmp_path: Path) -> None:
    text = "BOOK I\nPersons\n\n§ 1 Names\n\n(1) A person has a name:\na) a first one\nb) a last one\n"
    text += "\n(2) It is public.\n\n§ 2a Seats\n"
    document = parsed(text, profile_file(tmp_path, OWN))
    assert document.profile == "rules"
    assert [(clause.kind, clause.label, clause.text) for clause in document] == [
        ("part", "Book I.", "Persons"),
        ("article", "§ 1.", "Names"),
        ("paragraph", "(1)", "A person has a name:"),
        ("item", "a)", "a first one"),
        ("item", "b)", "a last one"),
        ("paragraph", "(2)", "It is public."),
        ("article", "§ 2a.", "Seats"),
    ]


FAULTS = {
    "not TOML": ("name = ", "not TOML"),
    "an unknown table": ("[[headings]]\nkind = 'part'", "unknown key 'headings'; did you mean heading"),
    "an unknown key": (
        "[[heading]]\nkind = 'part'\npatern = 'x'",
        "heading 1: unknown key 'patern'; did you mean pattern",
    ),
    "an unknown kind": ("[[heading]]\nkind = 'book'", "heading 1: unknown kind 'book'"),
    "an unknown counter": (
        "[[number]]\nkind = 'item'\ncounter = 'greek'\nprint = '{number}'",
        "number 1: unknown counter",
    ),
    "an unknown shape": ("[[heading]]\nkind = 'part'\nshape = 'bold'", "heading 1: unknown shape"),
    "a missing key": ("[[number]]\nkind = 'item'", "number 1: "),
    "a pattern that is nested too deep": (
        f"[[heading]]\nkind = 'part'\npattern = '{'(' * 3000}'",
        "heading 1: not a regular expression",
    ),
    "a pattern that will mean something else": (
        "[[heading]]\nkind = 'part'\npattern = '[a--b]'",
        "heading 1: not a regular expression",
    ),
    "not a pattern": ("[[heading]]\nkind = 'part'\npattern = '('", "heading 1: not a regular expression"),
    "a print without number": (
        "[[number]]\nkind = 'item'\ncounter = 'letter'\nprint = 'x'",
        "number 1: print lacks {number}",
    ),
    "a pattern of another type": ("[[heading]]\nkind = 'part'\npattern = 3", "heading 1: "),
    "a list that is a text": (
        "[[number]]\nkind = 'item'\ncounter = 'letter'\nprint = '{number}'\ninside = 'article'",
        "number 1: ",
    ),
    "a kind in a list": (
        "[[number]]\nkind = 'item'\ncounter = 'letter'\nprint = '{number}'\ninside = ['artcle']",
        "number 1: ",
    ),
    "a switch that is a text": ("[body]\nends_with_numbers = 'yes'", "body: "),
    "a body pattern": ("[body]\nfirst = ['(']", "body: not a regular expression"),
    "a title pattern": ("[body]\ntitle = '('", "body: not a regular expression"),
    "detect without pattern": ("[detect]\nleast = 2", "detect: "),
    "a print with another field": (
        "[[number]]\nkind = 'item'\ncounter = 'letter'\nprint = '{number} {x}'",
        "number 1: ",
    ),
    "a heading that is a text": ("heading = 'x'", "heading"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_a_profile_is_one_line_with_file_and_key(tmp_path: Path, name: str) -> None:
    text, message = FAULTS[name]
    path = profile_file(tmp_path, text)
    with pytest.raises(ProfileError) as caught:
        parsed("1. Text\n\nBOOK I\n\na) text\n", path)
    said = str(caught.value)
    assert said.startswith(path)
    assert message in said
    assert "\n" not in said


def test_an_unknown_profile_offers_the_near_miss() -> None:
    with pytest.raises(
        ProfileError,
        match=r"no profile 'article'; there are auto, gcm, articles, statutes, plain.*did you mean articles",
    ):
        load_profile("article")


def test_a_profile_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match=r"none\.toml: No such file"):
        load_profile(str(tmp_path / "none.toml"))


def test_auto_wants_articles_that_count_on() -> None:
    cited = (
        "Article 7.\n\nRelease and clearance of goods\n\nArticle 10.\n\nFormalities\n\nArticle 10.\n\nSingle window\n"
    )
    assert parsed(cited, "auto").profile == "plain"
    assert parsed(cited.replace("Article 7", "Article 9"), "auto").profile == "articles"
