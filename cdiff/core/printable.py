"""Text that may be shown: what could steer a terminal or turn a line around is written out."""

from __future__ import annotations

import re

_UNSAFE = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
"""None of these counts as printable, so they need not be looked for in most texts."""


def safe(text: str) -> str:
    """Write out what could steer a terminal or turn the text around: `\\x1b`, `\\u202e`."""
    return text if text.isprintable() else re.sub(_UNSAFE, lambda sign: ascii(sign[0])[1:-1], text)
