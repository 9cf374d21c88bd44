"""The web shop's pages: a list of articles, and one page for each."""
import html
import os
import re

from shop import catalogue

PAGE = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>%(title)s</title>
<style>
body { font: 16px/1.5 sans-serif; max-width: 42em; margin: 2em auto; padding: 0 1em; color: #222 }
li { display: flex; justify-content: space-between; border-bottom: 1px solid #ddd; padding: .3em 0 }
footer { margin-top: 2em; color: #777; font-size: 14px }
a { color: #0550ae }
</style></head>
<body><h1>%(title)s</h1>
%(body)s
<footer>Served by %(service)s, process %(pid)d. Reload the page: another of the workers may answer.</footer>
</body></html>
"""
SHOWN = 20


def page_of(path):
    """The status and the page of a path."""
    found = re.fullmatch(r"/(?:from|article)/(\d{1,9})|/", path)
    if not found:
        return 404, page("Not found", '<p>There is no such page. <a href="/">To the shop</a></p>')
    number = int(found[1] or 0) % catalogue.SIZE
    return 200, article(number) if path.startswith("/article/") else articles(number)


def articles(first):
    numbers = [number % catalogue.SIZE for number in range(first, first + SHOWN)]
    lines = "\n".join(
        '<li><a href="/article/%d">%s</a> <span>%.2f</span></li>' % (number, html.escape(title), price)
        for number, (title, price) in ((number, catalogue.offer(number)) for number in numbers)
    )
    more = '<p><a href="/from/%d">More</a></p>' % ((first + SHOWN) % catalogue.SIZE)
    return page("The shop", '<ul style="padding: 0">\n%s\n</ul>\n%s' % (lines, more))


def article(number):
    title, price = catalogue.offer(number)
    words = catalogue.ARTICLES[number].words
    return page(title, '<p>%s</p>\n<p><b>%.2f</b></p>\n<p><a href="/">Back</a></p>' % (html.escape(words), price))


def page(title, body):
    served = {"service": os.environ.get("CONTROL_FREAK_SERVICE", "a worker"), "pid": os.getpid()}
    return (PAGE % {"title": html.escape(title), "body": body, **served}).encode()


def warm_up():
    catalogue.warm_up()
    for number in range(0, catalogue.SIZE, 2000):
        page_of("/from/%d" % number)
        page_of("/article/%d" % number)
