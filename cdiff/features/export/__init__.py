"""`cdiff export`: a version in a format that other programs read."""
