"""``newscrawl changes``: what is new since the last look."""

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newscrawl.cli.options import archive_option, open_archive
from newscrawl.errors import UsageError
from newscrawl.records import json_line

if TYPE_CHECKING:
    from newscrawl.reader import Change, Cursor

_FORMAT, _VERSION = "newscrawl-cursor", 1


@click.command(short_help="What is new since the last look.")
@click.option(
    "--cursor",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="FILE",
    help="What was seen before; made where there is none, renewed once all is printed.",
)
@archive_option
def changes(path: Path, archive_uri: str | None) -> None:
    """
    Print what was written since the last call with the same cursor file, one JSON object a line.

    Each has "change" (new, revised, or reread: by later code), "sequence" (which batch of its
    site) and "generation", and the columns of "newscrawl articles". A first call prints all.

    Each change is printed once. Only where the command is killed before its end does the next
    call print the same again: what identifies a line is site, sequence, article_id, revision and
    generation.

    \b
    Examples:
      newscrawl changes --cursor desk.cursor > new.jsonl
      newscrawl changes --cursor desk.cursor | jq -r 'select(.is_story) | .title'
    """
    archive = open_archive(archive_uri)
    found = archive.changes(_read(path, archive.uri))
    for change in found:
        sys.stdout.write(json_line(_line(change)) + "\n")
    # a cursor that is ahead of what the pipe took would lose the rest
    sys.stdout.flush()
    _write(path, archive.uri, found.cursor)


def _line(change: "Change") -> dict[str, Any]:
    return {
        "change": change.kind.value,
        "sequence": change.sequence,
        "generation": change.generation,
        **change.record,
    }


def _read(path: Path, uri: str) -> "Cursor | None":
    from newscrawl.reader import Cursor

    try:
        said = json.loads(path.read_bytes())
        if (said["format"], said["version"]) != (_FORMAT, _VERSION):
            raise UsageError(f"{path} is a {said['format']} of version {said['version']}")
        sites = {str(site): int(sequence) for site, sequence in said["sites"].items()}
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} is no cursor that newscrawl wrote: {error}") from error
    if said.get("archive") != uri:
        raise UsageError(f"{path} is a cursor of {said.get('archive')}, not of {uri}")
    return Cursor(sites=sites)


def _write(path: Path, uri: str, cursor: "Cursor") -> None:
    """Write whole or not at all, and on the disk before this returns."""
    content = {
        "format": _FORMAT,
        "version": _VERSION,
        "archive": uri,
        "sites": dict(cursor.sites),
    }
    part = path.with_name(f".{path.name}.part")
    with part.open("w", encoding="utf-8") as file:
        file.write(json.dumps(content) + "\n")
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
