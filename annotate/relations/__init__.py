"""Relations between two spans that are no event."""
