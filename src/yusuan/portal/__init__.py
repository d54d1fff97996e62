"""The public portal: what was published goes in, pages come out as bytes; it knows no web server.

A :class:`~yusuan.portal.editions.Shelf` gives what was published; a
:class:`~yusuan.portal.site.Site` gives the page of each address. Written into a folder they are a
static site.
"""
