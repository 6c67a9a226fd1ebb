"""`fuzz`: inputs that nobody would write, for every reader, the parser, profiles, terms, settled pairs, settings.

The inputs are made from sound ones by the structure that they have: a part of an archive is unpacked, changed and
packed again; pieces of the text are dropped, doubled, exchanged, nested many times, or replaced by what means something
in the format (`DICTIONARY`). Each runs in a worker, of which there is one for each processor. It must be read, or
refused with an error of cdiff's own: no other exception, no more than 20 seconds of the processor or 1 GiB.

What fails is made as small as it can be while it fails in the same way, and kept in the folder of `--keep`.

Rejected: atheris. It guides by the coverage of Python code, which is not where files are read: lxml, pdfium and zlib
are compiled without its marks; and it has no build for the Python that is used here.
"""

from __future__ import annotations

import io
import os
import pickle
import random
import resource
import signal
import struct
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from bench.corpus import ROOT
from bench.tables import table
from bench.twin_documents import make
from bench.twin_files import as_docx, as_html
from cdiff.core import citation, numbering
from cdiff.core.config import load_config
from cdiff.core.errors import CdiffError
from cdiff.core.model import Document
from cdiff.parsing import BUILT_IN, parse
from cdiff.parsing.profile import load_profile
from cdiff.reading import read_bytes
from cdiff.searching.match import find
from cdiff.searching.term import parse_term
from cdiff.store import form
from cdiff.store.pins import read_pins

SECONDS = 20
MEMORY = 2**30
DICTIONARY = (
    *(b"[", b"]", b"[^1]", b"[^", b"(a)", b"1.", b"(i)", b"Article ", b"ANNEX", b"\xe2\x80\x9c", b'"', b"...", b" . ."),
    *(b"\x00", b"\x1b[31m", b"\xe2\x80\xae", b"\xff\xfe", b"\xed\xa0\x80", b"\r", b"\n\n", b"\t", b"\x0c", b" ", b"-"),
    *(b"<", b">", b"</", b"<!--", b"-->", b"<![CDATA[", b"&amp;", b"&#x110000;", b"<p>", b"<table>", b"<li>", b"<sup>"),
    *(b"<w:p>", b"</w:p>", b"<w:tbl>", b"<w:ins>", b"<w:del>", b"w:val=", b"<text:p>", b"<text:list>", b"xmlns:a='b'"),
    *(b"obj", b"endobj", b"stream", b"/Kids", b"/Parent", b"/Length", b"<<", b">>", b"0 R", b"xref", b"trailer"),
    *(b"---", b"label:", b"#", b"{", b"}", b"(?:", b")*", b"\\", b"|", b"=", b"99999999999999999999", b"-1", b"0"),
)


@dataclass(slots=True)
class Told:
    """What a worker found."""

    runs: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)
    failed: dict[tuple[str, str], bytes] = field(default_factory=dict)
    """By what was fed and how it failed: an input."""


class _SlowError(BaseException):
    """An input took longer than it may."""


# What is fed


def _reader(name: str) -> Callable[[bytes], object]:
    return lambda data: parse(read_bytes(data, name))


def _by_profile(data: bytes) -> object:
    return [parse(read_bytes(data, "a.txt"), profile) for profile in BUILT_IN]


def _profile(data: bytes, folder: Path) -> object:
    path = folder / f"{os.getpid()}-{hash(data)}.toml"
    path.write_bytes(data)
    try:
        load_profile(str(path))
        return parse(read_bytes(_TEXT, "a.txt"), str(path))
    finally:
        path.unlink()


def _settings(data: bytes, folder: Path) -> object:
    here = folder / f"settings-{os.getpid()}"
    here.mkdir(exist_ok=True)
    (here / "cdiff.toml").write_bytes(data)
    return load_config(here)


def _pins(data: bytes, folder: Path) -> object:
    here = folder / f"pins-{os.getpid()}"
    here.mkdir(exist_ok=True)
    (here / "concordance.toml").write_bytes(data)
    return read_pins(here)


def _stored(data: bytes) -> object:
    version = form.read(data.decode("utf-8", "replace"), "a")
    written = form.write(version)
    if form.write(form.read(written, "a")) != written:
        raise AssertionError("the stored form does not come back")
    return version


def _term(data: bytes) -> object:
    return find(parse_term(data.decode("utf-8", "replace")), _TEXT.decode())


@cache
def _document() -> Document:
    return parse(read_bytes(_TEXT, "a.txt"), "plain")


def _label(data: bytes) -> object:
    text = data.decode("utf-8", "replace")
    with suppress(CdiffError):
        citation.find(_document(), text, "a")
    return numbering.printed(text), numbering.worded(text), numbering.peel(text), numbering.order(text)


_TEXT = (
    "Draft treaty on rivers\n\nPreamble\n\nThe Parties,\n\nArticle 1\n\n1. Each shall [protect] its rivers:[^1]\n\n"
    "(a) by law [EU: and practice];\n\n(i) within two years; and\n\n(b) as appropriate (Mexico, EU reserve).\n\n"
    "2. “River” means water that flows; see article 1 (1) (a).\n\n[Article 2 bis]\n\n"
    "Table of contents ... 3\n\n[^1]: A note.\n"
).encode()


