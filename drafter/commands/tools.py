"""The tools beside the letters, by name: what --help says of each, without reading it in."""

from __future__ import annotations

import gc
from importlib import import_module

import click

# Each is the ``command`` of the room of its name; this line is the first one of its own help.
TOOLS = {
    "batch": "Write a letter for every row of a table.",
    "calendar": "Write the plan as a file that a calendar opens.",
    "check": "Read over any letter, text, HTML or .eml, whoever wrote it; - reads standard input.",
    "completion": "Print what makes Tab complete the letters, tools and flags.",
    "kinds": "List the letters there are.",
    "open": "Open the page that letters are copied from.",
    "questions": "Print a letter's questions as an answers file to fill in.",
    "rules": "Print the rules that letters are read over by.",
    "sent": "Note that a letter went out.",
    "site": "Make the page into a folder of static files, for a page host.",
    "status": "Show what was drafted, what is due, and what comes next.",
    "web": "Fill letters in a browser, served on this machine only.",
    "which": "Help to choose the letters, with four questions, and plan them.",
}


def tool(name: str) -> click.Command:
    """Return the tool called *name*, whose room is read in only now."""
    gc.enable()  # tables and servers may go on for long
    command: click.Command = import_module(f"drafter.commands.{name}").command
    return command
