"""The features of cdiff, a folder each: its model, its logic, its views and its command."""
