"""Makes the built-in news model; never imported by the application."""
