"""The database that the shop of every language reads."""
import random
import sqlite3

AUTHORS = 200
BOOKS = 5000
SCHEMA = """
create table authors (id integer primary key, name text not null);
create table books (id integer primary key, author_id integer not null references authors (id), title text not null,
    subject text not null, price real not null);
create index books_by_author on books (author_id);
"""
WORDS = "A An The Of And In Under Night River House Winter Stone Letter Garden Sea Glass Iron Blue Last Long".split()


def make(path):
    chance = random.Random(2010)
    with sqlite3.connect(path) as database:
        database.executescript(SCHEMA)
        database.executemany(
            "insert into authors values (?, ?)", ((number, "Author %d" % number) for number in range(1, AUTHORS + 1))
        )
        database.executemany(
            "insert into books values (?, ?, ?, ?, ?)",
            (
                (
                    number,
                    chance.randint(1, AUTHORS),
                    " ".join(chance.sample(WORDS, 5)),
                    chance.choice(WORDS),
                    chance.randint(500, 5000) / 100,
                )
                for number in range(1, BOOKS + 1)
            ),
        )
    database.close()
