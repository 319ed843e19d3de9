"""The command ``newscrawl``: reads and tends the archive. One command a file."""

import sys

from newscrawl.cli.exits import exit_status
from newscrawl.cli.without_pandas import WithoutPandas


def main() -> None:
    sys.meta_path.insert(0, WithoutPandas())
    sys.exit(exit_status(sys.argv[1:]))
