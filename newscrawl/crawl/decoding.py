"""Undoes the content coding of responses with the archive's decoder: a crawl and a later reading
of the capture then see the same bytes. (Scrapy's takes a truncated body for a whole one.)"""

from scrapy import Request
from scrapy.http import Response, TextResponse
from scrapy.responsetypes import responsetypes

from newscrawl.archive import decode_body
from newscrawl.crawl.failures import Unreadable
from newscrawl.errors import UnreadablePage

ACCEPTED = "gzip, deflate, br, zstd"


class Decoding:
    """Raises Unreadable where a body is not in the coding that its headers name."""

    def process_request(self, request: Request) -> None:
        request.headers.setdefault("Accept-Encoding", ACCEPTED)

    def process_response(self, request: Request, response: Response) -> Response:
        codings = response.headers.getlist("Content-Encoding")
        if not codings or not response.body:
            return response
        try:
            body = decode_body(
                [("Content-Encoding", c.decode("latin-1")) for c in codings], response.body
            )
        except UnreadablePage as error:
            raise Unreadable(f"{request.url}: {error}") from error
        headers = response.headers.copy()
        del headers["Content-Encoding"]
        kind = responsetypes.from_args(headers=headers, url=response.url, body=body)
        # The headers stay as received: what reads the page later gets the same.
        if issubclass(kind, TextResponse):
            return response.replace(cls=kind, body=body, encoding=None)
        return response.replace(cls=kind, body=body)
