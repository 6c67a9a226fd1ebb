"""What an audit finds beside untracked differences, and in formats other than Word's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from cdiff.core.model import Clause, Document, Version
from cdiff.features.audit.auditing import JudgedAudit, audit_sides
from cdiff.features.audit.model import Audit
from cdiff.features.audit.subjects import AUDIT
from cdiff.telling.terminal import Display
from tests.audit.test_auditing import sides
from tests.read.docx_files import changed, docx, mark, p, r
from tests.read.odt_files import between, came, here, odt, tracked, went
from tests.read.odt_files import p as odt_p
from tests.support import run, version

OLD = "A draft of rules\n\n1. States shall act at once.\n\n2. States may rest.\n"
NEW = OLD.replace("shall", "should")
HEAD = p("A draft of rules") + p("")
REST = p("2. States may rest.")
SHALL_SHOULD = changed("del", '<w:r><w:delText xml:space="preserve">shall</w:delText></w:r>') + changed(
    "ins", r("should")
)


def audited(data: bytes, old: str = OLD, new: str = NEW, name: str = "redline.docx") -> Audit:
    return audit_sides(version(old), version(new, "new"), *sides(data, "plain", name))


def word(first: str, second: str = REST) -> bytes:
    return docx(HEAD + p(first) + second)


def issues(found: Audit) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(issue.kind, issue.citation, issue.text, issue.lacks) for issue in found.issues]


def gone(text: str, author: str = "Ann", date: str = "2018-02-05T10:00:00Z") -> str:
    return changed("del", f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>', author, date)


def test_a_redline_that_is_whole() -> None:
    found = audited(word(r("1. States ") + SHALL_SHOULD + r(" act at once.")))
    assert found.holds()
    assert issues(found) == []


def test_words_struck_by_formatting_are_told_and_fail_where_the_text_lost_them() -> None:
    struck = r("shall", "<w:strike/>") + changed("ins", r("should"))
    found = audited(word(r("1. States ") + struck + r(" act at once.")))
    assert [(each.state, each.grade) for each in found.differences] == [("accepted", "substance")]
    assert issues(found) == [("struck", "1", "shall", ())]


def test_struck_words_that_are_tracked_as_deleted_are_no_issue() -> None:
    struck = changed("del", "<w:r><w:rPr><w:strike/></w:rPr><w:delText>shall</w:delText></w:r>")
    found = audited(word(r("1. States ") + struck + changed("ins", r("should")) + r(" act at once.")))
    assert (found.holds(), issues(found)) == (True, [])


def test_changes_of_format_alone_do_not_count() -> None:
    look = '<w:b/><w:rPrChange w:id="9" w:author="Ann" w:date="2018-02-05T10:00:00Z"><w:rPr/></w:rPrChange>'
    found = audited(word(r("1. States shall act at once.", look)), new=OLD)
    assert found.revisions == ()
    assert found.holds()
    assert found.cautions == ("redline.docx has no tracked changes",)


def test_who_and_when_are_missed() -> None:
    body = r("1. States ") + gone("shall", "", "") + changed("ins", r("should"), "Author") + r(" act at once.")
    found = audited(word(body))
    assert found.holds()
    assert issues(found) == [("unsigned", "1", "shall", ("author", "date")), ("unsigned", "1", "should", ("author",))]


def test_a_change_in_a_page_header_is_in_no_clause() -> None:
    body = p(r("1. States ") + SHALL_SHOULD + r(" act at once."))
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header"/></w:sectPr>'
    data = docx(HEAD + body + REST + section, header=p(r("A/RES/1 ") + changed("ins", r("Rev.1"), "", "")))
    assert issues(audited(data)) == [("unsigned", "", "Rev.1", ("author", "date"))]


def test_a_tracked_change_that_changes_nothing() -> None:
    nothing = gone("rest") + changed("ins", r("rest"))
    body = word(r("1. States ") + SHALL_SHOULD + r(" act at once."), p(r("2. States may ") + nothing + r(".")))
    assert issues(audited(body)) == [("idle", "2", "rest", ()), ("idle", "2", "rest", ())]


def test_a_tracked_change_that_changes_nothing_beside_one_that_does() -> None:
    nothing = gone("at once") + changed("ins", r("at once"))
    found = audited(word(r("1. States ") + SHALL_SHOULD + r(" act ") + nothing + r(".")))
    assert issues(found) == [("idle", "1", "at once", ()), ("idle", "1", "at once", ())]


def test_a_number_that_is_tracked_changes_something() -> None:
    new = OLD.replace("2. ", "3. ")
    body = p(gone("2.") + changed("ins", r("3.")) + r(" States may rest."))
    found = audited(word(r("1. States shall act at once."), body), new=new)
    assert (found.holds(), issues(found)) == (True, [])


def test_a_tracked_move_changes_something() -> None:
    old = "A draft of rules\n\nEconomic matters come first here.\n\nSocial matters come second here.\n"
    new = "A draft of rules\n\nSocial matters come second here.\n\nEconomic matters come first here.\n"
    text = "Economic matters come first here."
    body = (
        p(changed("moveFrom", r(text)), mark("del"))
        + p("Social matters come second here.")
        + p(changed("moveTo", r(text)), mark("ins"))
    )
    found = audited(docx(HEAD + body), old, new)
    assert (found.holds(), issues(found)) == (True, [])


def test_a_number_alone_is_a_difference_of_its_own() -> None:
    found = audited(word(r("1. States ") + SHALL_SHOULD + r(" act at once."), p("3. States may rest.")))
    assert [(each.state, each.grade) for each in found.differences] == [("rejected", "number"), ("accepted", "number")]
    assert not found.holds()
    assert found.holds("substance")


def test_a_number_that_is_a_word_in_one_format_is_no_difference() -> None:
    clauses = [Clause("1", "section", "1.", "Scope of the rules"), Clause("2", "text", "", "1 Scope of the rules")]
    old, new = (Version(clause.citation, Document((clause,))) for clause in clauses)
    assert audit_sides(old, old, new, new).differences == ()
    glued = Version("glued", Document((replace(clauses[1], text="1.Scope of the rules"),)))
    assert {each.grade for each in audit_sides(old, old, glued, glued).differences} == {"editorial"}
    other = Version("other", Document((replace(clauses[1], text="2 Scope of the rules"),)))
    assert {each.grade for each in audit_sides(old, old, other, other).differences} == {"substance"}


def test_a_clause_that_was_moved_without_tracking_it() -> None:
    old = OLD + "".join(f"\n{at}. {words}.\n" for at, words in ((3, "Data are shared"), (4, "Borders are open")))
    body = HEAD + p("1. States shall act at once.") + p("3. Data are shared.") + p("2. States may rest.")
    found = audited(docx(body + p("4. Borders are open.")), old, old)
    assert {(each.state, each.grade) for each in found.differences if each.change.moved} == {
        ("rejected", "moved"),
        ("accepted", "moved"),
    }


def test_a_paragraph_cut_in_two_without_tracking_it() -> None:
    old = "A draft of rules\n\nStates act together on data.\n\nThey share what they find with all others.\n"
    one = "A draft of rules\n\nStates act together on data. They share what they find with all others.\n"
    body = HEAD + p("States act together on data.") + p("They share what they find with all others.")
    found = audited(docx(body), one, old)
    assert [(each.state, each.grade) for each in found.differences] == [("rejected", "cut")]


def test_a_name_with_a_colon_is_said_whole() -> None:
    found = audited(word(r("1. States shall act.")), name="redline.docx")
    address = replace(found.rejected.old, label="https://example.org/old")
    shown_all = AUDIT.show(JudgedAudit(replace(found, rejected=replace(found.rejected, old=address))), Display(100))
    assert "── Rejecting every change does not give https://example.org/old ──" in shown_all


def test_an_opendocument_text() -> None:
    changes = tracked(went("d", odt_p("shall")), came("i"))
    body = changes + odt_p("A draft of rules") + odt_p("")
    body += odt_p("1. States " + here("d") + between("i", "should") + " act at once.") + odt_p("2. States may rest.")
    found = audited(odt(body), name="redline.odt")
    assert found.holds()
    assert len(found.revisions) == 2
    lying = audited(odt(body.replace("may rest", "may rest now")), name="redline.odt")
    assert [(each.state, each.grade) for each in lying.differences] == [
        ("rejected", "substance"),
        ("accepted", "substance"),
    ]


def test_a_web_page() -> None:
    page = (
        "<!DOCTYPE html><title>A</title><h1>A draft of rules</h1>"
        '<p>1. States <del cite="mailto:Ann" datetime="2018-02-05">shall</del><ins>should</ins> act at once.</p>'
        "<p>2. States may {}rest.</p>"
    )
    found = audited(page.format("").encode(), name="redline.html")
    assert found.holds()
    assert issues(found) == [("unsigned", "1", "should", ("author", "date"))]
    assert not audited(page.format("not ").encode(), name="redline.html").holds("substance")


def test_the_page_headers_that_cdiff_adds_to_a_redline_limit_no_verdict(tmp_path: Path) -> None:
    old, new, redline = (tmp_path / name for name in ("old.docx", "new.docx", "redline.docx"))
    old.write_bytes(docx("".join(p(each.strip()) for each in OLD.split("\n\n"))))
    new.write_bytes(docx("".join(p(each.strip()) for each in NEW.split("\n\n"))))
    assert run(["compare", str(old), str(new), "--docx", str(redline)], cwd=tmp_path).exit == 0
    ran = run(["audit", str(redline), str(old), str(new)], cwd=tmp_path)
    assert (ran.exit, "not compared" in ran.stdout) == (0, False), ran.stdout
