"""The tests of cdiff."""
