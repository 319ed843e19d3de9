import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.urls import TRACKING_PARAMETERS, canonical_url, host_of, registrable_domain


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("http://news.example/a", "https://news.example/a"),
        ("https://News.Example/A", "https://news.example/A"),
        ("https://news.example", "https://news.example/"),
        ("https://news.example/a#comments", "https://news.example/a"),
        ("https://news.example/a?utm_source=x&utm_medium=rss", "https://news.example/a"),
        ("https://news.example/a?UTM_Source=x", "https://news.example/a"),
        ("https://news.example/a?utm_source", "https://news.example/a"),
        ("https://news.example/a?id=7&utm_source=x", "https://news.example/a?id=7"),
        ("https://news.example/?b=2&a=1", "https://news.example/?a=1&b=2"),
        ("https://news.example/?a=1&a=2", "https://news.example/?a=1&a=2"),
        ("https://news.example/a?", "https://news.example/a"),
        ("https://news.example./a", "https://news.example/a"),
        ("  https://news.example/a\n", "https://news.example/a"),
        ("http://news.example:80/a", "https://news.example/a"),
        ("https://news.example:443/a", "https://news.example/a"),
        ("https://news.example:8443/a", "https://news.example:8443/a"),
        ("https://news.example:80/a", "https://news.example:80/a"),
        ("https://reader:secret@news.example/a", "https://news.example/a"),
        ("https://[2001:DB8::1]/a", "https://[2001:db8::1]/a"),
        ("http://[2001:db8::1]:8080/a", "https://[2001:db8::1]:8080/a"),
        ("https://nürnberg.example/ä b", "https://xn--nrnberg-n2a.example/%C3%A4%20b"),
        ("https://www.news.example/a", "https://www.news.example/a"),
    ],
)
def test_addresses_of_one_article_have_one_canonical_url(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize(
    "url",
    [
        "mailto:desk@news.example",
        "javascript:void(0)",
        "ftp://news.example/a",
        "/a/b",
        "//news.example/a",
        "",
        "http://",
        "http://./",
        "http://news.example:notaport/",
        "http://news.example:65536/",
        "http://[broken/",
        "https://news.example/\ud800",
    ],
)
def test_what_is_no_web_address_comes_back_as_it_is(url: str) -> None:
    assert canonical_url(url) == url


@pytest.mark.parametrize("url", ["mailto:desk@news.example", "", "http://[broken/", "/a/b"])
def test_what_is_no_web_address_has_no_host(url: str) -> None:
    assert host_of(url) == ""
    assert registrable_domain(url) == ""


@pytest.mark.parametrize(
    ("url", "host", "domain"),
    [
        ("https://www.news.example:8080/a", "news.example", "news.example"),
        ("https://WWW.NEWS.EXAMPLE./", "news.example", "news.example"),
        ("https://live.news.bbc.co.uk/a", "live.news.bbc.co.uk", "bbc.co.uk"),
        ("https://gadgets.github.io/", "gadgets.github.io", "github.io"),
        ("http://127.0.0.1:8000/", "127.0.0.1", "127.0.0.1"),
        ("http://[::1]:8000/", "::1", "::1"),
        ("http://localhost/", "localhost", "localhost"),
        ("http://user:pw@news.example/", "news.example", "news.example"),
    ],
)
def test_host_and_registrable_domain(url: str, host: str, domain: str) -> None:
    assert host_of(url) == host
    assert registrable_domain(url) == domain


@pytest.mark.parametrize("parameter", TRACKING_PARAMETERS)
def test_how_a_reader_came_is_no_part_of_an_address(parameter: str) -> None:
    assert canonical_url(f"https://news.example/a?{parameter}=x&p=1") == (
        "https://news.example/a?p=1"
    )


_texts = st.text(max_size=20)
_addresses = st.builds(
    "{}://{}{}/{}?{}#{}".format,
    st.sampled_from(["http", "https"]),
    st.sampled_from(["news.example", "NEWS.example.", "u:p@news.example", "[::1]", "a.b.co.uk"]),
    st.sampled_from(["", ":80", ":443", ":8080", ":0", ":99999", ":x"]),
    _texts,
    _texts,
    _texts,
)


@given(st.one_of(_addresses, _texts))
def test_a_canonical_url_is_its_own_canonical_url(url: str) -> None:
    canonical = canonical_url(url)

    assert canonical_url(canonical) == canonical
    assert isinstance(registrable_domain(url), str)
