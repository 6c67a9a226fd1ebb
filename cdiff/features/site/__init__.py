"""`cdiff site`: all versions as a static web site."""
