"""Run drafter as ``python -m drafter``."""

from drafter.commands.main import main

if __name__ == "__main__":
    main()
