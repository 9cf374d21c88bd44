"""An application as it is found behind a web server: some libraries, a catalogue in memory, pages made of it."""
import asyncio
import csv
import decimal
import email.message
import http.server
import json
import logging
import sqlite3
import string
import xml.etree.ElementTree


class Item:
    def __init__(self, number):
        self.number = number
        self.name = "item number %d" % number
        self.price = number * 1.25
        self.tags = ["tag %d" % (number % 97), "shelf %d" % (number % 89)]


ITEMS = {number: Item(number) for number in range(50_000)}
PAGE = string.Template("<li id=$number>$name costs $price ($tags)</li>")


def serve(request):
    """One unit of work: a page of a hundred items, and the same as JSON."""
    chosen = [ITEMS[(request * 7919 + step * 613) % len(ITEMS)] for step in range(100)]
    page = "".join(
        PAGE.substitute(number=item.number, name=item.name, price=item.price, tags=", ".join(item.tags))
        for item in chosen
    )
    return len(page) + len(json.dumps([vars(item) for item in chosen]))


def warm():
    for request in range(300):
        serve(request)
