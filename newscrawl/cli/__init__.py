"""The command ``newscrawl``: reads and tends the archive. One command a file."""

import sys

from newscrawl.cli.exits import exit_status


def main() -> None:
    sys.exit(exit_status(sys.argv[1:]))
