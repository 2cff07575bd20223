"""Values that carry where they come from, and what the panel of evidence shows of it."""
