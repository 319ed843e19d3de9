"""
What the command ends with.

0 done; 1 not found, or output that cannot be written; 2 wrong use; 3 the archive is at fault;
130 Ctrl-C; 141 the reader of the pipe left. Whatever newscrawl raises on purpose is one line on
stderr, never a traceback.
"""

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from newscrawl.cli.group import newscrawl
from newscrawl.errors import NewscrawlError, UsageError

INTERRUPTED = 130


def exit_status(arguments: Sequence[str]) -> int:
    """Run the command with ``arguments`` and return its exit status."""
    if sys.stderr is None:  # closed by the caller, who wants no word of what goes wrong
        sys.stderr = io.TextIOWrapper(io.FileIO(os.devnull, "w"))
    if sys.stdout is None:
        complain("output cannot be written: stdout is closed")
        return 1
    for stream in (sys.stdout, sys.stderr):
        # titles hold every script of the world, whatever the locale says
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        status = newscrawl.main(list(arguments), prog_name="newscrawl", standalone_mode=False)
        sys.stdout.flush()  # here, where a full disk still has an answer
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return error.exit_code
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        complain(error.format_message(), command=context.command_path if context else None)
        return error.exit_code
    except NewscrawlError as error:
        complain(str(error))
        return error.exit_code
    except UnicodeEncodeError as error:
        complain(f"{error.object!r} is not UTF-8")
        return UsageError.exit_code
    except OSError as error:
        # What could not be written would be tried again at the end, and fail with a traceback.
        with Path(os.devnull).open("w") as nowhere:
            os.dup2(nowhere.fileno(), 1)
        complain(str(error) if error.filename else f"output cannot be written: {error.strerror}")
        return 1
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    return status if isinstance(status, int) else 0


def complain(message: str, *, command: str | None = None) -> None:
    """Print ``message`` to stderr as one line that begins with the command's name."""
    click.echo(f"{command or 'newscrawl'}: {' '.join(message.split())}", err=True)
