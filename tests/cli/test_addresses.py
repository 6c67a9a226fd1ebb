"""A draft by its address, through the command line: against a server on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests.support import Ran, git, repository, run, tree
from tests.web import serving

TEXT = "1. Los Estados reafirman la Carta de las Naciones Unidas, año tras año.\n"
PAGES = {
    "/draft.txt": ("text/plain; charset=iso-8859-1", TEXT.encode("latin-1")),
    "/draft.html": ("text/html; charset=utf-8", f"<!doctype html><html><body><p>{TEXT}</p></body></html>".encode()),
}


class Handler(BaseHTTPRequestHandler):
    """A server with two drafts, a redirect to one of them, and one that leads round in a ring."""

    def do_GET(self) -> None:
        moved = {"/moved": "/draft.txt", "/ring": "/ring"}.get(self.path)
        kind, body = PAGES.get(self.path, ("text/plain", b""))
        self.send_response(302 if moved else 200 if body else 404)
        if moved:
            self.send_header("Location", moved)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Stay silent."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serving(Handler) as address:
        yield address


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = repository(tmp_path / "repo")
    assert run(["init"], cwd=folder).exit == 0
    return folder


def cdiff(folder: Path, *arguments: str) -> Ran:
    return run(arguments, cwd=folder, env={"COLUMNS": "100"})


def test_a_draft_is_added_with_its_address(folder: Path, site: str) -> None:
    added = cdiff(folder, "add", f"{site}/moved", "--label", "draft1", "--allow-local")
    assert added.exit == 0, added.stderr
    stored = (folder / "versions" / "draft1.md").read_text("utf-8")
    assert f'address: "{site}/draft.txt"' in stored
    assert 'read_with: "encoding=cp1252"' in stored
    assert "año tras año" in stored
    assert (folder / "versions" / "sources" / "draft1.txt").read_bytes() == TEXT.encode("latin-1")
    assert cdiff(folder, "verify").stdout == "draft1: verified\n"
    version = json.loads(cdiff(folder, "show", "draft1", "--format", "json").stdout)["version"]
    assert version["address"] == f"{site}/draft.txt"


def test_addresses_are_shown_and_compared(folder: Path, site: str) -> None:
    shown = cdiff(folder, "show", f"{site}/draft.html", "--allow-local")
    assert "año tras año" in shown.stdout
    compared = cdiff(folder, "compare", f"{site}/draft.txt", f"{site}/draft.html", "--allow-local", "--exit-code")
    assert compared.exit == 0, compared.stderr
    assert "No difference" in compared.stdout


@pytest.mark.parametrize(
    ("path", "options", "complaint"),
    [
        ("/draft.txt", (), "is not a public address; --allow-local permits it"),
        ("/none", ("--allow-local",), "answers 404"),
        ("/ring", ("--allow-local",), "more than 5 redirects"),
    ],
)
def test_what_cannot_be_fetched_leaves_no_trace(
    folder: Path, site: str, path: str, options: tuple[str, ...], complaint: str
) -> None:
    before = tree(folder)
    done = cdiff(folder, "add", site + path, "--label", "draft1", *options)
    assert done.exit == 2
    assert complaint in done.stderr
    assert done.stderr.count("\n") == 1
    assert tree(folder) == before
    assert git(folder, "status", "--porcelain", "versions") == ""
