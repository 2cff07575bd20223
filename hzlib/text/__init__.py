"""From a file to a clean text with its outline, sentences and tables."""
