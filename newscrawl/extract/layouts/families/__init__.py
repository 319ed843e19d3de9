"""
Sites on one content management system read alike: a layout for each system, without hosts.

A site's file takes the family's layout and replaces what the site does otherwise.
"""
