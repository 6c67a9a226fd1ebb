"""The words that every room uses: the model, citations, numbering, configuration, errors."""
