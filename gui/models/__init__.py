"""Item models: what lists show, as Qt asks for it."""
