"""Citations: what a clause is called, whom it belongs to, and how a person's typing finds it.

Citation and parent are not stored: they follow from the sequence of kinds and labels, by one rule for all
profiles, so that a stored draft, a parsed one and a hand-made one are cited alike.

Rejected: ids made from the words (they change with every edit) and running numbers (nobody cites them).
"""

from __future__ import annotations

import re
from collections import Counter as Tally
from collections.abc import Iterable, Sequence
from functools import cache

from cdiff.core.clause import Basis, Clause, HasClauses
from cdiff.core.errors import CitationError, close
from cdiff.core.grammar import UNITS, words
from cdiff.core.numbering import cited_heading, cited_number, number_of, ordinals, printed, unaccented
from cdiff.core.records import record, replace

RANK = {
    "title": 0,
    "chapeau": 0,
    "part": 1,
    "chapter": 2,
    "section": 3,
    "objective": 4,
    "article": 4,
    "subheading": 5,
    "preamble": 6,
    "paragraph": 6,
    "text": 6,
    "stem": 7,
    "principle": 7,
    "action": 7,
    "item": 7,
    "roman": 8,
    "subitem": 8,
    "point": 9,
    "subpoint": 10,
    "footnote": 0,
}
"""Every kind of clause, and how deep it stands: a clause belongs to the nearest one before it that stands higher."""

HEADINGS = {"title": 1, "part": 2, "chapter": 2, "section": 2, "objective": 3, "article": 3, "subheading": 4}
"""The kinds that are headings, and the level each has in Markdown and HTML."""

_LISTED = ("action", "item", "roman", "subitem", "point", "subpoint")
_ARTICLES = ("article", "section", "objective")
"""The headings that people cite for the text below them."""
_SCOPES = ("article",)
_NAMED = re.compile(r"[^\W\d_]{2,}")
_MARK = re.compile(r"\[\^([^\[\]\s]+)\]")


@record
class UncitedClause:
    """A clause before it is cited."""

    kind: str
    label: str
    text: str
    line: int = 0
    parent: int | None = None
    """The index of the clause it belongs to, -1 for none; None where that follows from the kinds (`RANK`)."""
    basis: Basis = ""
    """What its citation will rest on, where that is known."""


class CitationState:
    """Where the state through a draft stands."""

    def __init__(self, *, scoped: bool, infers: bool, annexed: frozenset[str]) -> None:
        self.annexed = annexed
        """The kinds of numbered clauses that an annex and another place have: in an annex they are cited with it."""
        self.scoped = scoped
        """Whether paragraph numbers start again under the headings."""
        self.infers = infers
        """Whether there are clauses whose parent follows from the kinds."""
        self.open: dict[int, Clause] = {}
        """The clauses that the next one may belong to, by rank."""
        self.order: dict[str, int] = {}
        self.numbered: dict[str, Clause] = {}
        """The headings by their numbers: 2.1 belongs to 2."""
        self.last: dict[str, tuple[int, ...]] = {}
        """The last number of each clause's list."""
        self.taken: set[str] = set()
        self.repeats: dict[str, int] = {}
        """How often a name was wanted again: the next one goes on counting there."""
        self.counts: Tally[str] = Tally()
        self.by_citation: dict[str, Clause] = {}


def cite(items: Iterable[UncitedClause]) -> tuple[Clause, ...]:
    """Give every item its citation and its parent.

    Citations are unique; duplicates get a suffix, `[2]`. A footnote's parent is the first clause that
    bears its mark and is no footnote, and none has a footnote for its parent: so no clause stands below itself.
    """
    items = tuple(items)
    infers = any(item.parent is None and item.kind != "footnote" for item in items)
    state = CitationState(scoped=_restarts(items), infers=infers, annexed=_annexed(items))
    clauses: list[Clause] = []
    for item in items:
        if item.parent is None or item.kind == "footnote":
            parent = _parent(item, state)
        else:
            parent = clauses[item.parent] if 0 <= item.parent < len(clauses) else None
            parent = None if parent and parent.kind == "footnote" else parent
        clauses.append(_clause(item, parent, state))
    _call_by_article(clauses)
    bearers: dict[str, str] = {}
    for clause in clauses:
        for mark in _MARK.findall(clause.text) if clause.kind != "footnote" else ():
            bearers.setdefault(mark, clause.citation)
    return tuple(
        _under(clause, bearers.get(number_of(clause.label).lstrip("^"))) if clause.kind == "footnote" else clause
        for clause in clauses
    )


