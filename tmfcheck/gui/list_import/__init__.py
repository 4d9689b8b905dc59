"""The counter where a foreign list comes in: the file, its columns, what is doubtful, and what became of it."""
