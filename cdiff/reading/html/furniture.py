"""The draft out of a page: what is furniture of the site is set aside, and only on evidence.

Readers for pleasure (readability, trafilatura) pick the likeliest part and drop the rest; here that would
lose clauses. So everything stays but what the page itself marks as something else: by its elements
(`nav`, `footer`), by the names of its classes, as a list of links, as another post beside a much longer one.
What is set aside is listed with its reason; where the evidence is weak, the text stays and the profile's
boundaries decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from urllib.parse import unquote

from cdiff.core.records import field, record
from cdiff.reading.tree import Node, descendants, steps, text_of

_BY_TAG = {
    "nav": "navigation",
    "footer": "the foot of the page",
    "header": "the head of the page",
    "aside": "beside the main text (aside)",
    "search": "a search box",
}
_BY_ROLE = {
    "navigation": "navigation",
    "banner": "the head of the page",
    "contentinfo": "the foot of the page",
    "complementary": "beside the main text",
    "search": "a search box",
    "dialog": "a dialog over the page",
    "alertdialog": "a dialog over the page",
    "menu": "navigation",
    "menubar": "navigation",
    "doc-toc": "table of contents",
}
_BY_NAME = tuple(
    (re.compile(pattern, re.IGNORECASE), reason)
    for pattern, reason in (
        (r"cookie|gdpr|(?:^|[-_])consent(?:$|[-_])", "a cookie notice"),
        (r"^comments?-?(?:list|area|section|block|thread|respond)$", "readers’ comments"),
        (r"^(?:comments|disqus_thread|respond)$", "readers’ comments"),
        (r"breadcrumb", "navigation"),
        (r"^(?:top|main|site|global|primary|secondary|page|post)?[-_]?(?:nav|navbar|menu)(?:[-_].*)?$", "navigation"),
        (r"^(?:top|main|site|global|primary|secondary|page|post)?[-_]?navigation(?:[-_].*)?$", "navigation"),
        (r"^(?:pagination|pager|blog-pager|paging)$", "navigation"),
        (r"^skip-?(?:link|nav|to-.*|links)$", "navigation"),
        (r"^(?:sidebar|side-bar|widget|widgets|widget-area)(?:[-_].*)?$", "beside the main text"),
        (r"^(?:share|sharing|social|addthis|sharedaddy)(?:[-_](?:buttons|links|bar|icons))?$", "share buttons"),
        (r"^(?:related|recommended|read-?more|more)[-_](?:posts|articles|links|stories)$", "links to other pages"),
        (r"^(?:newsletter|subscribe|signup)(?:[-_].*)?$", "a subscription form"),
        (r"^(?:search|search-?form|search-?box)$", "a search box"),
        (r"^(?:ad|ads|advert|advertisement|banner-ad|sponsored)$", "an advertisement"),
        (r"^(?:site|page|global)[-_]?(?:footer|foot)$|^colophon$", "the foot of the page"),
        (r"^(?:site|page|global)[-_]?(?:header|head|banner)$|^masthead$", "the head of the page"),
        (r"^(?:toc|table-of-contents)$", "table of contents"),
        (r"^(?:mw-navigation|mw-panel|mw-head|jump-to-nav|headertemplate|catlinks|mw-normal-catlinks)$", "navigation"),
        (r"^(?:siteSub|contentSub|printfooter|footer)$", "the foot of the page"),
    )
)  # fmt: skip
_FORMS = {"button": "a button", "select": "a form’s choices", "datalist": "a form’s choices", "textarea": "a field"}
_POST = re.compile(r"^(?:post|hentry|h-entry|blog-?post|post-outer|type-post|entry)$", re.IGNORECASE)
_CLAUSE = re.compile(
    r"\s*(?:article|art\.|section|chapter|part|annex|schedule|objective|paragraph|preamble|§|\d)", re.IGNORECASE
)
_MOST = 0.5
"""Nothing that holds more than half of the page's text is set aside, whatever it is called."""
_LINKED = 0.8
"""The share of characters in links that makes a list of links; the rest is separators and counts."""
_SUBSTANCE = 200
"""Two or three sentences outside of links are text, wherever they stand."""

Hide = Callable[[Node], bool]


@record(frozen=False)
class _TextWeight:
    """How much a reader sees in an element: characters, and those of links."""

    text: int = 0
    linked: int = 0
    links: int = 0
    inner: int = 0
    """Links to a place on the same page."""

    def add(self, other: _TextWeight) -> None:
        self.text += other.text
        self.linked += other.linked
        self.links += other.links
        self.inner += other.inner


@record(frozen=False)
class PageFurniture:
    """What is set aside, with the reasons; and what was kept in doubt."""

    aside: dict[Node, str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)


