"""Labels at the front of a line: `21.`, `(a)`, a bullet; and which one is due next."""

from __future__ import annotations

import re

from cdiff.reading.pdf.page import TextRow

LABEL = re.compile(
    r"(?:[(\[]?(?:\d{1,4}(?:\.\d{1,3})*|[A-Za-z]{1,2}|[ivxlcIVXLC]{1,7})(?:\s?(?:bis|ter|quater|quinquies))?"
    r"(?:[.)\]]{1,2})|\d{1,2}(?:\.\d{1,3})+|[—–•·▪●○◦‣*\uf0a8\uf0d8-]|§\s?\d+)(?=\s|$)"
)
_CORE = re.compile(r"\d+|[A-Za-z]+")
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()


class DueLabels:
    """The labels so far: which one is due next, and where."""

    def __init__(self) -> None:
        """Begin without any."""
        self._due: dict[tuple[str, str], float] = {}

    def see(self, row: TextRow) -> None:
        """Take note of the label that a paragraph begins with."""
        label = LABEL.match(row.text)
        for key in _next_labels(label[0]) if label else ():
            self._due[key] = row.left

    def expects(self, label: str, left: float) -> bool:
        """Whether a label follows the last one of its style, and stands below it."""
        place = self._due.get((_CORE.sub("#", label), _core(label)))
        return place is not None and abs(place - left) < 2


def _core(label: str) -> str:
    match = _CORE.search(label)
    return match[0].lower() if match else ""


def _next_labels(label: str) -> list[tuple[str, str]]:
    """List what may follow a label: `(b)` behind `(a)`, `12.` behind `11.`, `(ii)` behind `(i)`."""
    core, style = _core(label), _CORE.sub("#", label)
    if core.isdecimal():
        return [(style, str(int(core) + 1))]
    found = [_ROMAN[_ROMAN.index(core) + 1]] if core in _ROMAN[:-1] else []
    if len(core) == 1 and "a" <= core < "z":
        found.append(chr(ord(core) + 1))
    elif core == "z":
        found.append("aa")
    elif len(core) == 2 and core[0] == core[1]:
        found.append(chr(ord(core[0]) + 1) * 2)
    return [(style, core) for core in found]
