"""Shares of a whole: in words, and as the shade of a cell on a page."""

from __future__ import annotations

_STEPS = (0.0, 0.02, 0.08, 0.2, 0.5)
"""Above each of these a share is a shade darker; the steps grow, as most shares are small."""


def share_said(part: int, whole: int) -> str:
    """Write a share in percent so that only nothing is nothing: `94.3 %`, `<0.1 %`, `–`."""
    if not part:
        return "–"
    return f"{100 * part / whole:.1f} %" if 1000 * part >= whole else "<0.1 %"


def shade(share: float) -> str:
    """Return the class that the style sheet has for a share, 0 to 1: `h0` to `h5`."""
    return f"h{sum(share > step for step in _STEPS)}"
