"""What Word and OpenDocument share: tracked changes, what is set aside, a paragraph in the making."""
