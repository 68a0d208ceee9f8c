"""Works on files in several processes at once; one that dies takes no more with it than the file it was at."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager, suppress
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from blueprint.checks.engine import check_reading, crash_of
from blueprint.checks.result import FileResult
from blueprint.checks.rules import all_rules
from blueprint.finding import Crash
from blueprint.memory import freeze
from blueprint.source.load import read_data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from multiprocessing.connection import Connection

    from blueprint.checks.run import Task

WORTH_A_PROCESS = 60
"""How many files a process should have: starting one takes about as long as checking so many."""

_FIRST = "fork" if sys.platform == "linux" else "spawn"
_AGAIN = "spawn"
"""How a process is started when another has died: there are threads by then, with which forking is not sound."""

ENGINE = "engine"
"""What stands for the code of a rule where it was none that failed."""

T = TypeVar("T")
R = TypeVar("R")


def check_tasks(tasks: Mapping[int, Task], processes: int | None = None) -> Iterator[tuple[int, FileResult]]:
    """The results as they come, by the numbers of the tasks; `processes` is how many to use at most.

    Raises RuleError where another package's rules can't be used.
    """
    all_rules()
    return share_out(tasks, check_task, _died, WORTH_A_PROCESS, processes)


def share_out(
    tasks: Mapping[int, T],
    work: Callable[[T], R],
    lost: Callable[[T], R],
    worth: int,
    processes: int | None = None,
) -> Iterator[tuple[int, R]]:
    """What comes of the tasks, as it comes, by their numbers; of one that its process died over, what `lost` says.

    `worth` is how many tasks a process should have, `processes` how many to use at most. `work` never raises, and is a
    function of a module, so that another process can be told of it.
    """
    count = min(processes or _cores(), len(tasks) // worth)
    if count > 1:
        return _in_processes(tasks, work, lost, count)
    return ((i, work(task)) for i, task in tasks.items())


def check_task(task: Task) -> FileResult:
    """Check one file; whatever fails is in the result."""
    try:
        return check_reading(read_data(task.content, task.path), task.settings)
    except Exception as error:  # noqa: BLE001 (one file among a thousand)
        return FileResult(task.path, (), {}, (crash_of(task.path, ENGINE, error),))


def _died(task: Task) -> FileResult:
    crash = Crash(task.path, ENGINE, "the process that checked it ended before it was done")
    return FileResult(task.path, (), {}, (crash,))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Child:
    """A process with its share of the tasks. What comes of each goes into an inbox, then the child itself."""

    def __init__(self, method: str, share: Sequence[tuple[int, Any]], work: Callable[[Any], Any]) -> None:
        import multiprocessing

        context: Any = multiprocessing.get_context(method)
        self.left = dict(share)
        self._receiving, sending = context.Pipe(duplex=False)
        self._process = context.Process(target=_work, args=(sending, self._receiving, share, work), daemon=True)
        with _uninterrupted():
            self._process.start()
        sending.close()

    def follow(self, inbox: SimpleQueue[Any]) -> None:
        """Pass on what the child finds until it has no more, in a thread of this process."""
        Thread(target=self._pass_on, args=(inbox,), daemon=True).start()

    def _pass_on(self, inbox: SimpleQueue[Any]) -> None:
        with suppress(EOFError, OSError):
            while True:
                i, result = self._receiving.recv()
                del self.left[i]
                inbox.put((i, result))
        inbox.put(self)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Put off an interrupt until a process has been started: what runs after forking would swallow it."""
    if not hasattr(signal, "pthread_sigmask"):  # on Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(
    sending: Connection, receiving: Connection, share: Sequence[tuple[int, Any]], work: Callable[[Any], Any]
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who started it is interrupted, and ends it
    receiving.close()  # else somebody would still seem to listen when the one who started it is gone
    with suppress(BrokenPipeError):
        for i, task in share:
            sending.send((i, work(task)))
        sending.close()


def _in_processes(
    tasks: Mapping[int, T], work: Callable[[T], R], lost: Callable[[T], R], count: int
) -> Iterator[tuple[int, R]]:
    """The starting process does its share, too. Where forking is sound, children share what is loaded."""
    freeze()
    listed = list(tasks.items())
    inbox: SimpleQueue[Any] = SimpleQueue()
    working: list[_Child] = []
    own = listed[::count]
    for k in range(1, count):
        try:
            working.append(_Child(_FIRST, listed[k::count], work))
        except OSError:  # there may be no more processes
            own += listed[k::count]
    for child in working:
        child.follow(inbox)
    for i, task in own:
        yield i, work(task)
        while not inbox.empty():
            yield from _received(inbox.get(), inbox, working, work, lost)
    while working:
        yield from _received(inbox.get(), inbox, working, work, lost)


def _received(
    message: Any, inbox: SimpleQueue[Any], working: list[_Child], work: Callable[[T], R], lost: Callable[[T], R]
) -> Iterator[tuple[int, R]]:
    if not isinstance(message, _Child):
        yield message
        return
    working.remove(message)
    if message.left:
        (i, task), *rest = message.left.items()
        yield i, lost(task)
        if not rest:
            return
        try:
            child = _Child(_AGAIN, rest, work)
        except Exception:  # noqa: BLE001 (another package's options may not be sent to another process)
            yield from ((i, work(task)) for i, task in rest)
        else:
            working.append(child)
            child.follow(inbox)
