"""The files of an interview, written whole or not at all."""
