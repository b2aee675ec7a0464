"""Answers against questions whose answers are known."""
