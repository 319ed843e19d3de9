"""Sites that answer what no site should: a crawl ends, records it and says what it met."""
