"""Signs that Word stores as a place in a font: `w:sym`, and the private characters of Symbol and Wingdings."""

from __future__ import annotations

_SYMBOL = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_SYMBOL_HIGH = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
_FIRST, _LAST = "\uf020", "\uf0ff"
"""Where Word keeps the signs of a symbol font among the characters of a text."""
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "☐",
    0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip


def symbol(font: str, place: int) -> str:
    """Give the character at a place of a font; empty where it is not known."""
    name = font.lower()
    if name.startswith("symbol"):
        return _in_symbol(place & 0xFF)
    if name == "wingdings":
        return _WINGDINGS.get(place & 0xFF, "")
    return chr(place) if 0x20 <= place < 0xD800 else ""


def _in_symbol(place: int) -> str:
    if 0x20 <= place < 0x20 + len(_SYMBOL):
        return _SYMBOL[place - 0x20]
    if 0xA0 <= place < 0xA0 + len(_SYMBOL_HIGH):
        return _SYMBOL_HIGH[place - 0xA0].strip()
    return ""


def spelled(font: str, text: str) -> str:
    """Write out the private characters of a text set in a symbol font; one whose sign is not known stays."""
    if not any(_FIRST <= letter <= _LAST for letter in text):
        return text
    return "".join(symbol(font, ord(letter)) or letter if _FIRST <= letter <= _LAST else letter for letter in text)
