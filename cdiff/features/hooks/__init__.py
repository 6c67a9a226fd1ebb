"""`cdiff hook` and `cdiff textconv`: drafts in git's own diff."""
