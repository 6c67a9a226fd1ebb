"""cdiff versions, compares and traces the drafts of a negotiated text, clause by clause.

    import cdiff

    comparison = cdiff.compare("draft3.docx", "final.pdf")
    comparison.to_html("report.html")
    for change in comparison:
        print(change.kind, [clause.citation for clause in change.old], [clause.citation for clause in change.new])

    final = cdiff.parse(cdiff.read("final.pdf"))
    print(final["21(a)"].text, "obj5" in final)
    for clause, words in cdiff.provenance(["draft2.docx", "draft3.docx", final]):
        print(clause.citation, [(word.text, word.entered) for word in words])

Every function and class that is meant for users is here; `docs/api.md` describes them. Names are imported when they are
first used, so that `import cdiff` costs next to nothing.
"""

TYPE_CHECKING = False  # what `typing` calls it; importing `typing` would take ten times as long as this module
if TYPE_CHECKING:
    from cdiff.comparing import align as align
    from cdiff.core.config import Config as Config
    from cdiff.core.config import load_config as load_config
    from cdiff.core.errors import CdiffError as CdiffError
    from cdiff.core.errors import CitationError as CitationError
    from cdiff.core.errors import ConfigError as ConfigError
    from cdiff.core.errors import GitError as GitError
    from cdiff.core.errors import LabelError as LabelError
    from cdiff.core.errors import PinError as PinError
    from cdiff.core.errors import ProfileError as ProfileError
    from cdiff.core.errors import ReadError as ReadError
    from cdiff.core.errors import ReportError as ReportError
    from cdiff.core.errors import StoredFormError as StoredFormError
    from cdiff.core.errors import TermError as TermError
    from cdiff.core.errors import VersionError as VersionError
    from cdiff.core.limits import Limits as Limits
    from cdiff.core.model import Block as Block
    from cdiff.core.model import Change as Change
    from cdiff.core.model import Clause as Clause
    from cdiff.core.model import Document as Document
    from cdiff.core.model import Edit as Edit
    from cdiff.core.model import Event as Event
    from cdiff.core.model import Lineage as Lineage
    from cdiff.core.model import Link as Link
    from cdiff.core.model import Reading as Reading
    from cdiff.core.model import Source as Source
    from cdiff.core.model import Table as Table
    from cdiff.core.model import Version as Version
    from cdiff.features.audit.model import Audit as Audit
    from cdiff.features.brackets.model import Bracket as Bracket
    from cdiff.features.brackets.model import BracketComparison as BracketComparison
    from cdiff.features.brackets.model import Markup as Markup
    from cdiff.features.check.model import Checked as Checked
    from cdiff.features.check.model import Finding as Finding
    from cdiff.features.statistics.model import Statistics as Statistics
    from cdiff.features.statistics.model import TermTable as TermTable
    from cdiff.features.trace.model import Biography as Biography
    from cdiff.features.trace.model import Concordance as Concordance
    from cdiff.features.trace.model import Provenance as Provenance
    from cdiff.library import Comparison as Comparison
    from cdiff.library import Draft as Draft
    from cdiff.library import audit as audit
    from cdiff.library import brackets as brackets
    from cdiff.library import check as check
    from cdiff.library import compare as compare
    from cdiff.library import compare_brackets as compare_brackets
    from cdiff.library import concordance as concordance
    from cdiff.library import lineages as lineages
    from cdiff.library import load as load
    from cdiff.library import provenance as provenance
    from cdiff.library import report as report
    from cdiff.library import statistics as statistics
    from cdiff.library import terms as terms
    from cdiff.library import trace as trace
    from cdiff.parsing import parse as parse
    from cdiff.pipeline.stores import find_store as find_store
    from cdiff.pipeline.stores import shipped_store as shipped_store
    from cdiff.reading import read as read
    from cdiff.reading.options import ReadOptions as ReadOptions
    from cdiff.store import Store as Store

__version__ = "0.1.0"

_MODULES = {
    "cdiff.comparing": "align",
    "cdiff.core.config": "Config load_config",
    "cdiff.core.errors": "CdiffError CitationError ConfigError GitError LabelError PinError ProfileError ReadError"
    " ReportError StoredFormError TermError VersionError",
    "cdiff.core.limits": "Limits",
    "cdiff.core.model": "Block Change Clause Document Edit Event Lineage Link Reading Source Table Version",
    "cdiff.features.audit.model": "Audit",
    "cdiff.features.brackets.model": "Bracket BracketComparison Markup",
    "cdiff.features.check.model": "Checked Finding",
    "cdiff.features.statistics.model": "Statistics TermTable",
    "cdiff.features.trace.model": "Biography Concordance Provenance",
    "cdiff.library": "Comparison Draft audit brackets check compare compare_brackets concordance lineages load"
    " provenance report statistics terms trace",
    "cdiff.parsing": "parse",
    "cdiff.pipeline.stores": "find_store shipped_store",
    "cdiff.reading": "read",
    "cdiff.reading.options": "ReadOptions",
    "cdiff.store": "Store",
}
_HOME = {name: module for module, names in _MODULES.items() for name in names.split()}
__all__ = sorted(["__version__", *_HOME])


def __getattr__(name: str) -> object:
    """Import a name when it is first used."""
    if name not in _HOME:
        raise AttributeError(f"module 'cdiff' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The names of the library, as an editor's console completes them."""
    return __all__
