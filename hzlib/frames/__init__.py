"""Tidy tables over the facts, each number with its source."""
