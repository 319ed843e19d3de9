"""The order of things: a file a stage, from an extracted page to a row in the archive."""
