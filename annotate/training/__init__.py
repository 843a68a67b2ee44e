"""From gold to spaCy: data sets, splits, alignment, configuration, and the export as a whole."""
