"""Asks at the terminal."""
