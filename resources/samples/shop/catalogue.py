"""The shop's catalogue: some 50 MB that every worker reads and none changes."""
import array

SIZE = 100_000
KINDS = ("lamp", "chair", "table", "shelf", "clock", "mirror", "carpet", "vase")
COLOURS = ("red", "green", "blue", "white", "black", "grey", "yellow")


class Article:
    __slots__ = ("number", "title", "words")

    def __init__(self, number):
        kind = KINDS[number % len(KINDS)]
        colour = COLOURS[number // len(KINDS) % len(COLOURS)]
        self.number = number
        self.title = "%s %s no. %d" % (colour, kind, number)
        self.words = "A %s in %s, made to order, article %08d. " % (kind, colour, number) * 5


ARTICLES = [Article(number) for number in range(SIZE)]
# Prices hold no reference counts: reading them never copies a page.
PRICES = array.array("d", (5 + number * 7919 % 99500 / 100 for number in range(SIZE)))


def offer(number):
    article = ARTICLES[number % SIZE]
    return article.title, PRICES[article.number]


def warm_up():
    for number in range(0, SIZE, 500):
        offer(number)