def _call_by_article(clauses: list[Clause]) -> None:
    """Call the only paragraph of a numbered article, without a number of its own, as the article is called."""
    below = Tally(clause.parent for clause in clauses if clause.kind != "footnote")
    heads = {clause.citation for clause in clauses if clause.kind in _ARTICLES and clause.label}
    for at, clause in enumerate(clauses):
        if clause.kind == "text" and clause.parent in heads and below[clause.parent] == 1:
            clauses[at] = replace(clause, called=clause.parent)


def _restarts(items: Sequence[UncitedClause]) -> bool:
    """Whether paragraph numbers start again under the headings, so that a number alone says nothing.

    They do too where the headings are numbered like them: `1` alone would be section 1.
    """
    firsts = [item for item in items if item.kind == "paragraph" and number_of(item.label) == "1"]
    numbered = any(item.kind == "section" and number_of(item.label).isdecimal() for item in items)
    return (numbered or len(firsts) > 1) and not any(item.kind == "article" for item in items)


def _annexed(items: Sequence[UncitedClause]) -> frozenset[str]:
    """Return the kinds of numbered clauses that occur in an annex and outside it, or in several annexes.

    Where all stands in one annex, as a convention does in a resolution, people do not name it.
    """
    places: dict[str, set[int]] = {}
    annex = count = 0
    for item in items:
        if _is_annex(item):
            annex = count = count + 1
        elif item.kind == "part":
            annex = 0
        elif item.label:
            places.setdefault(item.kind, set()).add(annex)
    return frozenset(kind for kind, found in places.items() if len(found) > 1)


@cache
def _annex_words() -> frozenset[str]:
    return frozenset(word.lower() for word in words(UNITS["annex"]) + words(UNITS["appendix"]) if word.isascii())


def _is_annex(item: UncitedClause | Clause) -> bool:
    """Whether a clause is the heading of an annex, with a number or without."""
    if item.kind != "part":
        return False
    name = cited_heading(item.label) if item.label else slug(item.text)
    return name.partition(" ")[0] in _annex_words()


def _annex_around(item: UncitedClause, parent: Clause | None, state: CitationState) -> str:
    """Find the annex that a clause has to be cited with; empty for none."""
    while parent and item.kind in state.annexed:
        if _is_annex(parent):
            return parent.citation
        parent = state.by_citation.get(parent.parent or "")
    return ""


def ordinals_of(label: str) -> tuple[int, ...]:
    """Give the place that a label stands for in its sequence, `()` where it has none."""
    read = printed(number_of(label))
    places = ordinals(read.core) if read else {}
    return next(iter(places.values()), ())


def _under(clause: Clause, parent: str | None) -> Clause:
    return replace(clause, parent=parent)


def _clause(item: UncitedClause, parent: Clause | None, state: CitationState) -> Clause:
    citation = _unique(_names(item, parent, state), state)
    above = parent.citation if parent else None
    clause = Clause(citation, item.kind, item.label, item.text, above, item.line, basis=item.basis)
    state.by_citation[citation] = clause
    if state.infers:
        _open(clause, parent, state)
    return clause


def _open(clause: Clause, parent: Clause | None, state: CitationState) -> None:
    rank = RANK[clause.kind]
    if clause.kind in ("footnote", "stem", "chapeau", "title"):
        return
    for deeper in [level for level in state.open if level >= rank]:
        if not (clause.kind == "subheading" and deeper > rank):
            del state.open[deeper]
    state.open[rank] = clause
    state.order[clause.citation] = len(state.order)
    if clause.kind in ("section", "subheading") and clause.label[:1].isdigit():
        state.numbered[number_of(clause.label)] = clause
    if clause.kind in _LISTED and parent:
        state.last[parent.citation] = ordinals_of(clause.label)


