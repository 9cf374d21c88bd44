"""A bookshop with Django for its pages and SQLAlchemy for its data."""
import gc
import io
import json
import os

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from sqlalchemy import Column, Float, ForeignKey, Integer, String, create_engine
from sqlalchemy.orm import declarative_base, joinedload, relationship, sessionmaker

settings.configure(
    ROOT_URLCONF=__name__,
    SECRET_KEY="of no use",
    ALLOWED_HOSTS=["shop"],
    USE_TZ=True,
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.humanize"],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.locale.LocaleMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [os.path.join(os.path.dirname(os.path.abspath(__file__)), "templates")],
            "OPTIONS": {"builtins": ["django.contrib.humanize.templatetags.humanize"]},
        }
    ],
)
django.setup()

Base = declarative_base()


class Author(Base):
    __tablename__ = "authors"
    id = Column(Integer, primary_key=True)
    name = Column(String, nullable=False)
    books = relationship("Book", back_populates="author", order_by="Book.title")


class Book(Base):
    __tablename__ = "books"
    id = Column(Integer, primary_key=True)
    author_id = Column(ForeignKey("authors.id"), nullable=False)
    title = Column(String, nullable=False)
    subject = Column(String, nullable=False)
    price = Column(Float, nullable=False)
    author = relationship("Author", back_populates="books")


engine = create_engine("sqlite:///" + os.environ["SHOP_DB"])
Session = sessionmaker(engine)
with Session() as session:
    TITLES = dict(session.query(Book.id, Book.title))


def book(request, number):
    with Session() as session:
        found = session.query(Book).options(joinedload(Book.author)).filter_by(id=number).one()
        near = [TITLES.get(number + step) for step in range(1, 5)]
        return render(request, "book.html", {"book": found, "near": near})


def subject(request, name):
    with Session() as session:
        found = session.query(Book).filter_by(subject=name).order_by(Book.price).limit(20).all()
        return render(request, "subject.html", {"name": name, "books": found})


def author(_, number):
    with Session() as session:
        found = session.get(Author, number)
        books = [{"id": each.id, "title": each.title, "price": each.price} for each in found.books]
        return JsonResponse({"id": found.id, "name": found.name, "books": books})


@csrf_exempt
def order(request):
    lines = json.loads(request.body)["lines"]
    with Session() as session:
        found = session.query(Book).filter(Book.id.in_(line["book"] for line in lines))
        prices = {each.id: each.price for each in found}
    total = sum(line["count"] * prices[line["book"]] for line in lines)
    return JsonResponse({"total": round(total, 2), "titles": [TITLES[line["book"]] for line in lines]})


urlpatterns = [
    path("books/<int:number>", book),
    path("subjects/<name>", subject),
    path("authors/<int:number>", author),
    path("orders", order),
    path("health", lambda request: HttpResponse("well")),
]
application = WSGIHandler()


def request(number):
    """The method, path and body of one of many requests."""
    kind, key = number % 4, number * 7919
    if kind == 0:
        return "GET", "/books/%d" % (key % 5000 + 1), b""
    if kind == 1:
        return "GET", "/subjects/" + ("River", "Night", "Glass", "Blue")[key % 4], b""
    if kind == 2:
        return "GET", "/authors/%d" % (key % 200 + 1), b""
    lines = [{"book": (key + step) % 5000 + 1, "count": step} for step in range(1, 6)]
    return "POST", "/orders", json.dumps({"lines": lines}).encode()


def serve(number):
    method, place, body = request(number)
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": place,
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(body)),
        "SERVER_NAME": "shop",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_ACCEPT_LANGUAGE": "de",
        "wsgi.input": io.BytesIO(body),
        "wsgi.url_scheme": "http",
    }
    statuses = []
    answer = application(environ, lambda status, headers: statuses.append(status))
    size = len(b"".join(answer))
    answer.close()
    if statuses != ["200 OK"] or size < 20:
        raise RuntimeError("%s %s: %s, %d bytes" % (method, place, statuses, size))


def warm():
    for number in range(300):
        serve(number)


def close():
    engine.dispose()


def collect():
    gc.collect()
