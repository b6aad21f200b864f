"""The commands, one file each; the only wing that reads the clock, prints and exits."""
