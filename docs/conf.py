"""The documentation site: Sphinx reads the Markdown of this folder as it stands; `make docs` builds it.

Weighed: MkDocs had its last release in 2024 and its theme Material is in maintenance; Zensical and ProperDocs are
young. Sphinx is alive and strict on request, needs no network to build or to search, and MyST reads the same pages
that the repository shows.
"""

from cdiff import __version__

project = html_title = "cdiff"
release = version = __version__
extensions = ["myst_parser"]
html_theme = "furo"
html_copy_source = html_show_copyright = html_show_sphinx = False
myst_heading_anchors = 3
highlight_language = "none"
html_theme_options = {"top_of_page_buttons": []}
