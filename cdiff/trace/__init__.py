"""Tracing: a clause, and each of its words, through all versions."""
