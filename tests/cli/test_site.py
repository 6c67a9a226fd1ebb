"""`cdiff site`: every way leads somewhere, nothing is anybody else's, and the same store gives the same bytes."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit
from uuid import UUID

import pytest
from lxml import etree, html

from cdiff.core.config import Config, Settings
from cdiff.core.errors import ReportError
from cdiff.core.model import Clause, Document, Evidence, Statement, Version
from cdiff.core.records import replace
from cdiff.features.site import publishing
from cdiff.features.site.pages import Site, steps_of_site
from cdiff.features.site.publishing import check_folder, publish
from cdiff.features.site.reading import version_html
from cdiff.features.site.texts import texts_js
from cdiff.features.watch import watch
from cdiff.pipeline import chains
from cdiff.store import Store, form
from cdiff.telling.html.links import Names, SiteLinks
from tests.support import run, tree, version

HOSTILE = "<script>alert(1)</script> [red] </style> & \"q\" 'x' \u202eturned =cmd() {{ 7 * 7 }}"
DRAFTS = {
    "zero": "A draft of rules\n\n1. The States shall report.\n\n2. They meet each year in the capital.\n",
    "compare": "A draft of rules\n\n1. The States should report.[^1]\n\n2. They meet each year in the capital.\n\n"
    f"3. {HOSTILE}\n\n[^1]: As they did before.\n",
    "Final": "A draft of rules\n\n1. They meet each year in the capital.\n\n2. The States should report.\n\n"
    "3. Con is new.\n",
}


def stored(folder: Path) -> Store:
    """Write the drafts as a store."""
    versions = folder / "versions"
    versions.mkdir()
    for at, (label, text) in enumerate(DRAFTS.items(), 1):
        made = version(
            text,
            label,
            title=f"Draft {HOSTILE}",
            date=f"2020-01-0{at}",
            status="reconstruction" if at < 3 else "official",
        )
        (versions / f"{label}.md").write_text(form.write(made), encoding="utf-8")
    return Store(versions)


def pages(store: Store) -> dict[str, bytes]:
    whole = chains.chain(store.versions(), store)
    return dict(Site(whole, store, lambda said: None).pages())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return pages(stored(tmp_path_factory.mktemp("store")))


def links(name: str, data: bytes) -> Iterator[str]:
    """Give every link of a page, as a path of the site with its anchor."""
    page = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    for node in page.iter("a", "link", "script"):
        link = node.get("href") or node.get("src") or ""
        if link and not link.startswith("data:"):
            to = urlsplit(link)
            assert not to.scheme
            assert not to.netloc
            path = (Path("/site") / name).parent / unquote(to.path) if to.path else Path("/site") / name
            yield f"{path.resolve().relative_to('/site').as_posix()}#{unquote(to.fragment)}"


def test_every_link_leads_to_a_page_and_a_place_in_it(made: dict[str, bytes]) -> None:
    ids = {
        name: {node.get("id") for node in html.document_fromstring(data).iter() if node.get("id")}
        for name, data in made.items()
        if name.endswith(".html")
    }
    assert len(ids) > 15
    for name in ids:
        for link in links(name, made[name]):
            path, _, anchor = link.partition("#")
            assert path in made or path == "site.json", f"{name} leads to {path}"
            assert not anchor or anchor in ids[path], f"{name} leads to {link}"


def test_every_clause_has_a_page_by_its_citation_and_labels_keep_off_the_folders_of_the_site(
    made: dict[str, bytes],
) -> None:
    assert {"Final/index.html", "lineage/zero/2/index.html", "compare-2/index.html"} <= set(made)
    assert not [name for name in made if name.startswith(("Final/1", "compare-2/3"))]
    assert "compare/zero/compare-2/index.html" in made
    assert "compare/Final/zero/index.html" not in made


def test_names_that_a_system_reserves_or_cannot_tell_apart_are_not_used() -> None:
    long = "on a matter of " * 40
    clauses = (("con", "section", ""), ("21(a)", "action", "(a)"), (long, "section", ""), (f"{long} 2", "section", ""))
    document = Document(tuple(Clause(name, kind, label, "Words") for name, kind, label in clauses))
    names = Names([Version("draft", document), Version("Draft", document), Version("terms", document)])
    assert [names.version(label) for label in names.labels] == ["draft", "Draft-2", "terms-2"]
    folders = [names.clause("draft", clause.citation) for clause in document]
    assert folders[:2] == ["con-", "21a"]
    assert len(set(folders)) == 4
    assert max(map(len, folders)) < 60
    assert names.anchor("draft", "con") == "con"
    assert names.lineage("Draft/21(a)") == "lineage/Draft-2/21a"


def test_the_texts_of_the_search_are_a_script_whatever_they_hold() -> None:
    text = '</script> \u2028 \ud800 \u2029 \x00 \\ "'
    made = Version("draft", Document((Clause("1", "paragraph", "1.", text), Clause("2", "paragraph", "2.", text))))
    said = texts_js([made], Names([made]))
    assert said.encode()
    assert not set("\u2028\u2029\ud800\x00") & set(said)
    data = json.loads(said.partition("const cdiffTexts = ")[2].rstrip(";\n"))
    assert data["texts"] == [text]
    assert data["versions"][0]["clauses"] == [["1", "1", 0], ["2", "2", 0]]


def test_of_a_draft_that_is_lost_in_part_the_search_has_what_is_known() -> None:
    clauses = Clause("1", "paragraph", "1.", "We keep the river clean."), Clause("2", "paragraph", "2.", "We report.")
    known = Evidence("attested", "1", "the river")
    heard = (Statement("Fish were discussed.", "a letter"),)
    made = Version("draft", Document(clauses), words="carried", evidence=(known,), statements=heard)
    data = json.loads(texts_js([made], Names([made])).partition("const cdiffTexts = ")[2].rstrip(";\n"))
    assert data["texts"] == ["… the river …"]
    assert data["versions"][0]["clauses"] == [["1", "1", 0]]
    assert data["versions"][0]["partly"]
    assert data["statements"] == ["Fish were discussed. (a letter)"]


def test_a_page_marks_the_words_that_are_known() -> None:
    clauses = (Clause("1", "paragraph", "1.", "We keep <the> river clean."),)
    known = (Evidence("attested", "1", "river"), Evidence("documented", "1", "clean"))
    made = Version("draft", Document(clauses), words="carried", evidence=known, sha256="ab" * 32)
    ways = SiteLinks(Names([made], {("draft", "1"): "draft/1"}), root="../")
    text = version_html(made, ways)
    assert '<span class="kn kn-attested" title="attested">river</span>' in text
    assert '<span class="kn kn-documented" title="documented">clean</span>.' in text
    assert "We keep &lt;the&gt; " in text
    assert "All other words are carried over" in text
    assert 'class="kn' not in version_html(replace(made, words="attested", evidence=()), ways)


def test_the_page_of_a_clause_says_how_to_cite_it_in_each_version(made: dict[str, bytes]) -> None:
    page = html.document_fromstring(made["lineage/zero/1/index.html"].decode())
    cited = [node.text_content() for node in page.find_class("cited")]
    assert [said.rpartition("[")[2].partition(",")[0] for said in cited] == ["zero", "compare", "Final"]
    assert cited[0].endswith("Reconstruction, not an official text; the wording of this draft is not known.")
    assert cited[-1].endswith("].")


def test_the_page_of_a_clause_leads_to_its_neighbours_in_the_last_version_that_has_it(made: dict[str, bytes]) -> None:
    page = html.fromstring(made["lineage/zero/1/index.html"].decode())
    beside = [(way.text, way.get("href")) for way in page.iter("a") if (way.text or "").endswith(("1", "3"))]
    assert ("Previous clause: 1", "../../../lineage/zero/2/index.html") in beside
    assert ("Next clause: 3", "../../../lineage/Final/3/index.html") in beside


def test_draft_text_is_escaped_in_every_page_and_in_the_data(made: dict[str, bytes]) -> None:
    for name, data in made.items():
        text = data.decode()
        if name.endswith(".html"):
            assert "alert(1)</script>" not in text, name
            assert "\u202e" not in text, name
    assert b"\\u202e</span>turned" in made["compare-2/index.html"]


def test_a_reconstruction_says_so_on_every_page_that_shows_it(made: dict[str, bytes]) -> None:
    for name in (
        "index.html",
        "zero/index.html",
        "lineage/zero/1/index.html",
        "blame/Final/index.html",
    ):
        assert b"reconstruction" in made[name], name
    for name in ("concordance/index.html", "terms/index.html", "compare/zero/Final/index.html"):
        assert b"reconstruction" in made[name], name


def test_the_data_beside_the_pages_is_json(made: dict[str, bytes]) -> None:
    data = {name: json.loads(text) for name, text in made.items() if name.endswith(".json")}
    assert data["Final/version.json"]["clauses"][1]["citation"] == "1"
    assert data["compare/zero/compare-2/comparison.json"]["differs"] is True
    assert "compare/zero/Final/comparison.json" not in made  # no neighbours
    assert [life["lineage"] for life in data["lineage/lives.json"]["lives"]][:2] == ["zero/title", "zero/2"]
    assert data["stats.json"]["generator"] == data["log.json"]["generator"] == "cdiff"
    assert made["terms/texts.js"].startswith(b'"use strict";\nconst cdiffTexts = {')


# The feed

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(store: Store, *watched: str) -> etree._Element:
    settings = Config(Settings(watch=watched), file=Path("cdiff.toml"))
    whole = chains.chain(store.versions(), store)
    site = Site(whole, store, lambda said: None, watch=lambda comparison: watch(comparison, settings, store))
    return etree.fromstring(dict(site.pages())["feed.xml"])


def test_the_feed_has_what_atom_asks_of_it_and_leads_to_pages_of_the_site(
    made: dict[str, bytes], tmp_path: Path
) -> None:
    root = feed(stored(tmp_path), "should")
    assert root.tag == f"{ATOM}feed"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "cdiff"
    every = [root, *root.iter(f"{ATOM}entry")]
    for one in every:
        for tag in ("id", "title", "updated"):
            assert len(one.findall(f"{ATOM}{tag}")) == 1
        UUID(str(one.findtext(f"{ATOM}id")).removeprefix("urn:uuid:"))
        datetime.strptime(str(one.findtext(f"{ATOM}updated")), "%Y-%m-%dT%H:%M:%S%z")
        ways = one.findall(f"{ATOM}link")
        assert len([way for way in ways if way.get("rel") == "alternate"]) == 1
        assert all(unquote(str(way.get("href"))) in made for way in ways)
    assert len({one.findtext(f"{ATOM}id") for one in every}) == len(every)
    assert root.findtext(f"{ATOM}updated") == "2020-01-03T00:00:00Z"
    (way,) = html.document_fromstring(made["index.html"].decode()).xpath("//link[@type='application/atom+xml']")
    assert way.get("href") == "feed.xml"


def test_the_feed_tells_versions_and_what_is_watched_the_newest_first(tmp_path: Path) -> None:
    titles = [str(one.findtext(f"{ATOM}title")) for one in feed(stored(tmp_path), "should").iter(f"{ATOM}entry")]
    assert titles[0].startswith("Final: ")
    (told,) = [said for said in titles if "should" in said]
    assert told.startswith("Final: should, ? → ")  # how often a reconstruction has it is not known
    assert titles.index(told) < next(at for at, said in enumerate(titles) if said[:5] == "zero:")
    assert not [said for said in titles if said.startswith("zero: should")]


def test_a_later_version_leaves_the_entries_of_a_feed_as_they_were(tmp_path: Path) -> None:
    store = stored(tmp_path)
    entries = [etree.tostring(one).strip() for one in feed(store, "should").iter(f"{ATOM}entry")]
    (tmp_path / "versions" / "Final.md").unlink()
    fewer = [etree.tostring(one).strip() for one in feed(Store(store.folder), "should").iter(f"{ATOM}entry")]
    assert 0 < len(fewer) < len(entries)
    assert entries[-len(fewer) :] == fewer


def test_without_any_date_there_is_no_feed(tmp_path: Path) -> None:
    folder = tmp_path / "versions"
    folder.mkdir()
    (folder / "one.md").write_text(form.write(version(DRAFTS["zero"], "one")), encoding="utf-8")
    made = pages(Store(folder))
    assert "feed.xml" not in made
    assert b"atom" not in made["index.html"]


def test_the_same_store_gives_the_same_bytes_and_names_no_machine(made: dict[str, bytes], tmp_path: Path) -> None:
    assert pages(stored(tmp_path)) == made
    assert all(str(tmp_path.parent).encode() not in data for data in made.values())


def test_each_step_of_the_progress_bar_is_counted(tmp_path: Path) -> None:
    store = stored(tmp_path)
    said: list[str] = []
    whole = chains.chain(store.versions(), store, said.append)
    list(Site(whole, store, said.append).pages())
    assert len(said) + len(whole.versions) == steps_of_site(len(whole.versions))


# The folder


def test_the_command_writes_renews_and_leaves_what_is_not_its_own(tmp_path: Path) -> None:
    stored(tmp_path)
    ran = run(["site", "out"], cwd=tmp_path)
    assert (ran.exit, ran.stdout) == (0, "")
    assert "cdiff: made out: " in ran.stderr
    out = tmp_path / "out"
    before = tree(out)
    (out / "CNAME").write_text("example.org\n", encoding="utf-8")
    (tmp_path / "versions" / "Final.md").unlink()
    assert run(["site", "out"], cwd=tmp_path).exit == 0
    assert (out / "CNAME").read_text(encoding="utf-8") == "example.org\n"
    assert not (out / "Final").exists()
    assert (out / "zero" / "index.html").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "versions"]
    (out / "CNAME").unlink()
    stored_again = DRAFTS["Final"]
    made = version(stored_again, "Final", title=f"Draft {HOSTILE}", date="2020-01-03", status="official")
    (tmp_path / "versions" / "Final.md").write_text(form.write(made), encoding="utf-8")
    assert run(["site", "out"], cwd=tmp_path).exit == 0
    assert tree(out) == before


REFUSED = {
    "full": "the folder is not empty, and cdiff did not make it",
    "file.txt": "that is a file",
    "no/where": "there is no folder",
    "versions": "the versions are there",
    "versions/out": "the versions are there",
    ".": "the versions are there",
}


@pytest.mark.parametrize("target", REFUSED)
def test_what_cannot_be_written_is_refused_and_stays(target: str, tmp_path: Path) -> None:
    stored(tmp_path)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "file.txt").write_text("mine", encoding="utf-8")
    before = tree(tmp_path)
    ran = run(["site", target], cwd=tmp_path)
    assert ran.exit == 2
    assert REFUSED[target] in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
    assert tree(tmp_path) == before


FILES = [("index.html", b"one"), ("a/b.html", b"two")]


def test_a_file_that_somebody_changed_stays_unless_it_is_forced(tmp_path: Path) -> None:
    out, store = tmp_path / "out", tmp_path / "versions"
    publish(FILES, out, check_folder(out, store=store))
    (out / "a" / "b.html").write_bytes(b"mine")
    with pytest.raises(ReportError, match="somebody changed it since"):
        check_folder(out, store=store)
    publish(FILES, out, check_folder(out, store=store, force=True), force=True)
    assert (out / "a" / "b.html").read_bytes() == b"two"


def test_a_file_in_the_way_stays_unless_it_is_forced(tmp_path: Path) -> None:
    out, store = tmp_path / "out", tmp_path / "versions"
    publish(FILES[:1], out, check_folder(out, store=store))
    (out / "a").mkdir()
    (out / "a" / "b.html").write_bytes(b"mine")
    with pytest.raises(ReportError, match="cdiff did not write it"):
        publish(FILES, out, check_folder(out, store=store))
    assert (out / "a" / "b.html").read_bytes() == b"mine"
    publish(FILES, out, check_folder(out, store=store), force=True)
    assert (out / "a" / "b.html").read_bytes() == b"two"


def test_a_list_that_names_files_elsewhere_harms_none(tmp_path: Path) -> None:
    out, store = tmp_path / "out", tmp_path / "versions"
    other = tmp_path / "other.txt"
    other.write_text("mine", encoding="utf-8")
    out.mkdir()
    digest = hashlib.sha256(b"mine").hexdigest()
    listed = {"generator": "cdiff", "files": {"../other.txt": digest, str(other): digest, "own.txt": digest}}
    (out / publishing.LIST).write_text(json.dumps(listed), encoding="utf-8")
    (out / "keep.txt").write_text("kept", encoding="utf-8")
    publish(FILES, out, check_folder(out, store=store))
    assert other.read_text(encoding="utf-8") == "mine"
    assert (out / "keep.txt").read_text(encoding="utf-8") == "kept"


def test_links_in_the_folder_are_not_followed(tmp_path: Path) -> None:
    stored(tmp_path)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "keep.txt").write_text("kept", encoding="utf-8")
    site = tmp_path / "site"
    site.mkdir()
    (site / "x").symlink_to(outside)
    (site / "CNAME").write_text("me", encoding="utf-8")
    digest = hashlib.sha256(b"kept").hexdigest()
    listed = {"format": 1, "generator": "cdiff", "files": {"x/keep.txt": digest}}
    (site / "site.json").write_text(json.dumps(listed), encoding="utf-8")
    assert run(["site", str(site)], cwd=tmp_path).exit == 0
    assert (outside / "keep.txt").read_text(encoding="utf-8") == "kept"
    (site / "x").unlink()
    shutil.rmtree(site / "assets")
    (site / "assets").symlink_to(outside)
    refused = run(["site", str(site)], cwd=tmp_path)
    assert (refused.exit, "a symbolic link is in the way" in refused.stderr) == (2, True)
    assert [path.name for path in outside.iterdir()] == ["keep.txt"]


def test_a_page_that_cannot_be_made_leaves_the_old_site(tmp_path: Path) -> None:
    out, store = tmp_path / "out", tmp_path / "versions"
    publish(FILES, out, check_folder(out, store=store))
    before = tree(out)

    def failing() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"new"
        raise ReportError("no more")

    with pytest.raises(ReportError, match="no more"):
        publish(failing(), out, check_folder(out, store=store))
    assert tree(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_empty_store_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "versions").mkdir()
    ran = run(["site", "out", "--store", "versions"], cwd=tmp_path)
    assert ran.exit == 2
    assert "the store is empty" in ran.stderr
    assert not (tmp_path / "out").exists()