def furniture(root: Node, hide: Hide, protected: Container[Node]) -> PageFurniture:
    """Find what on a page is not of the main text.

    `hide` tells what is not to be seen; nothing in `protected` (the notes and what holds them) is set aside.
    """
    return _FurnitureFinder(root, hide, protected).find()


class _FurnitureFinder:
    def __init__(self, root: Node, hide: Hide, protected: Container[Node]) -> None:
        self.root = root
        self.protected = protected
        self.weights, self.parents = _weigh(root, hide)
        self.places = LinkTargets(root, self.parents)
        self.total = max(1, self.weights[root].text)
        self.found = PageFurniture()
        self.mains = [node for node in self.weights if _is_main(node) and self.weights[node].text]
        self.h1_elsewhere = any(node.tag == "h1" and not self._within(node, ("header",)) for node in self.weights)

    def find(self) -> PageFurniture:
        """Go through the page from the outside in; nothing in what is set aside is asked again."""
        aside = self.found.aside
        for _, node in self._outermost(lambda node: self._reason(node)):
            aside[node] = self._reason(node)
        main = self._post() or (self.mains[0] if len(self.mains) == 1 else None)
        if main and self.weights[main].text >= _MOST * self.total:
            self._around(main)
        return self.found

    def _outermost(self, wanted: Callable[[Node], str]) -> list[tuple[str, Node]]:
        found: list[tuple[str, Node]] = []
        taken: set[Node] = set(self.found.aside)
        for step, node, _ in steps(self.root, taken):
            if step == "open" and node in self.weights and node not in taken and (reason := wanted(node)):
                found.append((reason, node))
                taken.add(node)
        return found

    def _reason(self, node: Node) -> str:
        weight = self.weights.get(node)
        if weight is None or not weight.text or node in self.protected or node.tag in ("html", "body", "main"):
            return ""
        reason = self._sign(node) or self._links(node, weight)
        rest = self.total - weight.text
        if reason and weight.text > _MOST * self.total and not (reason == "readers’ comments" and rest > 1000):
            return ""
        return reason

    def _sign(self, node: Node) -> str:
        if node.tag in _FORMS:
            return _FORMS[node.tag]
        if node.tag in ("footer", "aside", "header") and self._within(node, ("main", "article")):
            return ""
        if node.tag in _BY_TAG or node.get("role").lower() in _BY_ROLE:
            reason = _BY_TAG.get(node.tag) or _BY_ROLE[node.get("role").lower()]
            if reason == "the head of the page" and not self.h1_elsewhere and _has(node, "h1"):
                return ""
            return "table of contents" if reason == "navigation" and _is_contents(self.weights[node]) else reason
        if re.fullmatch("h[1-6]|p|li|td|tr|a|span|em|strong|b|i|sup", node.tag):
            return "navigation" if node.tag in ("a", "p") and _named(node) == "navigation" else ""
        return _named(node)

    def _links(self, node: Node, weight: _TextWeight) -> str:
        """Recognise a list of links: nothing but links, short ones, none a sentence."""
        if node.tag not in ("ul", "ol", "div", "section", "table") or weight.links < 3:
            return ""
        if weight.linked < _LINKED * weight.text or weight.linked > 60 * weight.links:
            return ""
        if _is_contents(weight) and weight.links >= 5:
            return "table of contents" if self.places.are_repeated(node) else ""
        if self._within(node, ("main", "article")):
            return ""
        items = [text for item in node.nodes if (text := text_of(item).strip())]
        return "" if sum(text.endswith((".", ";", ":", ",")) for text in items) * 2 > len(items) else "a list of links"

    def _within(self, node: Node, tags: tuple[str, ...]) -> bool:
        above = self.parents.get(node)
        while above is not None:
            if above.tag in tags or ("main" in tags and _is_main(above)):
                return True
            above = self.parents.get(above)
        return False

    def _post(self) -> Node | None:
        """Where a page shows several posts, choose one that is much longer than all others together."""
        posts = [node for _, node in self._outermost(lambda node: "post" if _is_post(node) else "")]
        posts = sorted((node for node in posts if self.weights[node].text), key=lambda node: -self.weights[node].text)
        if len(posts) < 2 or any(_CLAUSE.match(_first_heading(node)) for node in posts[1:]):
            return posts[0] if len(posts) == 1 else None
        rest = sum(self.weights[node].text for node in posts[1:])
        if self.weights[posts[0]].text < 2 * rest:
            self.found.doubts.append(f"the page shows {len(posts)} posts of like length; all of them are read")
            return None
        for node in posts[1:]:
            if node not in self.protected:
                self.found.aside[node] = "another post on the page"
        return posts[0]

    def _around(self, main: Node) -> None:
        """Set aside the small things around the main part; headings and whole paragraphs stay."""
        path = {main}
        above = self.parents.get(main)
        while above is not None:
            path.add(above)
            above = self.parents.get(above)
        for node in path - {main}:
            for child in node.nodes:
                if child not in path and child not in self.found.aside and not self._has_substance(child):
                    self.found.aside[child] = "outside the page’s main part"

    def _has_substance(self, node: Node) -> bool:
        weight = self.weights.get(node)
        if weight is None or not weight.text or node in self.protected or node.tag == "head":
            return True
        if re.fullmatch("h[1-6]", node.tag) or any(_has(node, tag) for tag in ("h1", "h2")):
            return True
        return weight.text - weight.linked >= _SUBSTANCE and weight.linked < 0.3 * weight.text


