"""The texts of all versions for the search of a site: a script, since a page in a folder may load nothing else.

A wording that several versions share stands in it once. Of a draft that is lost in part only the words that are known
are in it, so that no other is found there; `partly` says that what is not found in it is not known to be missing. What
sources say of drafts is searched too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from cdiff.core.evidence import KnownWords
from cdiff.core.model import Clause, Version
from cdiff.telling.html.links import Names


def _texts(version: Version) -> Iterator[tuple[Clause, str]]:
    """Go through the clauses with what is known of their words."""
    known = KnownWords(version)
    for clause in version.document:
        if known.knows(clause):
            yield clause, clause.text
        elif passages := [text.strip() for text, kind in known.runs(clause) if kind != "carried"]:
            yield clause, f"… {' … '.join(passages)} …"


def texts_js(versions: Sequence[Version], names: Names) -> str:
    """Write the wordings of all clauses, and for each version which clause has which."""
    places: dict[str, int] = {}
    data = {
        "versions": [
            {
                "label": version.label,
                "folder": names.version(version.label),
                "partly": not version.is_known,
                "clauses": [
                    [
                        clause.citation,
                        names.anchor(version.label, clause.citation),
                        places.setdefault(text, len(places)),
                    ]
                    for clause, text in _texts(version)
                ],
            }
            for version in versions
        ],
    }
    statements = dict.fromkeys(said for version in versions for said in version.statements)
    heard = [f"{said.text} ({said.source})" if said.source else said.text for said in statements]
    said = json.dumps({**data, "texts": list(places), "statements": heard}, ensure_ascii=False, separators=(",", ":"))
    escaped = "".join(
        f"\\u{ord(sign):04x}" if sign in "\u2028\u2029" or "\ud800" <= sign <= "\udfff" else sign for sign in said
    )
    return f'"use strict";\nconst cdiffTexts = {escaped};\n'
