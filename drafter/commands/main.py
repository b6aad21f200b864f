"""The command: the letters and the tools, and how a run ends."""

from __future__ import annotations

import gc
import os
import sys

import click

from drafter import __version__, cache
from drafter.commands import usage
from drafter.commands.tools import TOOLS, tool
from drafter.errors import DrafterError
from drafter.terminal.talk import settle_streams, tell

# Everything else is imported where it is used, so that --help answers at once.


class Commands(click.Group):
    """The letters, which are folders, and the tools, which are rooms."""

    def list_commands(self, context: click.Context) -> list[str]:
        return [*usage.library().names(), *TOOLS]

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name in TOOLS:
            return tool(name)
        if name not in usage.library().names():
            return None
        from drafter.commands.flags import letter_command

        return letter_command(usage.library().kind(name))

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in self.list_commands(context):
            from drafter.letters.questions import closest

            near = closest(args[0].replace("_", "-"), self.list_commands(context))
            raise click.UsageError(
                f"There is no letter or tool called {args[0]!r}.{near} See: drafter --help"
            )
        return super().resolve_command(context, args)

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        rows, warnings = usage.outlines()
        with formatter.section("Letters"):
            formatter.write_dl([(each.name, each.summary) for each in rows if each.letter])
        with formatter.section("Before and after"):
            tools = TOOLS | {each.name: each.summary for each in rows if not each.letter}
            formatter.write_dl(sorted(tools.items()))
        for warning in warnings:
            formatter.write_text(warning)


@click.group(cls=Commands, invoke_without_command=True)
@click.version_option(__version__, prog_name="drafter", message="%(prog)s %(version)s")
@click.pass_context
def commands(context: click.Context) -> None:
    """Write the email you owe after a job interview, above all after one that went badly.

    A first letter, with nothing asked: drafter thank-you --example
    """
    if context.invoked_subcommand is not None:
        return
    if sys.stdin.isatty() and sys.stderr.isatty():
        from drafter.commands.begin import begin
        from drafter.terminal.console import Terminal

        begin(Terminal(), usage.day())
    else:
        click.echo(context.get_help())


def main() -> None:
    """Run the command line, and exit.

    The status is 0 when it is done, 1 when an answer or a file must be mended, 2 for wrong usage,
    and 130 when it was stopped.
    """
    gc.disable()  # a letter is over before there is anything to look for; tools turn it on
    settle_streams()
    cache.use(cache.usual_folder())
    try:
        status = commands.main(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as exit:
        status = exit.exit_code
    except click.Abort:
        tell("\nStopped.")
        status = 130
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except DrafterError as error:
        for problem in error.problems:
            tell(f"Error: {problem}")
        status = 1
    except BrokenPipeError:
        # The reader of the pipe has gone; Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    cache.save()
    gc.freeze()  # Python looks for cycles among all that it read in once more, which helps nobody
    sys.exit(status if isinstance(status, int) else 0)
