"""Running a command: load → do → tell → exit code.

    @command(tells=GENERAL)
    def brackets(run: Run, versions: …, only: …) -> int:
        names = run.open(*versions)
        with run.work(len(names)):
            told = … run.load(name) …
            run.tell(LISTING, told)
        return EXIT_DONE

A command declares what is its own; `command` adds the options that all of its kind share (`cli.options`) and gives it
a `Run` that holds what was typed for them. So no command can forget an option that an error message advises.
"""

from __future__ import annotations

import inspect
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cdiff.cli import options
from cdiff.cli.output import check_color, colours, config_and_store, note, own_store, terminal_width, write
from cdiff.cli.pager import page
from cdiff.cli.progress import is_large, steps
from cdiff.core.errors import CdiffError, ReportError, near
from cdiff.core.records import replace
from cdiff.telling.subject import BINARY, ReportRequest, Subject

if TYPE_CHECKING:
    from cdiff.core.config import Config
    from cdiff.core.model import Version
    from cdiff.pipeline.chains import Chain
    from cdiff.reading.options import ReadOptions
    from cdiff.store import Store, Survey
    from cdiff.telling.terminal import Display

_SHOWING = {"width": options.WIDTH, "color": options.COLOR, "no_pager": options.NO_PAGER}
MANY = 8
"""From so many versions on it is worth a word what is being done."""


