"""Label schemas: their parts, checks, changes in use, and those that are shipped."""