def _weigh(root: Node, hide: Hide) -> tuple[dict[Node, _TextWeight], dict[Node, Node]]:
    weights: dict[Node, _TextWeight] = {}
    parents: dict[Node, Node] = {}
    stack: list[Node] = []
    unseen: set[Node] = set()
    for step, node, text in steps(root, unseen):
        if step == "open":
            if stack:
                parents[node] = stack[-1]
            weights[node] = _TextWeight()
            stack.append(node)
            if hide(node):
                unseen.add(node)
        elif step == "text":
            weights[node].text += len("".join(text.split()))
        else:
            stack.pop()
            _close(node, weights, stack[-1] if stack else None)
    return weights, parents


def _close(node: Node, weights: dict[Node, _TextWeight], parent: Node | None) -> None:
    weight = weights[node]
    if node.tag == "a" and "href" in node.attrs and weight.text:
        weight.links, weight.linked = 1, weight.text
        weight.inner = int(node.get("href").startswith("#"))
    if parent is not None:
        weights[parent].add(weight)


def _is_main(node: Node) -> bool:
    return node.tag == "main" or node.get("role").lower() == "main"


def _is_post(node: Node) -> bool:
    if node.tag in ("html", "body", "main"):
        return False
    return node.tag == "article" or any(_POST.match(name) for name in node.get("class").split())


def _is_contents(weight: _TextWeight) -> bool:
    return weight.links >= 3 and weight.inner == weight.links


def _named(node: Node) -> str:
    names = [*node.get("class").split(), node.get("id")]
    return next((reason for pattern, reason in _BY_NAME for name in names if name and pattern.search(name)), "")


def _has(node: Node, tag: str) -> bool:
    return any(step == "open" and inner.tag == tag for step, inner, _ in steps(node))


def _first_heading(node: Node) -> str:
    for step, inner, _ in steps(node):
        if step == "open" and re.fullmatch("h[1-6]", inner.tag):
            return text_of(inner)
    return text_of(node)[:200]


_LABEL = re.compile(
    r"\A\s*+(?:(?:article|art\.|section|chapter|part|title|annex|appendix|schedule|§)\s*+)?"
    r"(?:[\d.]++|[ivxlc]++(?=[.)\s])|[a-z](?=[.)]))?[.):\s–—-]*+",
    re.IGNORECASE,
)
_REPEATED = 0.8
"""The share of a list's links that must repeat what they lead to: one or two may be worded freely."""
_FEWEST = 4
"""So many letters of a heading may stand for a longer link."""


class LinkTargets:
    """Where the links within a page lead."""

    def __init__(self, root: Node, parents: Mapping[Node, Node]) -> None:
        """Note the places that have a name."""
        self._parents = parents
        self._named: dict[str, Node] = {}
        for node in descendants(root):
            for name in (node.get("id"), node.get("name") if node.tag == "a" else ""):
                if name:
                    self._named.setdefault(name, node)

    def are_repeated(self, contents: Node) -> bool:
        """Whether most links of a list say what stands where they lead."""
        links = [node for node in descendants(contents) if node.tag == "a" and node.get("href").startswith("#")]
        return sum(map(self._says, links)) >= _REPEATED * len(links)

    def _says(self, link: Node) -> bool:
        place = self._named.get(unquote(link.get("href")[1:]))
        if place is None:
            return False
        said = _beginning(link, 1000)
        found = _beginning(place, len(said)) or _beginning(self._parents.get(place, place), len(said))
        whole, bare = _letters(said), _letters(_LABEL.sub("", said, count=1))
        return any(
            _begin_alike(one, other)
            for one in (whole, bare)
            for other in (_letters(found), _letters(_LABEL.sub("", found, count=1)))
        )


def _begin_alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= min(_FEWEST, len(one)) > 0 and long.startswith(short)


def _beginning(node: Node, count: int) -> str:
    """Return the first words in a node, `count` letters and some more."""
    texts: list[str] = []
    size = 0
    for step, inner, text in steps(node):
        if step == "text":
            texts.append(text)
            size += len("".join(text.split()))
        if size > count + 40 or (step == "close" and size and inner.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "p")):
            break
    return " ".join("".join(texts).split())


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text.casefold()))
