"""``newscrawl changes``: what is new since the last look."""

import os
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from newscrawl.cli.options import OutputFile, archive_option, open_archive
from newscrawl.errors import UsageError
from newscrawl.records import json_line

if TYPE_CHECKING:
    from newscrawl.cli.cursor_file import Appending, CursorFile
    from newscrawl.reader import Change, Changes, Cursor


@click.command(short_help="What is new since the last look.")
@click.option(
    "--cursor",
    "path",
    type=OutputFile(),
    required=True,
    metavar="FILE",
    help="What was seen before; made where there is none, renewed once all is written.",
)
@click.option(
    "-o",
    "--output",
    type=OutputFile(),
    metavar="FILE",
    help="Append to FILE, so that it has each change exactly once; else print.",
)
@archive_option
def changes(path: Path, output: Path | None, archive_uri: str | None) -> None:
    """
    Print what was written since the last call with the same cursor file, one JSON object a line.

    Each has "change" (new, revised, or reread: by later code), "sequence" (which batch of its
    site) and "generation", and the columns of "newscrawl articles". A first call prints all.

    With --output each change is in that file exactly once, whenever this command is killed: the
    next call takes back what an unfinished one appended, and appends it anew. Printed, each change
    is printed once, but that after a kill the next call prints the same again: what identifies a
    line is site, sequence, article_id, revision and generation.

    \b
    Examples:
      newscrawl changes --cursor desk.cursor -o desk.jsonl
      newscrawl changes --cursor desk.cursor | jq -r 'select(.is_story) | .title'
    """
    from newscrawl.cli.cursor_file import CursorFile

    if output is not None and output.resolve() == path.resolve():
        raise UsageError(f"{path} is the cursor; append the changes to another file")
    archive = open_archive(archive_uri)
    kept = CursorFile(path, archive.uri)
    with kept.held():
        seen, unfinished = kept.read()
        if unfinished is not None and (output is None or unfinished.file != str(output.resolve())):
            raise UsageError(
                f"{path}: a call that appends to {unfinished.file} did not come to its end; end it "
                f"first, with --output {unfinished.file}"
            )
        if output is None:
            found = archive.changes(seen)
            # a cursor that is ahead of what the pipe took would lose the rest
            _write_lines(sys.stdout, found)
        else:
            with _opened(output) as file:
                _begin(file, output, kept, seen, unfinished)
                found = archive.changes(seen)
                _write_lines(file, found)
                os.fsync(file.fileno())
        kept.write(found.cursor)


def _opened(output: Path) -> IO[str]:
    try:
        return output.open("a", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{output} cannot be written: {error.strerror}") from error


def _begin(
    file: IO[str],
    output: Path,
    kept: "CursorFile",
    seen: "Cursor | None",
    unfinished: "Appending | None",
) -> None:
    """Take back what an unfinished call appended, and keep how long the file is without it."""
    from newscrawl.archive.durable import sync_folder
    from newscrawl.cli.cursor_file import Appending

    size_bytes = output.stat().st_size
    if unfinished is not None:
        if size_bytes < unfinished.size_bytes:
            raise UsageError(
                f"{output} has {size_bytes} bytes, and had {unfinished.size_bytes} before the call "
                "that did not come to its end: put it back as it was"
            )
        file.truncate(unfinished.size_bytes)
        size_bytes = unfinished.size_bytes
    sync_folder(output.resolve().parent)
    kept.write(seen, Appending(file=str(output.resolve()), size_bytes=size_bytes))


def _write_lines(file: IO[str], found: "Changes") -> None:
    for change in found:
        file.write(json_line(_line(change)) + "\n")
    file.flush()


def _line(change: "Change") -> dict[str, Any]:
    return {
        "change": change.kind.value,
        "sequence": change.sequence,
        "generation": change.generation,
        **change.record,
    }