def _seeds() -> dict[str, list[bytes]]:
    """Give sound inputs of every kind."""
    documents = [make(seed) for seed in range(4)]
    html = [as_html(each).encode() for each in documents]
    stored = [path.read_bytes()[:6000] for path in sorted((ROOT / "versions").glob("*.md"))][:3]
    mail = (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n%b\n--b--\n"
    )
    akn = b"<akomaNtoso xmlns='http://docs.oasis-open.org/legaldocml/ns/akn/3.0'>"
    akn += b"<act name='a'><body><article eId='a'>"
    akn += (
        b"<num>Article 1</num><heading>Rivers</heading><paragraph eId='b'><num>1.</num><content><p>Act <b>now</b>.</p>"
    )
    akn += b"</content></paragraph></article></body></act></akomaNtoso>"
    profiles = [path.read_bytes() for path in (ROOT / "cdiff" / "parsing" / "profiles").glob("*.toml")]
    pin = b'[[pin]]\nbetween = ["a", "b"]\nold = ["1"]\nnew = ["1", "2"]\nreason = "r"\nname = "n"\n'
    settings = (
        b'store = "versions"\nprofile = "plain"\nwatch = ["clause 1 in a", "law*"]\n[negotiation]\nparties = ["EU"]\n'
    )
    settings += b'[look]\npager = "cat"\n'
    return {
        "text": [_TEXT],
        "Markdown": [_TEXT, *stored],
        "HTML": html,
        "MIME archive": [mail % each for each in html],
        "law in XML": [akn],
        "Word": [as_docx(each) for each in documents] + [(ROOT / "fixtures/example/old.docx").read_bytes()],
        "OpenDocument": [_odt()],
        "PDF": [_pdf(["1. Each Party shall act.", "(a) by law;", "(b) in practice."] * at) for at in (1, 4)],
        "parser": [_TEXT],
        "stored form": stored,
        "profile": profiles,
        "term": [b"binding law = legal* binding [not after: as | of] | bound by", b"non-refoulement", b"safe, orderly"],
        "label": [b"21.", b"(a) bis", b"Article 4a", "第三条".encode(), b"paragraph 2 of article 5", b"[EU: (a) Text"],
        "settings": [settings],
        "pins": [pin],
    }


def _odt() -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    note = "<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body>"
    note += "<text:p>A note.</text:p></text:note-body></text:note>"
    items = "<text:list><text:list-item><text:p>by law;</text:p></text:list-item></text:list>"
    inside = "".join(
        f"<text:h text:outline-level='2'>Article {at}</text:h><text:p>Each <text:span>one</text:span>{note}.</text:p>"
        f"{items.replace('</text:p>', '</text:p>' + items, 1)}"
        for at in (1, 2)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f"<office:document-content xmlns:office='{office}' xmlns:text='{text}' office:version='1.3'>"
            f"<office:body><office:text>{inside}</office:text></office:body></office:document-content>",
        )
    return out.getvalue()


def _pdf(lines: list[str]) -> bytes:
    shown = b"".join(b"(%b) Tj 0 -20 Td " % line.replace("(", "\\(").replace(")", "\\)").encode() for line in lines)
    stream = b"BT /F1 12 Tf 72 720 Td %b ET" % shown
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%b\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n%btrailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        rows,
        start,
    )


def _fed(folder: Path) -> dict[str, Callable[[bytes], object]]:
    names = {"text": "a.txt", "Markdown": "a.md", "HTML": "a.html", "MIME archive": "a.mht", "law in XML": "a.xml"}
    names |= {"Word": "a.docx", "OpenDocument": "a.odt", "PDF": "a.pdf"}
    readers = {kind: _reader(name) for kind, name in names.items()}
    return {
        **readers,
        "parser": _by_profile,
        "stored form": _stored,
        "profile": lambda data: _profile(data, folder),
        "term": _term,
        "label": _label,
        "settings": lambda data: _settings(data, folder),
        "pins": lambda data: _pins(data, folder),
    }


# How it is changed


