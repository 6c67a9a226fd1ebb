"""Two versions compared: the terminal, the page, the redline, the alignment."""
