"""`python -m tests.web`: serve the loopback web until Ctrl-C, and say how to crawl it."""

import argparse
import asyncio
import sys
from contextlib import suppress

from tests.web.outlets import OUTLETS
from tests.web.server import Web


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.web", description=__doc__)
    parser.add_argument(
        "--port", type=int, default=0, help="port on 127.0.0.1 (default: a free one)"
    )
    parser.add_argument(
        "--edition", type=int, default=1, help="2 has one changed and one new article (default: 1)"
    )
    parser.add_argument(
        "--for-parent",
        action="store_true",
        help="print the proxy's URL and each request, and end when standard input does",
    )
    options = parser.parse_args()
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(options))


async def _serve(options: argparse.Namespace) -> None:
    web = Web(OUTLETS, edition=options.edition)
    await web.start(options.port)
    if options.for_parent:
        print(f"proxy {web.proxy_url}", flush=True)
        web.on_answer = lambda logged: print(logged.method, logged.url, logged.status, flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
        web.stop()
        return
    print(_instructions(web), flush=True)
    await asyncio.Event().wait()


def _instructions(web: Web) -> str:
    hosts = "\n".join(
        f"  {outlet.name:<15}http://{outlet.host}/  {len(outlet.articles(web.edition))} articles"
        for outlet in OUTLETS
    )
    return f"""The loopback web listens on {web.proxy_url}, edition {web.edition}:

{hosts}

Crawl an outlet from another terminal (its pages go into the folder archive/):

  export http_proxy={web.proxy_url} NEWSCRAWL_SPIDERS=tests.web.spiders
  unset no_proxy NO_PROXY
  .venv/bin/scrapy crawl gadgetpost

Look at a page:

  curl --proxy {web.proxy_url} http://{OUTLETS[0].host}/robots.txt

Ctrl-C ends it."""


if __name__ == "__main__":
    main()