def _parent(item: UncitedClause, state: CitationState) -> Clause | None:
    over = number_of(item.label).rpartition(".")[0] if item.kind == "subheading" else ""
    if over in state.numbered:
        return state.numbered[over]
    rank = RANK[item.kind]
    above = [state.open[level] for level in sorted(state.open) if level < rank]
    if not above:
        return None
    newest = max(above, key=lambda clause: state.order[clause.citation])
    if newest.kind == "subheading" and item.kind in _LISTED:
        return _continued(item, above, state) or newest
    return newest if newest.kind == "subheading" else above[-1]


def _continued(item: UncitedClause, above: list[Clause], state: CitationState) -> Clause | None:
    """Find the list that a sub-heading interrupts: letters that go on behind it still belong to it."""
    for clause in reversed(above):
        last = state.last.get(clause.citation)
        if last and _follows(last, item.label):
            return clause
    return None


def _follows(last: tuple[int, ...], label: str) -> bool:
    read = printed(number_of(label))
    if read is None:
        return False
    return any(len(place) == 1 and place[0] > last[0] for place in ordinals(read.core).values())


def _names(item: UncitedClause, parent: Clause | None, state: CitationState) -> list[str]:
    """List what a clause may be called, the shortest first."""
    number = number_of(item.label)
    if item.kind not in HEADINGS:
        number = cited_heading(item.label) if " " in number and item.kind == "paragraph" else cited_number(item.label)
        number = number or number_of(item.label)
    if item.kind == "footnote":
        return [f"fn {number.lstrip('^')}"]
    if item.kind == "title" or item.kind == "chapeau":
        state.counts[item.kind] += 1
        count = state.counts[item.kind]
        return [item.kind if count == 1 else f"{item.kind} {count}"]
    if item.kind in HEADINGS:
        names = _heading_names(item, number, parent, state)
        if number and parent and parent.kind in HEADINGS and (annex := _annex_around(item, parent, state)):
            return [f"{annex}, {names[0]}", names[-1]]
        return names
    return _text_names(item, number, parent, state)


def _heading_names(item: UncitedClause, number: str, parent: Clause | None, state: CitationState) -> list[str]:
    if number:
        kind = "section" if item.kind == "subheading" else item.kind
        name = cited_heading(item.label) or (
            _lower_words(number) if _NAMED.match(number) and " " in number else f"{kind} {number}"
        )
    else:
        name = slug(item.text) or item.kind
    if parent is None:
        return [name]
    full = f"{parent.citation}, {name}"
    if _is_annex(parent) and _is_annex(item):
        return [full]
    # a provision that an amending act quotes is no article of the act itself
    over: Clause | None = parent
    while over and over.kind in HEADINGS:
        over = state.by_citation.get(over.parent or "")
    if over is None:
        return [name, full]
    over = state.by_citation.get(over.parent or "", over) if over.kind == "text" else over
    return [f"{over.citation}, {name}", full]


def _lower_words(number: str) -> str:
    """`OBJECTIVE 5` → `objective 5`, `CHAPTER II` → `chapter II`."""
    first, _, rest = number.partition(" ")
    return f"{first.lower()} {rest}"


def _text_names(item: UncitedClause, number: str, parent: Clause | None, state: CitationState) -> list[str]:
    above = parent.citation if parent else ""
    if item.kind == "stem":
        return [f"{above} stem".strip()]
    if item.kind == "principle":
        return [f"{above} {slug(item.text)}".strip()]
    if item.kind == "preamble" and number:
        return [number if number.startswith("PP") else f"recital {number}"]
    if item.kind == "preamble":
        state.counts["preamble"] += 1
        return [f"preamble {state.counts['preamble']}"]
    if not number:
        state.counts[above] += 1
        name = f"unnumbered {state.counts[above]}"
        return [f"{above}, {name}" if above else name]
    if item.kind == "paragraph":
        return _paragraph_names(item, number, parent, state)
    return _listed_names(number, parent, state)


def _paragraph_names(item: UncitedClause, number: str, parent: Clause | None, state: CitationState) -> list[str]:
    over = number_of(parent.label) if parent else ""
    if parent and parent.kind not in HEADINGS and over and number.startswith(f"{over}."):
        return [parent.citation.removesuffix(over) + number]
    if parent and RANK[parent.kind] >= RANK["paragraph"] and parent.kind != "text":
        return [f"{parent.citation}, {number}"]
    scope = parent
    while scope and scope.kind not in _SCOPES and "§" not in scope.label:
        scope = state.by_citation.get(scope.parent or "")
    if scope:
        return [f"{scope.citation}, {number}"]
    full = f"{parent.citation}, {number}" if parent else number
    if annex := _annex_around(item, parent, state):
        return [f"{annex}, {number}", full]
    return [full] if state.scoped and "." not in number else [number, full]


