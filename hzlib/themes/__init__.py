"""What the notebooks show, one theme each."""
