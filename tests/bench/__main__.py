"""``python -m tests.bench``: every bench, one after another. They print; nothing is asserted."""

import subprocess
import sys

BENCHES = ("crawl", "extract", "archive", "growth")


def main() -> None:
    for bench in BENCHES:
        print(f"\n== {bench}", flush=True)
        subprocess.run([sys.executable, "-m", f"tests.bench.{bench}"], check=False)


if __name__ == "__main__":
    main()