def _listed_names(number: str, parent: Clause | None, state: CitationState) -> list[str]:
    if parent is None:
        return [f"({number})"]
    full = f"{parent.citation}({number})"
    if parent.kind == "text" and parent.parent:
        return [f"{parent.parent}({number})", full]
    return [full]


def _unique(names: list[str], state: CitationState) -> str:
    name = next((name for name in names if name not in state.taken), "")
    while not name or name in state.taken:
        count = state.repeats.get(names[-1], 1) + 1
        state.repeats[names[-1]] = count
        name = f"{names[-1]} [{count}]"
    state.taken.add(name)
    return name


def slug(text: str) -> str:
    """Name a clause by its first words, up to the first stop: `Human rights: The …` → `human rights`."""
    head = re.split(r"[:;,.\u2013\u2014]", text, maxsplit=1)[0]
    return " ".join(_MARK.sub("", head).lower().split()[:8])


_SHORT = {
    "objective": "obj",
    "article": "art",
    "footnote": "fn",
    "note": "fn",
    "paragraph": "",
    "paragraphs": "",
    "para": "",
    "paras": "",
    "pp": "preamble",
    "chapter": "ch",
    "section": "sec",
    "clause": "",
    "subparagraph": "",
    **dict.fromkeys("ст статьи статье artikels".split(), "art"),
    **dict.fromkeys(
        """
        absatz abs nr nummer ziffer ziff buchstabe buchst litt lit let point pt subpara subparas item paragraphe alinéa
        párrafo parágrafo apartado inciso letra comma lettera lid пункт п часть ч подпункт الفقرة ust ustęp pkt punkt
        odst odstavec písm bekezdés pont ал алинея stavak točka παράγραφος παρ fıkra ayat khoản điểm moment mom
        """.split(),
        "",
    ),
}
"""The words that people type before a number, by what they are short for; a paragraph needs none."""


@cache
def _words() -> dict[str, str]:
    """Map every word that may stand before a number, in small letters, to the one that its key has."""
    units = {
        typed.strip("."): _SHORT.get(unit, unit)
        for unit, row in UNITS.items()
        for word in words(row)
        for typed in (word.lower(), unaccented(word.lower()))
    }
    english = {unit: _SHORT.get(unit, unit) for unit in UNITS}
    units["§"] = "§"
    return {**units, **english, **dict.fromkeys(("rule", "regulation", "standard", "principle"), ""), **_SHORT} | {
        name: name for name in ("rule", "regulation", "standard", "principle", "guideline", "commitment", "order")
    }


def names_number(text: str) -> bool:
    """Whether a text ends with a word that a number follows: `… of article`, `… de l’article`, `paragraphs`."""
    word = re.split(r"[ '’]", text)[-1].lower().rstrip(".")
    return any(len(stem) > 1 and stem in _words() for stem in (word, word[:-1], word[:-2]))


_AROUND = r"[第제]\s?[^\s第제]+?(?P<unit>[款项項목항호]|[条條조]|[^\W\d_])(?=\W|\d|第|제|$)"
_INVERTED = r"(?i)(.+?)(?<!\s)\s+(?:of the|of|de l['’]|de la|del|des|de|der|do|da|dell['’]|van|статьи)\s*(.+)"
"""`paragraph 2 of article 5`: what is cited stands before what holds it."""


def _spelled_out(part: re.Match[str]) -> str:
    """Write `第二条` and `第一款` as `article 2` and `2`, as all other languages are cited."""
    if part["unit"] in "款项項목항호":
        return f" {cited_number(f'({number})')}" if (number := part[0][1:-1].strip()) else part[0]
    return f" {cited_heading(part[0]) or part[0]} "


