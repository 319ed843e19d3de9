"""The spider of the hostile host."""
