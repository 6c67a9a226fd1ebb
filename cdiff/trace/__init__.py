"""Tracing: a clause through all versions."""
