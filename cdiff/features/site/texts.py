"""The texts of all versions for the search of a site: a script, since a page in a folder may load nothing else.

A wording that several versions share stands in it once.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from cdiff.core.model import Version
from cdiff.telling.html.links import Names


def texts_js(versions: Sequence[Version], names: Names) -> str:
    """Write the wordings of all clauses, and for each version which clause has which."""
    places: dict[str, int] = {}
    data = {
        "versions": [
            {
                "label": version.label,
                "folder": names.version(version.label),
                "clauses": [
                    [
                        clause.citation,
                        names.clause(version.label, clause.citation),
                        places.setdefault(clause.text, len(places)),
                    ]
                    for clause in version.document
                ],
            }
            for version in versions
        ],
    }
    said = json.dumps({**data, "texts": list(places)}, ensure_ascii=False, separators=(",", ":"))
    escaped = "".join(
        f"\\u{ord(sign):04x}" if sign in "\u2028\u2029" or "\ud800" <= sign <= "\udfff" else sign for sign in said
    )
    return f'"use strict";\nconst cdiffTexts = {escaped};\n'
