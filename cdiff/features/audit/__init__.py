"""The audit of a redline: whether its tracked changes are all that changed."""
