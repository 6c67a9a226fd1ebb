"""The door to PDFium.

PDFium (through pypdfium2, Apache-2.0 or BSD-3-Clause) is asked letter by letter: where each stands, how large it
is, what is drawn between. pdfminer.six, and pdfplumber upon it, tell the same several times slower; pypdf knows
no boxes; PyMuPDF's licence (AGPL) rules it out. PDFium also mends broken cross-reference tables, and is fuzzed as
the reader inside a browser.
"""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as c

__all__ = ["c", "pdfium"]
