"""Tidy tables over the facts: trends, targets, outcomes, a district, sums."""
