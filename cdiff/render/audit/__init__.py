"""The audit of a redline: in the terminal, as a comment on a pull request, as JSON."""
