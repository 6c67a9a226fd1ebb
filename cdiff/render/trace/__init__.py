"""What spans all versions: the biography of a clause, whose each word is, what a clause is called elsewhere."""
