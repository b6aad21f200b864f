"""Asks in a browser."""
