"""The commands by name: where each lives, what its help says, by what other names people look for it."""

from __future__ import annotations

from cdiff.core.records import record


@record
class Command:
    """Where a command lives, and what the list of commands says of it."""

    module: str
    says: str
    """Short enough for a line of eighty columns; `cdiff NAME --help` says more."""
    examples: tuple[str, ...]
    """What a person may type, without `cdiff NAME`; a test runs them all in a store that begins with the Compact."""


_COMPARE, _TRACE = "cdiff.features.compare", "cdiff.features.trace"
_STATISTICS, _VERSIONS = "cdiff.features.statistics.command", "cdiff.features.versions"

GROUPS: dict[str, dict[str, Command]] = {
    "Compare": {
        "compare": Command(
            f"{_COMPARE}.command",
            "Show what changed between two versions, clause by clause.",
            ("draft3 final", "old.docx new.docx --html report.html"),
        ),
        "table": Command(
            "cdiff.features.table.command",
            "Show several versions side by side, a column for each.",
            ("draft2 draft3 final", "draft3 final --xlsx table.xlsx"),
        ),
        "align": Command(
            f"{_COMPARE}.align_command",
            "Print which clause became which, or settle a pair.",
            ("draft3 final --doubtful", "draft1 draft2 --pin 24=24 --reason 'the same words' --name 'A. Reviewer'"),
        ),
        "brackets": Command(
            "cdiff.features.brackets.command",
            "List what is not agreed, or what became of it.",
            ("draft3", "draft3 final --html brackets.html"),
        ),
        "proposals": Command(
            "cdiff.features.proposals.command",
            "Show what became of each proposal in the next draft.",
            ("old.docx new.docx --against final", "draft2 draft3 --against final --html proposals.html"),
        ),
        "revisions": Command(
            "cdiff.features.revisions.command",
            "List, accept or reject the tracked changes of a Word file.",
            ("redline.docx", "redline.docx --accept kind=move --reject id=1 --docx merged.docx"),
        ),
    },
    "Trace": {
        "trace": Command(
            f"{_TRACE}.command",
            "Follow a clause through all versions.",
            ("21", "'24(b)' 29 --in draft1"),
        ),
        "blame": Command(
            f"{_TRACE}.command",
            "Show in which draft each word of a version entered.",
            ("final 4", "final --stat"),
        ),
        "where": Command(
            f"{_TRACE}.where_command",
            "Find a clause of one version in another one.",
            ("'24(b)' --in draft1", "21 29 30 --in draft1 --to draft3"),
        ),
        "concordance": Command(
            f"{_TRACE}.where_command",
            "List the number of every clause in each version.",
            ("draft2 draft3 final", "--csv numbers.csv"),
        ),
        "terms": Command(
            _STATISTICS,
            "Count words and phrases, version by version.",
            ("'national law' 'firewall*'", "migrant old.docx new.docx"),
        ),
        "log": Command(
            _STATISTICS,
            "List the versions, each with its changes.",
            ("", "--html log.html"),
        ),
        "stats": Command(
            _STATISTICS,
            "Show how much of each part changed, version by version.",
            ("", "--stable"),
        ),
    },
    "Check": {
        "check": Command(
            "cdiff.features.check.command",
            "Check a new draft before it is sent out.",
            ("new.docx", "final --against draft3 --fail-on error"),
        ),
        "audit": Command(
            "cdiff.features.audit.command",
            "Check that a redline tracks every change it makes.",
            ("redline.docx old.docx new.docx", "redline.docx old.docx new.docx --fail-on substance"),
        ),
        "verify": Command(
            f"{_VERSIONS}.command",
            "Check every stored text against its kept source.",
            ("", "--store versions"),
        ),
    },
    "Publish": {
        "site": Command(
            "cdiff.features.site.command",
            "Write all versions as a static web site.",
            ("public", "public --force"),
        ),
        "history": Command(
            "cdiff.features.history.command",
            "Write the versions as a git repository of their own.",
            ("history.git", "later.git --store versions"),
        ),
        "export": Command(
            "cdiff.features.export.command",
            "Write a version in a format that other programs read.",
            ("final --format akn -o final.xml", "new.docx --format akn"),
        ),
    },
    "Store": {
        "init": Command(
            f"{_VERSIONS}.command",
            "Make a store for the drafts of a text.",
            ("treaty", "migration --with-compact"),
        ),
        "add": Command(
            f"{_VERSIONS}.command",
            "Store a draft as a version: read it, parse it, commit it.",
            ("old.docx --label rev1 --date 2026-03-02", "new.docx --label rev1 --date 2026-03-02 --replace"),
        ),
        "list": Command(
            f"{_VERSIONS}.command",
            "List the versions in the order of the negotiation.",
            ("", "--json versions.json"),
        ),
        "show": Command(
            f"{_VERSIONS}.show_command",
            "Print a version, or some clauses of it.",
            ("final", "final 4 'objective 23'"),
        ),
        "rename": Command(
            f"{_VERSIONS}.change_command",
            "Give a version another label.",
            ("zero-plus zero-rev1", "rev1 first-draft"),
        ),
        "rm": Command(
            f"{_VERSIONS}.change_command",
            "Remove a version; git keeps what it was.",
            ("first-draft", "zero-rev1"),
        ),
        "hook": Command(
            "cdiff.features.hooks.command",
            "Let git diff show drafts clause by clause.",
            ("install", "uninstall"),
        ),
        "textconv": Command(
            "cdiff.features.hooks.command",
            "Print a file with one clause per line, for git.",
            ("old.docx", "new.docx --revisions original"),
        ),
    },
}
"""Every command, grouped by what people want, in the order of the help."""

