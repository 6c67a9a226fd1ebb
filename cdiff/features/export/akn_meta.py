"""What an Akoma Ntoso file says of itself (FRBR): the text as a work, the draft as one expression of it."""

from __future__ import annotations

import re

from cdiff.core.model import Version
from cdiff.features.export.akn_xml import Element

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NO_DATE = "0001-01-01"
_LANGUAGE = "und"
_COUNTRY = "xx"


def add_meta(doc: Element, version: Version) -> Element:
    """Write the metadata of a version; what it does not say stands as “not known”."""
    meta = doc.add("meta")
    identification = meta.add("identification", source="#cdiff")
    date = version.date if _DATE.fullmatch(version.date) else _NO_DATE
    work = f"/akn/{_COUNTRY}/doc/{date}/{_path(version.title or _title(version))}"
    expression = f"{work}/{_LANGUAGE}@{_path(version.label)}"
    _work(identification, work, date)
    _expression(identification, expression, date, version)
    _manifestation(identification, expression, date)
    references = meta.add("references", source="#cdiff")
    organisation = "/akn/ontology/organization/unreg."
    references.add("TLCOrganization", eId="cdiff", href=f"{organisation}cdiff", showAs="cdiff")
    references.add("TLCOrganization", eId="author", href=f"{organisation}author", showAs="author not stated")
    return meta


def _title(version: Version) -> str:
    return next((clause.text for clause in version.document if clause.kind == "title"), "draft")


def _path(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:80] or "draft"


def _core(parent: Element, uri: str, this: str, date: str, name: str) -> None:
    parent.add("FRBRthis", value=this)
    parent.add("FRBRuri", value=uri)
    if name == "expression":
        return
    parent.add("FRBRdate", date=date, name=name)
    parent.add("FRBRauthor", href="#author" if name == "work" else "#cdiff")


def _work(parent: Element, uri: str, date: str) -> None:
    work = parent.add("FRBRWork")
    _core(work, uri, f"{uri}/!main", date, "work")
    work.add("FRBRcountry", value=_COUNTRY)


def _expression(parent: Element, uri: str, date: str, version: Version) -> None:
    """Write what the version says of itself, whether it is official above all."""
    expression = parent.add("FRBRExpression")
    _core(expression, uri, f"{uri}/!main", date, "expression")
    stated = {"status": version.status, "title": version.title, "note": version.note, "source": version.sha256}
    for name, value in stated.items():
        if value:
            expression.add("FRBRalias", value=value, name=name)
    expression.add("FRBRdate", date=date, name="draft")
    expression.add("FRBRauthor", href="#author")
    expression.add("FRBRversionNumber", value=version.label or "draft")
    expression.add("FRBRauthoritative", value="true" if version.status == "official" else "false")
    expression.add("FRBRlanguage", language=_LANGUAGE)


def _manifestation(parent: Element, uri: str, date: str) -> None:
    manifestation = parent.add("FRBRManifestation")
    _core(manifestation, f"{uri}.akn", f"{uri}/!main.xml", date, "manifestation")
    manifestation.add("FRBRformat", value="application/akn+xml")
