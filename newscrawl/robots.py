"""What a host's robots.txt allows us (RFC 9309), whoever fetched it."""

from dataclasses import dataclass

from protego import Protego


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules:
    """
    What a host allows ``agent``. ``missing`` says why its robots.txt could not be had, else None;
    ``delay_s`` is the Crawl-delay, 0 for none.
    """

    agent: str
    protego: Protego
    missing: str | None = None
    delay_s: float = 0.0

    def refusal(self, url: str) -> str | None:
        """Return why ``url`` may not be fetched, None where it may."""
        if self.missing:
            return f"the robots.txt for {url} cannot be had: {self.missing}"
        if not self.protego.can_fetch(url, self.agent):
            return f"robots.txt forbids {url}"
        return None


def rules_of_answer(status: int, body: bytes, *, agent: str) -> Rules:
    """
    Return the rules in what a host answered for its robots.txt.

    Where it answers 3xx or 4xx there are no rules and all is allowed; where it answers 5xx
    nothing is (RFC 9309, 2.3.1.3 and 2.3.1.4).
    """
    if status >= 500:
        return no_rules(f"it answers {status}", agent=agent)
    if status >= 300:
        return Rules(agent=agent, protego=Protego.parse(""))
    protego = Protego.parse(body.decode("utf-8-sig", errors="ignore"))
    return Rules(agent=agent, protego=protego, delay_s=float(protego.crawl_delay(agent) or 0.0))


def no_rules(why: str, *, agent: str) -> Rules:
    """Return the rules of a host whose robots.txt cannot be had: nothing is allowed."""
    return Rules(agent=agent, protego=Protego.parse(""), missing=why)
