"""In which language a text is, and how it runs, for the templates."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from cdiff.core.language import direction_of, language_of
from cdiff.core.model import Document


def spoken(document: Document) -> dict[str, Any]:
    """Give the attribute that names the language, where it is not that of the page, and the direction."""
    language = language_of(document)
    return {
        "said_in": Markup(' lang="{}"').format(language) if language != "en" else "",
        "direction": direction_of(language),
    }
