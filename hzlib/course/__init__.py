"""Lessons, exercises that check themselves, the pack for a classroom."""
