"""Write what cdiff is made of as an SBOM: CycloneDX 1.5, from `requirements.txt`, on stdout.

Nothing but Python is needed, and the same files give the same bytes: no date, no serial number.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
_ENTRY = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;]+)(?P<rest>(?:[^\n]*\\\n)*[^\n]*)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def sbom() -> dict[str, Any]:
    """Give the bill of materials: cdiff, and each package with its version and the hashes of its files."""
    version = re.search(r'__version__ = "([^"]+)"', (HERE.parent / "cdiff" / "__init__.py").read_text(encoding="utf-8"))
    listed = (HERE / "requirements.txt").read_text(encoding="utf-8")
    packages = [
        {
            "type": "library",
            "name": match["name"],
            "version": match["version"],
            "purl": f"pkg:pypi/{match['name']}@{match['version']}",
            "hashes": [{"alg": "SHA-256", "content": each} for each in _HASH.findall(match["rest"])],
        }
        for match in _ENTRY.finditer(listed)
    ]
    made = {"type": "application", "name": "compact-diff", "version": version[1] if version else "unknown"}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": made},
        "components": packages,
    }


if __name__ == "__main__":
    json.dump(sbom(), sys.stdout, indent=1)
    sys.stdout.write("\n")
