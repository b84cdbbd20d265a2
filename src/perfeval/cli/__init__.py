"""The command `perfeval`: parse arguments, call the doors, print."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: The arguments without the program's name; None means those of the process.

    Returns:
        0 clean, 1 where a problem of severity error was found, 2 where nothing could be read, or for misuse.
    """
    # A start makes thousands of objects that live to the end: looking for garbage among them is a tenth of its time.
    gc.disable()
    from perfeval.cli.parser import parser
    from perfeval.source import ProblemError

    for stream in (sys.stdout, sys.stderr):
        # A console of another encoding gets a replacement for what it cannot show, never a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        typed = sys.argv[1:] if arguments is None else list(arguments)
        options = parser(typed[0] if typed else None).parse_args(typed)
        status: int = options.run(options)
        sys.stdout.flush()
    except ProblemError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read the output has closed it (| head): that is no mistake.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(
            f"写不了文件 {error.filename or ''}：{error.strerror}\n  核对文件夹是否存在、是否可写、文件是否正被打开",
            file=sys.stderr,
        )
        return 2
    except KeyboardInterrupt:
        print("已中断", file=sys.stderr)
        return 130
    return status
