"""The page `docs/api.md`, made from the docstrings of the library.

    python -m tests.api_page

writes it anew; `tests/test_library.py` says when it is stale. The comments of fields are the strings behind them, which
Python does not keep, so classes are read from their source.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from typing import Any

import cdiff
from tests.support import ROOT

PAGE = ROOT / "docs" / "api.md"

GROUPS: dict[str, str] = {
    "Reading and parsing": "read parse load",
    "Two drafts": "compare align compare_brackets audit",
    "One draft": "check brackets",
    "Many drafts": "lineages provenance trace concordance terms statistics",
    "Reports": "report",
    "Stores and configuration": "find_store shipped_store load_config",
    "Options": "ReadOptions Limits Config",
    "Texts": "Draft Source Reading Block Document Clause Version Store",
    "Results": "Comparison Change Edit Link Audit Checked Finding Markup Bracket BracketComparison Table Lineage Event"
    " Provenance Biography Concordance TermTable Statistics",
    "Errors": "CdiffError ReadError ProfileError LabelError VersionError CitationError TermError StoredFormError"
    " PinError ReportError ConfigError GitError",
}
"""Every exported name, in the order of the page."""

HEAD = """# The library

This page is made from docstrings; `python -m tests.api_page` writes it anew.

```python
import cdiff

comparison = cdiff.compare("draft3.docx", "final.pdf")
comparison.to_html("report.html")
for change in comparison:
    print(change.kind, [clause.citation for clause in change.new])

final = cdiff.parse(cdiff.read("final.pdf"))
print(final["21(a)"].text, "obj5" in final)
```

What is on this page is the library; the modules behind it may change. Results are frozen and can be compared, pickled
and hashed; `dataclasses.fields`, `replace` and `asdict` work on them. Everything that can go wrong is a `CdiffError`.
"""


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for title, names in GROUPS.items():
        parts.append(f"## {title}\n")
        parts += [entry(name, getattr(cdiff, name)) for name in names.split()]
    return "\n".join(parts)


def entry(name: str, thing: Any) -> str:
    """What there is to know of one name."""
    if inspect.isfunction(thing):
        return f"### {name}\n\n```python\n{signature(node_of(thing))}\n```\n\n{text_of(thing)}\n"
    if isinstance(thing, type):
        members = "".join(f"- {line}\n" for line in members_of(thing))
        heading = f"{name}({', '.join(base.__name__ for base in thing.__bases__)})" if is_error(thing) else name
        return f"### {heading}\n\n{text_of(thing)}\n" + (f"\n{members}" if members else "")
    return f"### {name}\n\n`{str(thing).replace('cdiff.core.model.', '')}`\n\n{alias_of(name)}\n"


def is_error(kind: type) -> bool:
    """Whether a class is an error."""
    return issubclass(kind, Exception)


def text_of(thing: Any) -> str:
    """The docstring, dedented."""
    said = inspect.getdoc(thing)
    assert said, thing
    return said


def alias_of(name: str) -> str:
    """The string behind the definition of an alias in `cdiff.library`."""
    body = ast.parse((ROOT / "cdiff" / "library.py").read_text(encoding="utf-8")).body
    at = next(
        at for at, node in enumerate(body) if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name
    )
    said = string_of(body[at + 1])
    assert said, name
    return said


def node_of(thing: Any) -> Any:
    """The definition of a function or class, as a tree."""
    return ast.parse(textwrap.dedent(inspect.getsource(thing))).body[0]


def signature(node: ast.FunctionDef, *, method: bool = False) -> str:
    """How a function is called, a line for each argument where one line is too long."""
    if method:
        node.args.args = node.args.args[1:]
    said = quoted(re.sub(r"(?<=\S)=(?=\S)", " = ", ast.unparse(node.args))).replace("USUAL", "ReadOptions()")
    name = node.name if method else f"cdiff.{node.name}"
    result = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    if len(name + said + result) < 110:
        return f"{name}({said}){result}"
    arguments = re.split(r", (?=[\w*]+(?::|, \w+:|$))", said)
    return f"{name}(\n" + "".join(f"    {argument},\n" for argument in arguments) + f"){result}"


def members_of(kind: type) -> Iterator[str]:
    """The fields, properties and methods of a class, each with what is said of it."""
    for base in reversed(kind.__mro__):
        if not base.__module__.startswith("cdiff.") or (is_error(kind) and base is not kind):
            continue
        body = node_of(base).body
        for at, node in enumerate(body):
            if isinstance(node, ast.AnnAssign):
                said = string_of(body[at + 1]) if at + 1 < len(body) else ""
                plain = isinstance(node.value, ast.Constant | ast.Tuple)
                default = f" = {ast.unparse(node.value)}" if node.value and plain else ""
                field = f"{ast.unparse(node.target)}: {ast.unparse(node.annotation)}{default}"
                yield f"`{quoted(field)}`{': ' + flat(said) if said else ''}"
            elif isinstance(node, ast.FunctionDef) and "overload" not in map(ast.unparse, node.decorator_list):
                yield from member(node)


def member(node: ast.FunctionDef) -> Iterator[str]:
    """A property or a method; private ones are nobody's business, and of the others `[]`, `in` and iteration are."""
    special = {"__getitem__": "[citation]", "__contains__": "in", "__iter__": "iteration", "__len__": "len()"}
    said = flat(ast.get_docstring(node) or "")
    if node.name in special:
        yield f"`{special[node.name]}`: {said}"
    elif not node.name.startswith("_"):
        is_property = any("property" in ast.unparse(each) for each in node.decorator_list)
        called = f"{node.name}: {ast.unparse(node.returns)}" if is_property and node.returns else ""
        called = called or flat(signature(node, method=True)).replace("( ", "(").replace(", )", ")")
        yield f"`{called}`: {said}"


def quoted(code: str) -> str:
    """Code with the quotation marks that the package uses."""
    return code.replace("'", '"')


def string_of(node: ast.stmt) -> str:
    """The text of a string that stands alone."""
    value = node.value if isinstance(node, ast.Expr) else None
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""


def flat(text: str) -> str:
    """A text in one line."""
    return " ".join(text.split())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
