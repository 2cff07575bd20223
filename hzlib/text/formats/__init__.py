"""The formats of files: what a reader of each sees, as plain text."""
