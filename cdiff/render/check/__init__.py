"""What a check found, in every format: none of these decides anything, all of them escape."""
