"""How help is set: the commands in groups, and examples below the options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

from cdiff.cli.commands import COMMANDS, GROUPS

if TYPE_CHECKING:
    from typer._click.core import Context


class GroupedCommands(TyperGroup):
    """The list of all commands, grouped by what people want."""

    def format_commands(self, ctx: Context, formatter: Any) -> None:
        """Write a section for each group."""
        for title, group in GROUPS.items():
            with formatter.section(title):
                width = max(map(len, COMMANDS))
                formatter.write_dl([(name.ljust(width), entry.says) for name, entry in group.items()])


class CommandWithExamples(TyperCommand):
    """A command whose help ends with examples."""

    def format_epilog(self, ctx: Context, formatter: Any) -> None:
        """Write the examples, each in a line as a person types it."""
        del ctx
        formatter.write("\nExamples:\n")
        for example in COMMANDS[self.name or ""].examples:
            formatter.write(f"  cdiff {self.name} {example}".rstrip() + "\n")
