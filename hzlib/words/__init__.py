"""The corpus side: tokens, counts, keyness, concordance, collocations, topics."""
