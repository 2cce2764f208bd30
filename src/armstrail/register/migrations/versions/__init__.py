"""One file a step, the oldest first."""
