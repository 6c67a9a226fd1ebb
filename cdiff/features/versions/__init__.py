"""The versions of a store: made, added, listed, shown, verified."""
