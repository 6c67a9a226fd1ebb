"""Notes of a page: linked marks, raised marks, and the notes they point to."""

from __future__ import annotations

import pytest

from tests.read.html_pages import lines, page

LINKED = """<p>Word<sup><a href="#fn1" id="r1">1</a></sup> and again<sup><a href="#fn2">[2]</a></sup>,
see <a href="#fn1">above</a>.
<ol><li id="fn1">First note. <a href="#r1">↩</a><li id="fn2"><p>Second,</p><p>in two paragraphs.</p></ol>"""


def notes(body: str) -> list[tuple[str, str]]:
    return [(block.note, block.text) for block in page(body).blocks if block.note]


def test_linked_marks_and_their_notes() -> None:
    assert lines(LINKED)[0] == "Word[^1] and again[^2], see above."
    assert notes(LINKED) == [("1", "First note."), ("2", "Second, in two paragraphs.")]


NOTES = [
    (
        '<p>x<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a>'
        '<div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> N.</div>'
    ),
    (
        '<p>x<a href="#_ftn1" style="mso-footnote-id:ftn1"></a>'
        '<div id=ftn1><p><a href="#_ftn1" style="mso-footnote-id:ftn1"></a>N.</div>'
    ),
    '<p>x<sup><a href="#n">1</a></sup><p id=n><sup>1</sup>N.',
    '<p>x<sup><a href="#n">1</a></sup><p><a id=n></a>1. N.',
    '<p>x<a role=doc-noteref href="#n">1</a><aside id=n role=doc-footnote>1 N.</aside>',
    '<p>x<sup><a href="#n">1</a></sup><dl><dt id=n>1<dd>N.</dl>',
    '<p>x<sup><a href="#n">1</a></sup><table><tr id=n><td>1<td>N.</table>',
    "<p>x<sup>1</sup><hr><p><sup>1</sup> N.",
    "<p>x<sup>1</sup><footer><p><sup>1</sup> N.</footer>",
]  # fmt: skip


@pytest.mark.parametrize("body", NOTES[:-1])
def test_notes_of_many_makes(body: str) -> None:
    blocks = [block for block in page(body).blocks if block.text != "1"]
    assert [(block.note, block.text) for block in blocks] == [("", "x[^1]"), ("1", "N.")]


def test_notes_in_the_foot_of_the_page_are_kept() -> None:
    body = '<p>x<sup><a href="#n">1</a></sup><footer><p>© Site<p id=n>1 N.</footer>'
    assert notes(body) == [("1", "N.")]


@pytest.mark.parametrize("back", ['class="footnote-back">Return', 'role="doc-backlink">Return', ">↩"])
def test_the_way_back_is_known_by_its_arrow_or_what_it_is_called(back: str) -> None:
    assert notes(f'<p>x<sup><a id=r href="#n">1</a></sup><p id=n>1. N. <a href="#r" {back}</a>') == [("1", "N.")]


def test_a_power_is_no_mark() -> None:
    assert lines("<p>10<sup>6</sup> m<sup>2</sup>") == ["10⁶ m²"]
