"""Serves a few made-up customers a second. Without a proxy it runs alike, and loads the catalogue for itself.

GREETING is what it says in each line, PAUSE the seconds between two lines. With CRASH_AFTER it breaks after so many.
"""
import os
import random
import sys
import time

# `python3 shop/worker.py` looks for modules in its own folder only.
sys.path.append(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from shop import catalogue

GREETING = os.environ.get("GREETING", "Hello")
PAUSE = float(os.environ.get("PAUSE", "1"))
CRASH_AFTER = int(os.environ.get("CRASH_AFTER", "0"))


def serve(customer):
    if customer == CRASH_AFTER:
        raise RuntimeError("customer %d asked for more than we have" % customer)
    basket = [catalogue.offer(random.randrange(catalogue.SIZE)) for _ in range(20)]
    title, price = max(basket, key=lambda offer: offer[1])
    print("%s, customer %d: %s at %.2f" % (GREETING, customer, title, price), flush=True)
    if price > 995:
        print("Warning: the stock of %s runs low" % title, file=sys.stderr, flush=True)


def main():
    customer = 0
    while True:
        customer += 1
        serve(customer)
        time.sleep(PAUSE * random.uniform(0.8, 1.2))


if __name__ == "__main__":
    main()
