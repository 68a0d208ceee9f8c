"""Starts commands and measures them, one at a time: `python -I -S spawner.py`, asked and answering in marshal's format.

A process of its own, and one that imports next to nothing: Linux counts the memory of what starts a process into the
peak of what is started. Asked for (folder to run in, file for the output, arguments), it answers with (exit status,
seconds of wall time, seconds of user and system time, peak memory as the system counts it).
"""

import marshal
import os
import sys
from time import perf_counter


def main() -> None:
    """Serve until nobody asks any more."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    while True:
        try:
            folder, output, command = marshal.load(sys.stdin.buffer)
        except EOFError:
            return
        os.chdir(folder)
        file = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        streams = [(os.POSIX_SPAWN_DUP2, nothing, 0), (os.POSIX_SPAWN_DUP2, file, 1), (os.POSIX_SPAWN_DUP2, file, 2)]
        start = perf_counter()
        process = os.posix_spawnp(command[0], command, os.environ, file_actions=streams)
        _, status, usage = os.wait4(process, 0)  # with the processes that it started and waited for
        wall = perf_counter() - start
        os.close(file)
        answer = (os.waitstatus_to_exitcode(status), wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
        marshal.dump(answer, sys.stdout.buffer)
        sys.stdout.buffer.flush()


main()
