"""The rules by theme: each function with a number is one, in whichever file of this folder."""
