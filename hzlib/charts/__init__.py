"""Figures and tables of the views."""