COMMANDS = {name: entry for group in GROUPS.values() for name, entry in group.items()}

MEANT: dict[str, str] = {
    **dict.fromkeys(("diff", "comparison", "redline", "changes", "delta"), "cdiff compare OLD NEW"),
    **dict.fromkeys(("accept", "reject", "resolve", "settle"), "cdiff revisions FILE --accept WHICH --docx PATH"),
    **dict.fromkeys(("columns", "side-by-side", "synopsis"), "cdiff table"),
    **dict.fromkeys(("pair", "match", "pin"), "cdiff align"),
    **dict.fromkeys(("follow", "life", "biography"), "cdiff trace CITATION"),
    **dict.fromkeys(("annotate", "praise", "provenance", "origin"), "cdiff blame VERSION"),
    **dict.fromkeys(("locate", "lookup", "renumber", "number"), "cdiff where CITATION --in VERSION"),
    **dict.fromkeys(("grep", "search", "find", "count", "words"), "cdiff terms TERM"),
    **dict.fromkeys(("statistics", "heatmap", "stat"), "cdiff stats"),
    **dict.fromkeys(("lint", "validate", "test", "proofread"), "cdiff check"),
    **dict.fromkeys(("fsck", "status", "doctor", "repair"), "cdiff verify"),
    **dict.fromkeys(("publish", "web", "html", "website", "build"), "cdiff site OUT"),
    **dict.fromkeys(("convert", "akn", "xml", "save"), "cdiff export VERSION --format akn"),
    **dict.fromkeys(("create", "new", "start"), "cdiff init"),
    **dict.fromkeys(("import", "store", "commit", "put"), "cdiff add FILE --label LABEL"),
    **dict.fromkeys(("replace", "update"), "cdiff add FILE --label LABEL --replace"),
    **dict.fromkeys(("ls", "versions", "drafts", "labels", "branch", "tag"), "cdiff list"),
    **dict.fromkeys(("cat", "view", "print", "read", "open", "text"), "cdiff show VERSION"),
    **dict.fromkeys(("mv", "move", "relabel"), "cdiff rename OLD NEW"),
    **dict.fromkeys(("remove", "delete", "del", "drop"), "cdiff rm LABEL"),
    **dict.fromkeys(("completion", "completions", "complete"), "cdiff --install-completion"),
    "version": "cdiff --version",
    "config": "a file cdiff.toml: docs/configuration.md",
}
"""Names that people know from git and other programs, and what does the same here."""
