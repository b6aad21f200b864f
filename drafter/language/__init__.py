"""What is true of English, not of letters: fragments, names, days, lists."""