def command(
    *,
    tells: Sequence[str] | Mapping[str, str] = (),
    reads: bool = True,
    shows: bool = True,
    limited: bool = False,
    judges: bool = False,
) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Make a command of a function that takes a `Run` and its own arguments, and returns the exit code.

    `tells` are the formats it writes, each with what its help says if that is not the usual; `reads` adds the
    options about reading files, `shows` the width, `limited` the size of a comment for a host, `judges` what a
    verdict may pass over.
    """
    said = dict(tells) if isinstance(tells, Mapping) else dict.fromkeys(tells, "")
    shared = options.writing(said, limited=limited, shows=shows) | (options.READING if reads else {})
    shared |= {"accept_incomplete": options.ACCEPT_INCOMPLETE} if judges else {}
    shared |= (_SHOWING if shows else {}) | {"store": options.STORE}

    def decorate(function: Callable[..., int]) -> Callable[..., int]:
        signature = inspect.signature(function, eval_str=True)
        own = list(signature.parameters.values())[1:]
        added = {name: option for name, option in shared.items() if name not in signature.parameters}
        kept = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in own]
        together = [*kept, *options.parameters(added)]

        def called(**typed: Any) -> int:
            run = Run({name: typed[name] for name in shared}, tuple(said))
            return function(run, **{each.name: typed[each.name] for each in own})

        called.__name__, called.__doc__, called.__module__ = function.__name__, function.__doc__, function.__module__
        called.__signature__ = signature.replace(parameters=together)  # type: ignore[attr-defined]
        called.__annotations__ = {each.name: each.annotation for each in together} | {"return": int}
        return called

    return decorate


class Run:
    """One call of a command: what was typed for the options that commands share, and how it is carried out."""

    config: Config
    store: Store

    def __init__(self, typed: Mapping[str, Any], formats: Sequence[str]) -> None:
        self.typed = typed
        self.formats = formats
        self.step: Callable[[str], None] = lambda said: None
        """Say what is being done."""
        self.targets: dict[str, str] = {}
        """The formats that are asked for, each with the path of its file."""
        self.lost: tuple[str, ...] = ()
        """What was said of versions that do not read."""

    def redirect(self, path: str) -> None:
        """Write into a file what `--format` would print: `-o PATH`."""
        self.typed = {**self.typed, self.typed["format_"]: path}

    def open(self, *names: str, inputs: Sequence[str] = ()) -> Store:
        """Read the configuration, find the store, and refuse now what cannot be written later.

        `names` are the versions that were typed; `inputs` are other files, over which no report may be written.
        Raises `ConfigError`, `VersionError` and `ReportError`.
        """
        from cdiff.pipeline.report_files import check_targets

        self.config, self.store = config_and_store(self.typed["store"], *names)
        check_color(self.typed.get("color", "auto"))
        self.targets = {name: self.typed[name] for name in self.formats if self.typed[name]}
        if self.formats:
            self._check_format()
        if self.targets:
            check_targets(self.targets, [*names, *inputs], store=self.store.folder, force=self.typed["force"])
        for name in BINARY:
            if self.targets.get(name) == "-" and sys.stdout.isatty():
                raise ReportError(f"--{name} -: the terminal cannot show it; name a file, or send it into a pipe")
        return self.store

    def _check_format(self) -> None:
        shown = ["terminal"] if "width" in self.typed else []
        printable = [*shown, *(name for name in self.formats if name not in BINARY)]
        format_ = self.typed["format_"]
        if not format_ and not self.targets:
            raise CdiffError(f"name a format: --format {'|'.join(printable)}")
        if format_ and format_ not in printable:
            raise CdiffError(
                f"--format: unknown format {format_!r} (choose {', '.join(printable)}){near(format_, printable)}"
            )

    def open_own(self) -> Store:
        """Read the configuration and find a store that can be written to; raises `VersionError` where there is none."""
        self.config, self.store = own_store(self.typed["store"])
        if said := self.store.recovered():
            note(said)
        return self.store

    def survey(self) -> Survey:
        """Load all versions of the store, in their order; name on stderr, and later in reports, those that are lost."""
        found = self.store.survey()
        self.lost = tuple(
            f"{lost.label}: {lost.reason}" if lost.is_read else f"{lost.label} is left out: {lost.reason}"
            for lost in found.lost
        )
        for said in self.lost:
            note(said)
        return found

    def names(self, named: Sequence[str] = (), also: Sequence[str] = ()) -> list[str]:
        """List the versions to chain: those named, or all that are stored; and what else is asked for."""
        from cdiff.pipeline.chains import named_versions

        if self.store.built_in and not named and (asked := [*dict.fromkeys(filter(None, also))]):
            from cdiff.pipeline.versions import is_source

            if all(map(is_source, asked)):  # the Compact's drafts say nothing of other texts
                if len(asked) == 1:
                    raise CdiffError(
                        f"there is no store here, so there are no versions to follow {asked[0]} through; "
                        "cdiff init makes a store, cdiff add puts its drafts in"
                    )
                return asked
        stored = () if named else self.survey().versions
        if self.lost and not (stored or any(also)):
            raise CdiffError(f"no version in {self.store.folder} can be read; cdiff verify says what is wrong")
        return named_versions(named, stored, also)

    @property
    def is_terminal(self) -> bool:
        """Whether nothing but the view for a terminal is asked for."""
        return not self.targets and self.typed.get("format_", "terminal") == "terminal"

    def wants(self, format_: str) -> bool:
        """Whether something is to be written or printed in a format."""
        return format_ in self.targets or self.typed.get("format_") == format_

    # Loading

    @property
    def profile(self) -> str:
        """How to read files that are not stored: as typed, else as the configuration says."""
        return self.typed["profile"] or self.config.settings.profile

    def options(self) -> ReadOptions:
        """Join what was typed about reading with the limits of the configuration."""
        from cdiff import pipeline

        typed = {name: self.typed[name] for name in ("encoding", "revisions", "struck", "max_size", "allow_local")}
        return pipeline.options_from(self.config, repair=not self.typed["no_repair"], **typed)

    @property
    def accepts_incomplete(self) -> bool:
        """Whether a verdict may pass over what was not read."""
        return bool(self.typed["accept_incomplete"])

    @contextmanager
    def work(self, *names: str, more: int = 0, long: bool | None = None) -> Iterator[None]:
        """Show a progress bar while versions are read and told of, if that may take long; `more` steps come behind."""
        long = (len(names) >= MANY or is_large(*names)) if long is None else long
        with steps(max(1, len(names) + more + len(self.targets)), long=long) as self.step:
            yield

    def load(self, name: str) -> Version:
        """Load a version by what a person typed."""
        from cdiff import pipeline

        self.step(f"reading {name}")
        return pipeline.load(name, self.store, profile=self.profile, options=self.options())

    def chain(self, names: Sequence[str]) -> Chain:
        """Load versions in their order, and compare each with the one before it."""
        from cdiff.pipeline.chains import chain, told_apart

        loaded = [self.load(name) for name in names]
        return chain(told_apart(loaded, names), self.store, self.step)

    # Telling

    def command(self, *words: str, read: bool = True, **own: Any) -> str:
        """Write the command that was typed, with the options that were given: `cdiff compare draft3 final`.

        `read` adds how files were read.
        """
        usual = {"profile": "", "encoding": None, "struck": "kept", "revisions": "accepted"} if read else {}
        given = own | {name: self.typed[name] for name, value in usual.items() if self.typed.get(name, value) != value}
        given |= {"accept_incomplete": True} if self.typed.get("accept_incomplete") else {}
        said = ["cdiff", *words]
        for name, value in given.items():
            option = f"--{name.strip('_').replace('_', '-')}"
            for each in value if isinstance(value, (list, tuple)) else [value]:
                said += [option] if each is True else [option, str(each)] if each else []
        return shlex.join(said)

    def display(self, *, context: int | None = None, side_by_side: bool = False) -> Display:
        """Say how to show something in this terminal: as typed, else as the configuration says."""
        from cdiff.telling.terminal import Display

        look = self.config.look
        width = self.typed["width"] or look.width or terminal_width()
        context = look.context if context is None else context
        color = self.typed.get("color", "auto")
        return Display(width, colours(color), context, side_by_side=side_by_side or look.side_by_side)

    def tell(
        self, subject: Subject, told: Any, *, command: str = "", display: Display | None = None, always: bool = False
    ) -> None:
        """Write the files that are asked for; without any, print it in the format that is asked for.

        What a person has to see is printed `always`, unless a file goes to stdout.
        """
        asked = ReportRequest(command, self.typed.get("max_bytes", 0), notes=self.lost)
        if self.targets:
            self._write(subject, told, asked)
        if self.targets and (not always or "-" in self.targets.values()):
            return
        if self.typed.get("format_", "terminal") != "terminal":
            write(subject.printed(told, self.typed["format_"], asked))
        else:
            self.page(subject.show(told, display or self.display()))

    def page(self, text: str) -> None:
        """Print a text for a person, through a pager where it is longer than the screen of a terminal."""
        page(text, "cat" if self.typed.get("no_pager") else self.config.look.pager)

    def _write(self, subject: Subject, told: Any, asked: ReportRequest) -> None:
        """Render every format, then write all files or none; say on stderr what was written."""
        from cdiff.pipeline.report_files import write_files

        made: dict[str, bytes] = {}
        for format_, target in self.targets.items():
            self.step(f"writing {format_}")
            name = "-" if target == "-" else shlex.quote(Path(target).name)
            again = f"{asked.command} --{format_} {name}" if asked.command else ""
            made[target] = subject.write(told, format_, replace(asked, again=again))
        files = {Path(target): data for target, data in made.items() if target != "-"}
        write_files(files)
        if "-" in made:
            sys.stdout.flush()
            sys.stdout.buffer.write(made["-"])
        if files:
            note(f"wrote {', '.join(map(str, files))}")
