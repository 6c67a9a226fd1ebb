"""The tracked changes of a Word file: listed, and accepted or rejected one by one."""
