"""``newscrawl verify``: whether the archive is what was written."""

import click

from newscrawl.cli.options import archive_option, open_archive
from newscrawl.errors import ArchiveError, NotInArchive


@click.command(short_help="Whether the archive is what was written.")
@archive_option
def verify(archive_uri: str | None) -> None:
    """
    Check every object against its digest, every row against its capture, and the manifests'
    chain. Reads the whole archive, changes nothing.

    One line a fault, with what is safe to do about it. Ends with 3 where there is one; objects
    that a killed commit left behind are told but are no fault.

    \b
    Examples:
      newscrawl verify
      newscrawl verify --archive s3://newscrawl/archive
    """
    from newscrawl.archive.format import check_format
    from newscrawl.archive.verify import verify as faults_of

    archive = open_archive(archive_uri)
    # a place where there is no archive is refused; looking brings no table up to its manifests
    if not check_format(archive.store):
        raise NotInArchive(f"there is no archive at {archive.uri} yet; a crawl makes one")
    faults = 0
    for fault in faults_of(archive.store):
        click.echo(str(fault))
        faults += not fault.is_notice
    if faults:
        raise ArchiveError(f"{archive.uri} has {faults} {'fault' if faults == 1 else 'faults'}")
    click.echo(f"{archive.uri} is whole")
