"""Complete marks: of which labels a region of an article has every span that there is."""
