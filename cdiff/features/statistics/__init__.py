"""Terms, the log and the statistics of all versions."""
