"""Several versions side by side, like the four-column documents of a negotiation."""
