"""Write the emails people owe after a job interview."""

__version__ = "0.1.0"
