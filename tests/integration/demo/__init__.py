"""The demo from its command line, and what it leaves in the archive, held against the truth."""
