"""What every page of cdiff shares: its frame, its style and scripts, its addresses, marked text."""
