"""One letter being filled: what is known goes in, everything that a screen shows comes out."""
