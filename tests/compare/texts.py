"""Texts that the tests of the alignment draw: few words, many repetitions."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = st.sampled_from(
    "states shall protect migrants and promote the rights of all children at borders 12 Rights, —".split()
)
TEXTS = st.lists(st.lists(WORDS, max_size=7).map(" ".join), max_size=12)
