"""Reads a letter over; a rule is one function in the file of its theme."""
