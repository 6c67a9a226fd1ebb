"""Terms, the log and the statistics of all versions: in the terminal, as JSON, as rows of a table."""
