"""Telling: what every view is made of, and one writer for each format."""
