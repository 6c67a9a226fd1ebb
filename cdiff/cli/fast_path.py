"""`cdiff compare OLD NEW` without an option: the call that is made most, and the one that must feel instant.

Two words need no option parser, and typer takes longer to import than the two drafts to compare. This is the
same story as `cdiff.features.compare.command` with every option at its default; a test holds their outputs together.
"""

from __future__ import annotations

from collections.abc import Sequence

from cdiff.core.errors import EXIT_DONE


def is_plain(arguments: Sequence[str]) -> bool:
    """Whether a command line is `compare OLD NEW` and nothing else."""
    return len(arguments) == 3 and arguments[0] == "compare" and not any(word.startswith("-") for word in arguments)


def compare_plainly(old: str, new: str) -> int:
    """Compare two versions and print the result for the terminal; gives the exit code."""
    import gc

    gc.disable()  # a comparison leaves no cycles behind worth looking for, and then the process ends

    from cdiff import pipeline
    from cdiff.cli.output import colours, config_and_store, note_order, terminal_width
    from cdiff.cli.pager import page
    from cdiff.cli.progress import is_large, steps
    from cdiff.features.compare.terminal import comparison_view
    from cdiff.features.watch import watch
    from cdiff.telling.terminal import Display, terminal

    config, found = config_and_store("", old, new)
    options = pipeline.options_from(config)
    profile = config.settings.profile
    with steps(3, long=is_large(old, new)) as step:
        step(f"reading {old}")
        before = pipeline.load(old, found, profile=profile, options=options)
        step(f"reading {new}")
        after = pipeline.load(new, found, profile=profile, options=options)
        step("comparing")
        result = pipeline.compare(before, after, found)
    note_order(before, after)
    look = config.look
    summary, watched = pipeline.summarise(result, words=False), watch(result, config, found)
    view = comparison_view(result, summary, pipeline.in_units(result, pipeline.select(result)), watched=watched)
    width = look.width or terminal_width()
    page(terminal(view, Display(width, colours(), look.context, side_by_side=look.side_by_side)), look.pager)
    return EXIT_DONE
