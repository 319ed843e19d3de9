"""Facts about the outlets of the loopback web, as spiders/ holds them about real sites."""
