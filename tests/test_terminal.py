"""What the terminal shows: never wider than it is, readable without colour, and the same words with it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdiff import pipeline
from cdiff.comparing import compare
from cdiff.core.model import Comparison, Version
from cdiff.core.printable import safe
from cdiff.core.records import replace
from cdiff.features.compare.told import COMPARISON, Told
from cdiff.features.versions.views import REMOVED, TEXT, VERSIONS, Shown
from cdiff.store import Survey
from cdiff.telling.changes import SIGNS
from cdiff.telling.layout import STYLES, coloured, fit, plain, width_of, wrap
from cdiff.telling.terminal import Display
from cdiff.telling.version_header import said_date
from tests.drafts import pairs, texts, versions, wild
from tests.support import parsed, version
from tests.test_contracts import SOME, readable

WIDTHS = st.integers(60, 160)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def shown(comparison: Comparison, look: Display, colours: str = "") -> str:
    return COMPARISON.show(Told(comparison), replace(look, colours=colours))


looks = st.builds(Display, context=st.one_of(st.none(), st.integers(0, 12)), side_by_side=st.booleans(), width=WIDTHS)


@given(pairs(), looks)
@SOME
def test_no_line_is_wider_than_the_terminal(both: tuple[str, str], look: Display) -> None:
    comparison = compare(version(both[0], "a-label-of-some-length"), version(both[1], "new"))
    assert [line for line in shown(comparison, look).split("\n") if width_of(line) > look.width] == []


@given(texts.filter(readable), texts.filter(readable), looks)
@SOME
def test_no_text_makes_a_line_wider_than_the_terminal(old: str, new: str, look: Display) -> None:
    comparison = compare(version(old, "old"), version(new, "new"))
    assert [line for line in shown(comparison, look).split("\n") if width_of(line) > look.width] == []


@given(versions(), WIDTHS)
@SOME
def test_no_version_is_wider_than_the_terminal(given_version: Version, width: int) -> None:
    views = [
        subject.show(told, Display(width))
        for subject, told in (
            (TEXT, Shown(given_version, given_version.document.clauses)),
            (VERSIONS, Survey((given_version,))),
            (REMOVED, Shown(given_version, (), given_version.document)),
        )
    ]
    for view in views:
        assert [line for line in view.split("\n") if width_of(line) > width] == []


@given(pairs(), looks, st.sampled_from(("standard", "256", "truecolor")))
@SOME
def test_colours_are_only_added(both: tuple[str, str], look: Display, colours: str) -> None:
    comparison = compare(*map(parsed, both))
    bare = [line.rstrip() for line in _COLOUR.sub("", shown(comparison, look, colours)).split("\n")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Display, "marks", False)  # colours stand for them
        assert bare == shown(comparison, look).split("\n")


@given(pairs(), looks)
@SOME
def test_every_change_has_its_sign_and_its_word(both: tuple[str, str], look: Display) -> None:
    comparison = compare(*map(parsed, both))
    lines = shown(comparison, look).split("\n")
    for change, _ in pipeline.select(comparison):
        sign = ">" if change.kind == "unchanged" else SIGNS[change.kind]
        assert any(line.startswith(f"{sign} ") for line in lines)
        assert any(change.kind in line for line in lines)


def test_the_signs_differ() -> None:
    assert len({*SIGNS.values(), ">"}) == len(SIGNS) + 1


@given(pairs(), st.integers(0, 5))
@SOME
def test_words_left_out_leave_a_sign(both: tuple[str, str], context: int) -> None:
    """What is shown with a context are words of the clause, in its order, and `…` where some are missing."""
    comparison = compare(*map(parsed, both))
    for change, _ in pipeline.select(comparison):
        alone = Comparison(comparison.old, comparison.new, (change,))
        narrow, wide = (body(COMPARISON.show(Told(alone), Display(160, context=around))) for around in (context, None))
        at = 0
        for part in map(str.strip, narrow.split("…")):
            at = wide.find(part, at) + len(part)
            assert at >= len(part), (narrow, wide)


def body(text: str) -> str:
    last = text.rstrip("\n").split("\n\n")[-1]
    return " ".join(line[2:] for line in last.split("\n") if line.startswith("  "))


# The pieces


@given(wild, st.integers(8, 40))
def test_a_text_is_wrapped_without_loss(text: str, width: int) -> None:
    lines = plain(wrap([(safe(text), "")], width)).split("\n")
    assert "".join("".join(lines).split()) == "".join(safe(text).split())


@given(wild, st.integers(2, 40))
def test_a_text_is_fitted_to_a_width(text: str, width: int) -> None:
    assert width_of(fit(safe(text), width)) == width


@given(wild)
def test_what_is_safe_stays_safe(text: str) -> None:
    assert safe(safe(text)) == safe(text)
    assert safe("plain – “text” é 移") == "plain – “text” é 移"


@pytest.mark.parametrize("style", STYLES)
def test_every_style_can_be_shown(style: str) -> None:
    assert "word" in coloured([[("word", style)]], "standard")


@pytest.mark.parametrize(
    ("date", "said"),
    [("2018-07-11", "11 July 2018"), ("2018-02-05", "5 February 2018"), ("", ""), ("2018", "2018"), ("soon", "soon")],
)
def test_a_date_is_said(date: str, said: str) -> None:
    assert said_date(date) == said
