"""Run one command and print what it took: `python -S -E launcher.py COMMAND …`

A process of its own and next to nothing imported, because the system counts the memory of the process that
starts a command as the command's: the figure cannot fall below what this one takes, a bare interpreter.
"""

import os
import sys
from time import perf_counter


def main(argv: list[str]) -> None:
    """Run a command without its output; print `code seconds cpu maxrss`, the last in the system's unit."""
    start = perf_counter()
    null = os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, null, stream) for stream in (0, 1, 2)]
    child = os.posix_spawnp(argv[0], argv, os.environ, file_actions=actions)
    _, status, usage = os.wait4(child, 0)
    seconds = perf_counter() - start
    print(os.waitstatus_to_exitcode(status), seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)


if __name__ == "__main__":
    main(sys.argv[1:])
