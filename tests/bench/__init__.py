"""Tests of the bench: that its truth is true and its measures measure; no timing."""
