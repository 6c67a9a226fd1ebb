"""`cdiff history`: the versions as a git repository of their own."""
