"""The schemas in `docs/schema`, and what of a document is not as they say."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from cdiff.telling.json import FORMAT
from tests.support import ROOT

FOLDER = ROOT / "docs" / "schema"


@cache
def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}-{FORMAT}.json").read_text(encoding="utf-8"))
    return found


SHARED = f"definitions-{FORMAT}.json"
REGISTRY = Registry().with_resource(SHARED, Resource.from_contents(schema("definitions")))
"""What the schemas refer to, at hand: nothing is fetched."""


def faults(wanted: dict[str, Any], data: object) -> list[str]:
    """Say where a document is not as a schema says."""
    validator = Draft202012Validator(wanted, registry=REGISTRY)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]
