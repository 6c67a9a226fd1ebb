"""What every page of cdiff shares: its environment, its policy, and where its style and script come from.

A page that is one file carries its style and its script, and its Content-Security-Policy names them by their hashes. A
page of a site shares them with the others, so its policy names the site's own files: `'self'` on a web host, and
`file:` in a folder, where nothing else can be meant. Neither kind may reach any address.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from cdiff import __version__
from cdiff.telling.html.text import written_out
from cdiff.telling.version_header import said_date

LAID_OUT_AT_ONCE = 500
"""So many clauses a page lays out when it opens, and its scroll bar and a picture of it are true. In a longer one,
which would keep a browser busy (about 1 ms a clause, measured in Chromium), a clause out of sight only has the room
that its length needs."""
_LINES = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128)
"""The sizes that the style sheet knows, in lines."""
_LINE = 40
"""The characters of a line on a telephone; the style sheet knows how many such lines a wider page sets in one."""
_SHUT = "img-src data:; base-uri 'none'; form-action 'none'"


@cache
def environment() -> Environment:
    """Give the environment of all templates: everything is escaped, and what nobody would see is written out."""
    made = Environment(
        loader=PackageLoader("cdiff.telling.html"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"date": said_date, "count": "{:,}".format}
    made.globals |= {"cdiff": __version__}
    return made


def _finalized(value: object) -> object:
    """Write out what nobody would see in any value that a template prints."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else written_out(value)


def asset(*names: str) -> Markup:
    """Read style sheets or scripts of this package; they go into the page as they are, and its hash counts that."""
    folder = files("cdiff.telling.html").joinpath("assets")
    texts = [folder.joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n").strip() for name in names]
    return Markup("\n".join(texts))  # noqa: S704  # our own files


def hash_of(text: str) -> str:
    """Name an inline style or script in a policy."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def carried(styles: tuple[str, ...], scripts: tuple[str, ...]) -> dict[str, Any]:
    """Give what a page of one file needs: its style, its script, and the policy that allows these alone."""
    style, head, script = asset(*styles), asset("head.js"), asset(*scripts)
    allowed = f"script-src {hash_of(head)}" + (f" {hash_of(script)}" if scripts else "")
    return {
        "style": style,
        "head_script": head,
        "script": script,
        "policy": f"default-src 'none'; {allowed}; style-src {hash_of(style)}; {_SHUT}",
        "linked": "",
        "scripts": (),
    }


@cache
def linked(root: str, scripts: tuple[str, ...] = ()) -> dict[str, Any]:
    """Give what a page of a site needs; `root` is the way from its folder to the top of the site."""
    return {
        "style": "",
        "head_script": "",
        "script": "",
        "policy": f"default-src 'none'; script-src 'self' file:; style-src 'self' file:; {_SHUT}",
        "linked": f"{root}assets/",
        "scripts": scripts,
    }


def size_class(inline: int, side: int = 0) -> str:
    """Say how much room a clause needs that is not laid out yet, by its characters: in one text, and in a column."""
    return f"i{_lines(inline)} s{_lines(side or inline)}"


def _lines(characters: int) -> int:
    lines = characters / _LINE + 0.5  # the last line is half full, on an average
    return min(_LINES, key=lambda known: abs(known - lines))


def page(template: str, sources: dict[str, Any], view: dict[str, Any], nav: Sequence[tuple[str, str]] = ()) -> str:
    """Render a page; `nav` are the ways out of it, into the site that it belongs to."""
    return environment().get_template(template).render({"long": False, **sources, **view, "nav": nav}) + "\n"