def key(citation: str) -> str:
    """Reduce a citation to what matters in it: `Objective 5`, `obj5` and `OBJ. 5` have one key.

    Neighbouring numbers keep a dot between them, so that article 10, 2 is not article 102.
    """
    if "第" in citation or "제" in citation:
        citation = re.sub(_AROUND, _spelled_out, citation)
    parts = re.findall(r"\d+|[^\W\d_]+|\[|§", re.sub("[ºª°]", "", citation.casefold()))
    known = _words()
    out = ""
    for part in (known.get(part, part) for part in parts):
        out += "." + part if out and out[-1].isdigit() and part[:1].isdigit() else part
    return out


def find(document: HasClauses, citation: str, where: str = "the draft") -> Clause:
    """Find the clause that a person means.

    `citation` may be typed loosely: `21a`, `obj5`, `para 21 (a)`, `objective 5(a)`, `art10.2a`, `fn3`.
    `where` names the version in the error. Raises `CitationError` with the near misses.
    """
    exact = {clause.citation: clause for clause in document.clauses}
    if citation in exact:
        return exact[citation]
    keys = {key(clause.citation): clause for clause in reversed(document.clauses)}
    typed = [citation]
    turned = re.fullmatch(_INVERTED, citation.strip())
    typed += [f"{turned[2]} {turned[1]}"] if turned else []
    for each in typed:
        heading = "" if each[:1] in ("第", "제") else cited_heading(each)
        found = _of_key(document, keys, key(each)) or (keys.get(key(heading)) if heading else None)
        if found:
            return found
    wanted = key(typed[-1])
    offered = close(citation, exact)
    for unit in ("", *_UNITS) if not offered else ():
        offered = offered or [keys[name].citation for name in close(unit + wanted, keys)]
    apart = "; " if any("," in name for name in offered) else ", "
    hint = f"did you mean {apart.join(offered)}?" if offered else "cdiff show lists them"
    raise CitationError(f"no clause {citation!r} in {where}; {hint}")


_UNITS = ("sec", "art", "§", "rule")
"""What a number alone may be the number of, as `key` writes it."""


def _of_key(document: HasClauses, keys: dict[str, Clause], wanted: str) -> Clause | None:
    """Find a clause by the key of its citation, of the end of it (`§ 6, 2` in article 5), or of a heading above it."""
    for name in (wanted, *(unit + wanted for unit in _UNITS)):
        if name in keys:
            return keys[name]
    ends = [clause for name, clause in keys.items() if wanted[:1] and not wanted[0].isdigit() and name.endswith(wanted)]
    if len(ends) == 1 and len(wanted) > 1 and wanted[0] == "§":
        return ends[0]
    return _through_heading(document, keys, wanted)


def _through_heading(document: HasClauses, keys: dict[str, Clause], wanted: str) -> Clause | None:
    """`objective 5(a)`: the clause (a) of the paragraph under that heading."""
    match = re.match(r"((?:obj|sec)\d+)(.+)", wanted)
    heading = keys.get(match[1]) if match else None
    if match is None or heading is None:
        return None
    for clause in document.clauses:
        if clause.parent == heading.citation and clause.kind == "paragraph":
            return keys.get(key(clause.citation) + match[2])
    return None


def subtree(document: HasClauses, root: Clause) -> tuple[Clause, ...]:
    """Give a clause and all that belongs to it, in reading order."""
    inside = {root.citation}
    for clause in document.clauses:
        if clause.parent in inside and clause.kind != "footnote":
            inside.add(clause.citation)
    return tuple(clause for clause in document.clauses if clause.citation in inside)


def unit_of(document: HasClauses) -> dict[str, str]:
    """Say for each clause under which objective, article or section heading it stands.

    The result maps citations to the citation of the nearest such heading, or `""` before the first one.
    """
    headings = ("objective", "article", "section", "chapter", "part")
    by_citation = {clause.citation: clause for clause in document.clauses}
    units: dict[str, str] = {}
    for clause in document.clauses:
        above = by_citation.get(clause.parent or "")
        if clause.kind in headings and (above is None or above.kind in HEADINGS):  # one below a paragraph is quoted
            units[clause.citation] = clause.citation
        elif clause.kind == "footnote":
            units[clause.citation] = "footnotes"
        else:
            units[clause.citation] = units.get(above.citation, "") if above else ""
    return units
