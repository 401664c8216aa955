"""`extractor completion`."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from extractor.cli.ending import errors_told, text_monitor
from extractor.cli.options import debug_option
from extractor.errors import ExtractorError

PROGRAM, VARIABLE = "extractor", "_EXTRACTOR_COMPLETE"


@click.command("completion", short_help="Print what makes a shell complete commands.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@debug_option
def completion_command(shell: str, debug: bool) -> None:
    """Print the script that makes SHELL complete commands, options and files.

    \b
    Examples:
      extractor completion bash >> ~/.bashrc
      extractor completion zsh >> ~/.zshrc
      extractor completion fish > ~/.config/fish/completions/extractor.fish

    \b
    Exit codes:
      0    the script is printed
      1    an error
      2    wrong usage
      130  stopped by Ctrl-C
    """
    with errors_told(text_monitor(), debug=debug, stopped="stopped"):
        known = get_completion_class(shell)
        if known is None:
            raise ExtractorError(f"there is no completion for {shell}")
        root = click.get_current_context().find_root().command
        click.echo(known(root, {}, PROGRAM, VARIABLE).source())
