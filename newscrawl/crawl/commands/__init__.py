"""Scrapy's commands as this project means them."""