def mutated(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """Change an input a few times; a part of an archive is changed inside."""
    if data.startswith(b"PK") and chance.random() < 0.9:
        return _mutated_archive(data, chance)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        data = _changed(data, chance, others)
    return data[: 2**20]


def _mutated_archive(data: bytes, chance: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        names = old.namelist()
        wanted = chance.choice([name for name in names if name.endswith(".xml")] or names)
        for name in names:
            part = old.read(name)
            if name == wanted:
                part = b"" if chance.random() < 0.02 else mutated(part, chance, [part])
            if chance.random() > 0.01:
                new.writestr(zipfile.ZipInfo(name), part)
    return out.getvalue()


def _changed(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    at, end = _span(data, chance)
    piece = data[at:end]
    how = chance.randrange(9)
    if how == 0:
        return data[:at] + data[end:]
    if how == 1:
        return data[:end] + piece * chance.choice((1, 2, 50)) + data[end:]
    if how == 2:
        return data[:at] + chance.choice(DICTIONARY) + data[at:]
    if how == 3:
        return data[:at] + chance.choice(DICTIONARY) + data[end:]
    if how == 4:
        other = chance.choice(others)
        start, stop = _span(other, chance)
        return data[:at] + other[start:stop] + data[end:]
    if how == 5:
        return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
    if how == 6:
        return data[:at]
    if how == 7:
        return data[:at] + chance.choice(DICTIONARY) * chance.choice((10, 300, 3000)) + data[at:]
    number = struct.pack("<I", chance.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF)))
    return data[:at] + number + data[at + 4 :]


def _span(data: bytes, chance: random.Random) -> tuple[int, int]:
    """Choose a piece: of a few bytes, or from one sign of structure to the next."""
    at = chance.randrange(len(data) + 1)
    if chance.random() < 0.5:
        return at, min(len(data), at + chance.choice((1, 2, 5, 20, 200)))
    signs = b"<\n " if chance.random() < 0.8 else b">"
    start = max(data.rfind(bytes([sign]), 0, at) for sign in signs)
    ends = [place for sign in signs if (place := data.find(bytes([sign]), at + 1)) > 0]
    return max(start, 0), min(ends, default=len(data))


# How it runs


def failure(feed: Callable[[bytes], object], data: bytes) -> tuple[str, bool]:
    """Feed an input: how it failed, empty where it did not; and whether it was read, not refused."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        feed(data)
    except CdiffError:
        return "", False
    except _SlowError:
        return f"more than {SECONDS} seconds", False
    except RecursionError:
        return "RecursionError", False
    except MemoryError:
        return "more than 1 GiB", False
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {Path(frame.filename).name}:{frame.lineno}: {str(error)[:60]}", False
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return "", True


def _limit() -> None:
    def stop(*_: object) -> None:
        raise _SlowError

    signal.signal(signal.SIGPROF, stop)
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))


def _work(folder: Path, worker: int, seed: int, until: float) -> None:
    """Feed inputs until the time is over; what is at work is written down before, for a worker that dies of it."""
    _limit()
    chance = random.Random(f"{seed} {worker}")
    told, seeds, feeds = Told(), _seeds(), _fed(folder)
    kinds = [*seeds]
    at_work = folder / f"at-work-{worker}"
    while time.monotonic() < until:
        for kind in kinds:
            data = mutated(chance.choice(seeds[kind]), chance, seeds[kind])
            at_work.write_bytes(kind.encode() + b"\0" + data)
            how, is_read = failure(feeds[kind], data)
            told.runs[kind] += 1
            told.read[kind] += is_read
            if how:
                told.failed.setdefault((kind, how), data)
    at_work.unlink()
    (folder / f"told-{worker}").write_bytes(pickle.dumps(told))


def shrunk(feed: Callable[[bytes], object], data: bytes, how: str, tries: int = 400) -> bytes:
    """Make an input smaller while it fails in the same way: pieces are left out, the large ones first."""
    size = len(data) // 2
    while size and tries:
        at = 0
        while at < len(data) and tries:
            less = data[:at] + data[at + size :]
            tries -= 1
            if failure(feed, less)[0] == how:
                data = less
            else:
                at += size
        size //= 2
    return data


def fuzz(minutes: float, seed: int, keep: Path | None, folder: Path) -> Iterator[str]:
    """Feed inputs for some minutes; gives the counts, and what failed."""
    until = time.monotonic() + 60 * minutes
    workers = {}
    for worker in range(os.cpu_count() or 1):
        child = os.fork()
        if not child:
            code = 1
            try:
                _work(folder, worker, seed, until)
                code = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(code)
        workers[child] = worker
    told = Told()
    for child, worker in workers.items():
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if status:
            named, _, last = (folder / f"at-work-{worker}").read_bytes().partition(b"\0")
            told.failed[named.decode(), f"the worker ended with {status}"] = last
            continue
        one: Told = pickle.loads((folder / f"told-{worker}").read_bytes())
        told.runs += one.runs
        told.read += one.read
        told.failed |= one.failed
    rows = [[kind, f"{told.runs[kind]:,}", f"{told.read[kind]:,}"] for kind in _seeds()]
    rows.append(["all", f"{told.runs.total():,}", f"{told.read.total():,}"])
    yield table(["fed", "inputs", "read, not refused"], rows)
    yield f"\n{len(told.failed)} ways to fail (seed {seed})"
    _limit()
    for number, ((kind, how), data) in enumerate(sorted(told.failed.items())):
        small = shrunk(_fed(folder)[kind], data, how) if "ended" not in how else data
        yield f"  {kind}: {how}: {small[:120]!r} ({len(small):,} bytes)"
        if keep:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{number:03}-{kind.replace(' ', '-')}").write_bytes(small)
