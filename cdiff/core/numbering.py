"""Numbers as drafts print them: `21.`, `(a)`, `iv.`, `5 bis`, `3.2.1`, `20 ante`, `OP6 alt`, `Article 4a`, `4 §`.

A label is read in two steps: `printed` (a number with its signs) or `worded` (a number with its word) takes it off the
front of a line, `ordinals` says which places in which sequences it can stand for (`i` is the ninth letter and the first
roman number; only the context tells, and the context is the parser's). The words and letters are data
(`cdiff.core.grammar`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

from cdiff.core import grammar
from cdiff.core.records import record

Counter = Literal["arabic", "decimal", "letter", "roman", "LETTER", "ROMAN"]

REPEATS = grammar.SUFFIXES

_WORD = rf"(?:(?i:{'|'.join((*REPEATS, *grammar.BEFORE))})|[Aa]lt(?:\.?\s?\d{{1,2}})?)"
_ELSEWHERE = "|".join(sorted(grammar.SUFFIXES_ELSEWHERE, key=len, reverse=True))
_AFTER = rf"(?:[.\s-]?(?:{_WORD}|{_ELSEWHERE}|\({_WORD}\))(?![^\W\d_]))*"
_LATE = rf"(?:\s{_WORD}(?:[.)]|(?=\s+[^\W\d_a-z]|\s*$))|(?<=\)){_WORD}[.)]?(?=\s))?"
"""`(a) bis`, `5. bis`, `(a)bis`: behind the signs of the number, and before a word that starts a sentence."""
_FOREIGN = f"[{grammar.ALPHABETS['cyrillic']}{grammar.ALPHABETS['abjad']}{grammar.ALPHABETS['hangul']}]"
_GREEK = rf"(?:[{grammar.TENS['greek']}]?(?:στ|[{grammar.ALPHABETS['greek']}])|[{grammar.TENS['greek']}])"
_HEBREW = rf"(?:ט[וז]|[{grammar.TENS['hebrew']}]?[{grammar.ALPHABETS['hebrew']}]|[{grammar.TENS['hebrew']}])"
_IDEOGRAPHIC = f"[{grammar.IDEOGRAPHS}十百]{{1,5}}"
_CORE = (
    r"-?\d{1,6}(?:\.\d{1,3})*(?:-\d{1,2}(?=\))|[a-zA-Z]|a[a-z](?=[.)])|[A-Z]{2}(?=[.)])|[A-Z]{1,2}\d{1,2}(?=[.)]))?"
    rf"|-?[a-z]{{1,5}}|[A-Z]{{1,6}}|(?:{_FOREIGN}|{_GREEK}|{_HEBREW})(?=[)）.])|{_IDEOGRAPHIC}(?=[)）.、．]|\s+[^\W\d_])"
)
_BARE = re.compile(r"\d{1,6}|[a-z]{1,5}")
"""A number that nothing else stands beside, as most labels are without their signs."""
_DASH = r"(?<=\d)(?:[-–](?=\s+[A-ZÀ-Ý\u0621-\u064a])|\s?[-–ـ](?=\s+[\u0621-\u064a]))"
"""`1- Los Estados`; in Arabic a space may stand before the dash too."""
_LABEL = (
    rf"(?P<open>[(\[（]?)(?:(?P<prefix>OP|PP)\s?(?=\d))?(?P<core>{_CORE})(?P<after>{_AFTER})"
    rf"(?P<close>\.[-–—]+|[°º]\.?\)?|{_DASH}|[.)\]）、．]{{0,2}})(?P<late>{_LATE})"
    r"(?P<dash>(?<=[IVXLC])\s?[–—-](?=\s))?"
    rf"(?P<space>\s+|$|(?<=\.[—–])(?=[A-ZÀ-Ý“‘\"])|(?<=[.)\]—–-])(?=\()|(?<=[）、．])|(?<=[{grammar.IDEOGRAPHS}十]\)))"
)


@cache
def _pattern() -> re.Pattern[str]:
    """Compile what a bare number looks like; to compare two stored drafts nobody asks."""
    return re.compile(_LABEL)


_LEAD = r"(?:\[\s?)+(?:[^\[\]:.;]{2,60}:\s+)?"
"""What may stand before the number of a clause in brackets: `[`, `[[`, `[EU: `."""
_ASIDE = r"\[\s?(?:[\w’']+\s)?(?:[Nn]ote|NOTE)"
_TIME = r"\d{1,2}\.(?:00|[0-5]\d\s*[–—-]\s*\d{1,2}[.:]\d\d)(?!\d)"
"""`10.00`, `10.15 – 10.30`: a time, or an amount, but no number of a clause."""
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$")
_VALUE = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@record
class Printed:
    """A label at the front of a line."""

    core: str
    """The number without its signs: `21`, `a`, `iv`, `3.2`."""
    after: str
    """`bis`, `ter ante` …, or nothing."""
    style: str
    """The signs around an `x`: `x.`, `(x)`, `x)`, or `x` alone; `○` around signs that are labels alone (`①`, `一`)."""
    space: str
    """What stands between the label and the text."""
    end: int
    """Where the text starts in the line."""
    prefix: str = ""
    """`OP`, `PP`: whether the paragraph of a resolution is operative or preambular."""
    unit: str = ""
    """What its word names (`article`, `chapter` …: a row of `cdiff.core.grammar.UNITS`); empty for a bare number."""
    label: str = ""
    """The label with its word, as the draft prints it; empty for a bare number."""

    @property
    def number(self) -> str:
        """The number as it is cited: `21`, `a`, `5 bis`."""
        return f"{self.core} {self.after}" if self.after else self.core


def printed(line: str) -> Printed | None:
    """Read the bare number at the front of a line; none where the line starts with a word."""
    if len(line) > 8 and line[:8].isalpha():
        return None  # a word: most lines start with one
    if _BARE.fullmatch(line):
        return Printed(line, "", "x", "", len(line))
    if line[:1] and line[0] in grammar.ALPHABETS["circled"]:
        space = line[1 : len(line) - len(line[1:].lstrip())]
        return Printed(line[0], "", "○", space, 1 + len(space))
    match = _pattern().match(line)
    if match is None:
        return None
    opened, core, closed = match["open"], match["core"], match["close"]
    if (
        (opened and not closed)
        or (opened == "[" and "]" not in closed)
        or (core[0].isdigit() and re.match(_TIME, line))
    ):
        return None
    if core[0] == "-" and not (opened if core[1].isalpha() else closed):
        return None
    after = _suffix(match["after"] + match["late"])
    style = f"{opened}x{closed.strip()}".translate(_FULL_WIDTH) + ("–" if match["dash"] else "")
    if style == "x" and core[0] in grammar.IDEOGRAPHS + "十百":
        style = "○"  # `一　…` is no paragraph of the level of `２　…`
    return Printed(core, after, style, match["space"], match.end(), match["prefix"] or "")


def _suffix(printed_as: str) -> str:
    """Write what follows a number as it is cited: `.BIS` → `bis`, `(مكرر)` → `bis`, `alt 2` → `alt 2`."""
    if not printed_as:
        return ""
    found = re.findall(rf"[a-z]+|\d+|{_ELSEWHERE}", printed_as.lower())
    return " ".join(grammar.SUFFIXES_ELSEWHERE.get(word, word) for word in found)


_FULL_WIDTH = str.maketrans({"（": "(", "）": ")", "．": ".", "—": "–"})


def _alternatives(words: Iterator[str]) -> str:
    shapes = {shape for word in words for shape in _printed_shapes(word)}
    return "|".join(re.escape(shape) for shape in sorted(shapes, key=lambda shape: (-len(shape), shape)))


def _printed_shapes(word: str) -> set[str]:
    """Return a word as it may be printed; capitals often go without their accents (`TITULO`, `ΚΕΦΑΛΑΙΟ`)."""
    upper = word.upper()
    bare = (word, upper) if upper == word else (unaccented(word), upper, unaccented(upper))
    return {word, *bare}


def unaccented(text: str) -> str:
    """Take the marks off letters: `Título` → `Titulo`."""
    import unicodedata

    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


def _units_of(table: Mapping[str, str]) -> dict[str, str]:
    """Map every word of a table, as it may be printed, to its unit; the higher unit has a word that two share."""
    return {
        shape: unit
        for unit, row in reversed([*table.items()])
        for word in grammar.words(row)
        for shape in _printed_shapes(word)
    }


@cache
def _worded_patterns() -> tuple[tuple[re.Pattern[str], Mapping[str, str]], ...]:
    """Compile the grammar: numbers behind a word, before a word, and between two signs."""
    spelled = _alternatives(word for row in grammar.NUMBER_WORDS for word in _capitalised(row))
    digits = r"-?(?:[LRDAC]\*?\.?\s?)?\d+[A-Z]?[⁰¹²³⁴-⁹]*(?:[.\-–‑/^]\d+)*"
    # `4a`, `36-A`, `2A`; `53 a` only where no sentence goes on behind the letter
    letter = r"(?:[-‑.]?[A-Za-zа-я]{1,2}(?![\w’'])|\s[a-z](?=[.:]|\s*$|\s+[A-ZÄÖÅØÜ(]))?"
    figure = rf"{digits}(?:er|re|ère|\.?[ºª°]\.?|o(?=[.\s]))?{letter}"
    number = (
        rf"(?:{figure}|[IVXLCDM]+(?:er|re|[A-Z]|[a-z])?|(?:{spelled})|[A-Z])(?:(?={_WORD}(?![^\W_]))|(?![^\W_]))(?!\()"
    )
    before, after, around = map(_units_of, (grammar.UNITS, grammar.AFTER, grammar.AROUND))
    tail = r"(?P<sep>(?:\s*+[.:–—\-)]++){0,2}(?=\s|$|\]|[A-ZÀ-Ý“«(]))\s*"
    return (
        (
            re.compile(
                rf"(?P<word>{_alternatives(iter(_shapes(grammar.UNITS)))})(?:(?<=§)|\.?\s)\s?(?P<number>{number})"
                rf"(?P<after>(?:\.(?=\s(?:Bis|Ter|Qu[aá]ter)\b))?{_AFTER}){tail}"
            ),
            before,
        ),
        (
            re.compile(
                rf"(?P<number>\d+[⁰¹²³⁴-⁹]*(?:\.\d+)?(?:\.?\s?[a-z]|/[A-Z])?|[IVXLC]+|(?:{spelled}))\.?\s?(?P<word>{_alternatives(iter(_shapes(grammar.AFTER)))})"
                rf"(?![^\W_])(?!(?<=§)\s?\d)(?P<after>){tail}"
            ),
            after,
        ),
        (
            re.compile(
                rf"[第제]\s?(?P<number>{_IDEOGRAPHIC}|\d+)\s?(?P<word>{'|'.join(around)})(?P<after>(?:[{grammar.INSERTED}]\s?(?:{_IDEOGRAPHIC}|\d+))?)"
                r"(?P<sep>)(?=\s|\(|（|$)\s*"
            ),
            around,
        ),
    )


@cache
def _first_words() -> frozenset[str]:
    """Return the words that a line with a word and a number may start with; most lines start with another one."""
    words = [shape for word in _shapes(grammar.UNITS) for shape in _printed_shapes(word)]
    spelled = [word for row in grammar.NUMBER_WORDS for word in _capitalised(row)]
    return frozenset(word.split()[0].rstrip(".") for word in (*words, *spelled, *map(str.upper, spelled)))


def _shapes(table: Mapping[str, str]) -> list[str]:
    return [word for row in table.values() for word in grammar.words(row)]


def _capitalised(row: str) -> list[str]:
    return [word.capitalize() if word.isascii() or word[0].islower() else word for word in row.split()] + row.split()


def worded(line: str) -> Printed | None:
    """Read a word and its number at the front of a line: `Article 4a`, `CHAPTER TWO`, `1. Titel`, `第三条`."""
    if not line[:1].isdigit() and line[:1] not in "第제§":
        first = line[:40].split(maxsplit=1)[0].rstrip(".") if line[:1].strip() else ""
        ordinal = re.match(_ORDINAL, line) if ".-" in first or first.isupper() else None
        if ordinal and ordinal["number"].lower() in _SPELLED:
            return Printed(ordinal["number"], "", ".", "", ordinal.end(), "", "provision", ordinal["number"])
        if first not in _first_words() and first.strip("IVXLC"):
            return None
    for pattern, units in _worded_patterns():
        match = pattern.match(line)
        if match is None:
            continue
        word, number = match["word"], match["number"]
        core = re.sub(r"(?<=[\dIVXLC])(?:er|re|ère|\.?[ºª°]|o(?![a-z]))\.?$|(?<=\d)\.?[ºª°]\.?|\s|\.$", "", number)
        around = units is _worded_patterns()[2][1]
        after = match["after"] if around else _suffix(match["after"])
        label = line[: max(match.end("after"), match.end("word"))]
        if units is _worded_patterns()[1][1] and core.lower() in _SPELLED:
            label = ""  # `Erster Abschnitt` is a heading in words
        sep = match["sep"].strip()
        return Printed(core, after, sep or "x", "", match.end(), "", units[word], label)
    return None


def peel(line: str) -> tuple[str, str]:
    """Take off what opens a bracket around a numbered clause: `[[5. Text]` → `[[`, `5. Text]`.

    The names of parties and the label of an option are taken off too (`[EU: (a) Text`). Nothing is taken off where
    no number follows, and nothing of a note (`[Note: 1. …`).
    """
    lead = re.match(_LEAD, line) if line[:1] == "[" and not re.match(_ASIDE, line) else None
    if lead is None:
        return "", line
    return lead[0], line[lead.end() :]


def roman(number: str) -> int:
    """Give the value of a roman number in lower case; 0 for what is none."""
    if not number or not _ROMAN.match(number):
        return 0
    values = [_VALUE[sign] for sign in number]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def letter(number: str) -> int:
    """Give the place of a letter label: a 1 … z 26, aa 27; both `bb` and `ab` are 28. 0 for what is none."""
    figures = number.replace("στ", "ϛ")
    for script, tens in grammar.TENS.items():
        if figures and figures[0] in grammar.ALPHABETS[script] + tens:
            return _letters_as_figures(figures, grammar.ALPHABETS[script], tens)
    if len(number) == 1 and not number.isascii():
        return 1 + max(grammar.ALPHABETS[name].find(number) for name in ("cyrillic", "abjad", "hangul"))
    if not number.isascii() or not number.isalpha() or len(number) > 2:
        return 0
    first, last = ord(number[0]) - 96, ord(number[-1]) - 96
    if len(number) == 1:
        return first
    return 26 + first if first == last else 26 * first + last


def _letters_as_figures(number: str, units: str, tens: str) -> int:
    """Give the value of a Greek or Hebrew number up to 59: α 1, στ 6, ι 10, ια 11, κ 20; טו 15."""
    return sum(1 + units.index(sign) if sign in units else 10 * (1 + tens.index(sign)) for sign in number)


def _ideograph(number: str) -> int:
    """Give the value of a Chinese number up to 999: 三 3, 十二 12, 二十 20, 一百零五 105."""
    total = figure = 0
    for sign in number.replace("零", ""):
        if sign in "十百":
            total += (figure or 1) * (10 if sign == "十" else 100)
            figure = 0
        else:
            figure = 10 * figure + grammar.IDEOGRAPHS.index(sign)
    return total + figure


@cache
def ordinals(core: str) -> Mapping[Counter, tuple[int, ...]]:
    """Say which places in which sequences a number can stand for.

    The result maps each counter to the place, one integer per level: `{"decimal": (3, 2)}`.
    """
    core = core.lstrip("-")
    if core[0] in grammar.ALPHABETS["circled"]:
        return {"arabic": (1 + grammar.ALPHABETS["circled"].index(core[0]),)}
    if core[0] in grammar.IDEOGRAPHS + "十百":
        return {"arabic": (_ideograph(core),)}
    if core[0].isdigit():
        number, inserted = re.match(r"([\d.]+)(.*)", core).groups()  # type: ignore[union-attr]
        parts = tuple(int(part) for part in number.split("."))
        counter: Counter = "arabic" if len(parts) == 1 else "decimal"
        more = (int(part) if part.isdigit() else letter(part) for part in re.findall(r"[a-z]+|\d+", inserted.lower()))
        return {counter: (*parts, *more)}
    small = core.lower()
    names: tuple[Counter, Counter] = ("letter", "roman") if core == small else ("LETTER", "ROMAN")
    places = {names[0]: (letter(small),), names[1]: (roman(small),)}
    return {counter: place for counter, place in places.items() if place[0]}


_ORDINAL = r"(?P<number>[^\W\d_]{4,12})\s?\.\s?[-–—]+\s*(?=\S)"
"""`PRIMERA.- Esta ley …`: a transitory provision, named by an ordinal alone."""
_SPELLED = {word.lower(): at for at, row in enumerate(grammar.NUMBER_WORDS, 1) for word in row.split()}


@cache
def worded_place(core: str) -> tuple[int, ...]:
    """Give the place of the number behind a word, one integer per level: `L111-2` 111, 2; `IA` 1, 1; `TWO` 2."""
    small = core.lower()
    if small in _SPELLED:
        return (_SPELLED[small],)
    if core[0] in grammar.IDEOGRAPHS + "十百":
        return (_ideograph(core),)
    if core[0].isalpha() and not any(map(str.isdigit, core)):
        value = roman(small)
        if not value and len(small) > 1 and roman(small[:-1]):
            return roman(small[:-1]), letter(small[-1])
        return (value or letter(small),)
    parts = re.findall(r"\d+|[a-z]{1,2}$|[а-я]$", re.sub("[⁰¹²³⁴-⁹]+", _raised, small))
    return tuple(int(part) if part.isdigit() else letter(part) for part in parts)


def _raised(figures: re.Match[str]) -> str:
    return "." + figures[0].translate(_RAISED)


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def number_of(label: str) -> str:
    """Take the signs off a label: `21.` → `21`, `(a)` → `a`, `OBJECTIVE 5:` → `OBJECTIVE 5`."""
    return label.strip("()[].:,;–—、°º \t").rstrip("-ـ ")


def cited_number(label: str) -> str:
    """Return the number of a bare label as it is cited: without signs, and in the figures and letters of English.

    `（一）` is 1 and `б)` is b, so that the six languages of one text are cited alike.
    """
    number = number_of(label)
    if number.isascii():
        return number
    places = ordinals(number) if _pattern().match(f"({number})") or number in grammar.ALPHABETS["circled"] else {}
    if places.get("arabic"):
        return ".".join(map(str, places["arabic"]))
    at = places.get("letter", (0,))[0]
    return chr(96 + at) if 0 < at <= 26 else number


@cache
def _unit_words() -> tuple[Mapping[str, str], Mapping[str, str], frozenset[str]]:
    """Map the words before and behind a number to their units; and list those that are English."""
    english = {
        word.lower().rstrip(".")
        for row in grammar.UNITS.values()
        for part in row.split("·")
        if "en" in part.split()
        for word in grammar.words(part)
    }
    before, after = ({word.lower().rstrip("."): unit for word, unit in _units_of(table).items()} for table in _TABLES)
    return before, after, frozenset(english)


_TABLES = (grammar.UNITS, grammar.AFTER)


def unit_of(heading: str) -> str:
    """Name the unit that a heading names without a number: `ANNEX`, `Appendix to the annex`; empty for none."""
    first, _, rest = heading.partition(" ")
    alone = not rest or rest.lower().startswith("to ")
    return _unit_words()[0].get(first.lower().strip("[]:."), "") if alone else ""


def cited_heading(label: str) -> str:
    """Return the name of a heading by its word and number, as English cites it; empty for an unknown word.

    `Artículo 5.º` is article 5, `第三条` article 3, `1. Titel` title 1; an English word stays (`rule 4`).
    """
    text = number_of(label)
    if text[:1] in ("第", "제"):
        read = worded(text)
        if read is None:
            return ""
        inserted = read.after.strip(grammar.INSERTED + " ")
        behind = f"-{worded_place(inserted)[0]}" if inserted else ""
        return f"{read.unit} {worded_place(read.core)[0]}{behind}"
    if text[:1] == "§":
        return re.sub(r"(?<=\d)[ºª°]", "", text)
    before, after, english = _unit_words()
    first, _, rest = text.partition(" ")
    word = first.lower().rstrip(".")
    if word in before and rest:
        number = re.sub(r"(?<=[\dIVXLC])(?:er|re|\.?[ºª°]|o)(?![^\W\d_])", "", rest.strip())
        number = re.sub(r"(?<=\d)\.(?=\s[BTQ])", "", number)  # `2o. Bis`
        number = re.sub(_ELSEWHERE, lambda found: grammar.SUFFIXES_ELSEWHERE[found[0]], number)
        number = re.sub("(?<=[0-9])[а-щ]$", lambda last: chr(96 + letter(last[0])), number)
        spelled = _SPELLED.get(number.lower())
        if spelled and number.lower() not in grammar.NUMBER_WORDS[spelled - 1].split()[:2]:
            number = str(spelled)  # the English words stay: `chapter TWO`
        if word in english and word not in ("art", "sec"):
            return f"{word} {number}"
        spelled = _SPELLED.get(number.lower())
        digits = re.match(r"\d+", number)
        number = str(spelled) if spelled else str(int(digits[0])) + number[digits.end() :] if digits else number
        return f"{'§' if before[word] == 'sign' else before[word]} {number}"
    first, _, last = text.rpartition(" ")
    if last.lower().rstrip(".") in after and first:
        unit = after[last.lower().rstrip(".")]
        number = first.rstrip(".")
        return f"{'§' if unit == 'sign' else unit} {_SPELLED.get(number.lower(), number)}"
    return ""


def order(number: str) -> tuple[int, ...]:
    """Say where a number stands in its sequence: 20 ante, 20, 20 alt, 20 bis, 20 ter ante, 20 ter, 21.

    `number` is a label with or without its signs (`20 bis.`, `OP6 alt`, `3a`); two numbers of one sequence stand in
    the order of what is given for them. Letters count by their place in the alphabet, never as roman numbers. Empty
    for what is no number.
    """
    read = printed(number_of(number))
    places = ordinals(read.core) if read else {}
    if read is None or not places:
        return ()
    first, *deeper = next(iter(places.values()))
    steps = [step for place in deeper for step in (_DEEPER, place)]
    steps += [int(word) if word.isdigit() else _step(word) for word in read.after.split()]
    return (first, *steps, 0)


def _step(word: str) -> int:
    """`ante` stands before the number itself; behind it and all that belongs to it `alt`, then `bis`, `ter` …"""
    if word in grammar.BEFORE:
        return -1
    return _DEEPER + 1 if word == "alt" else _DEEPER + 2 + REPEATS.index(word)


_DEEPER = 1
"""In an order: a number of the next level (3.2.1 behind 3.2, before 3.2 bis)."""
