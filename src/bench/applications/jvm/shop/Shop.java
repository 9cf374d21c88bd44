package shop;

import com.j256.ormlite.dao.Dao;
import com.j256.ormlite.dao.DaoManager;
import com.j256.ormlite.dao.ForeignCollection;
import com.j256.ormlite.field.DatabaseField;
import com.j256.ormlite.field.ForeignCollectionField;
import com.j256.ormlite.jdbc.JdbcConnectionSource;
import com.j256.ormlite.logger.Level;
import com.j256.ormlite.logger.Logger;
import com.j256.ormlite.table.DatabaseTable;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A bookshop with Javalin and Pebble for its pages and ORMLite for its data. */
public final class Shop {
    /** Who writes books. */
    @DatabaseTable(tableName = "authors")
    public static final class Author {
        @DatabaseField(id = true)
        public int id;

        @DatabaseField
        public String name;

        @ForeignCollectionField(orderColumnName = "title", foreignFieldName = "author")
        public ForeignCollection<Book> books;
    }

    /** What is sold. */
    @DatabaseTable(tableName = "books")
    public static final class Book {
        @DatabaseField(id = true)
        public int id;

        @DatabaseField(columnName = "author_id", foreign = true, foreignAutoRefresh = true)
        public Author author;

        @DatabaseField
        public String title;

        @DatabaseField
        public String subject;

        @DatabaseField
        public double price;
    }

    /** How many of a book. */
    public record Line(int book, int count) {}

    /** What a customer sends. */
    public record Order(List<Line> lines) {}

    private final Dao<Book, Integer> books;
    private final Dao<Author, Integer> authors;
    private final Map<Integer, String> titles = new HashMap<>();
    private final PebbleEngine pages;
    private final int port;

    Shop(String database) throws SQLException {
        Logger.setGlobalLogLevel(Level.OFF);
        JdbcConnectionSource source = new JdbcConnectionSource("jdbc:sqlite:" + database);
        books = DaoManager.createDao(source, Book.class);
        authors = DaoManager.createDao(source, Author.class);
        for (String[] row : books.queryRaw("select id, title from books")) {
            titles.put(Integer.valueOf(row[0]), row[1]);
        }
        ClasspathLoader loader = new ClasspathLoader();
        loader.setPrefix("shop/pages");
        pages = new PebbleEngine.Builder().loader(loader).build();
        Javalin server = Javalin.create(config -> config.showJavalinBanner = false);
        server.get("/books/{number}", this::book);
        server.get("/subjects/{name}", this::subject);
        server.get("/authors/{number}", this::author);
        server.post("/orders", this::order);
        server.start("127.0.0.1", 0);
        port = server.port();
    }

    private void book(Context request) throws Exception {
        int number = Integer.parseInt(request.pathParam("number"));
        List<String> near = IntStream.rangeClosed(number + 1, number + 4)
                .mapToObj(titles::get)
                .filter(Objects::nonNull)
                .toList();
        show(request, "book.html", Map.of("book", books.queryForId(number), "near", near));
    }

    private void subject(Context request) throws Exception {
        String name = request.pathParam("name");
        List<Book> found = books.queryBuilder()
                .orderBy("price", true)
                .limit(20L)
                .where()
                .eq("subject", name)
                .query();
        show(request, "subject.html", Map.of("name", name, "books", found));
    }

    private void show(Context request, String page, Map<String, Object> model) throws IOException {
        StringWriter text = new StringWriter();
        pages.getTemplate(page).evaluate(text, model);
        request.html(text.toString());
    }

    private void author(Context request) throws Exception {
        Author author = authors.queryForId(Integer.valueOf(request.pathParam("number")));
        List<Map<String, Object>> works = author.books.stream()
                .map(book -> Map.<String, Object>of("id", book.id, "title", book.title, "price", book.price))
                .toList();
        request.json(Map.of("id", author.id, "name", author.name, "books", works));
    }

    private void order(Context request) throws Exception {
        Map<Integer, Integer> counts =
                request.bodyAsClass(Order.class).lines().stream().collect(Collectors.toMap(Line::book, Line::count));
        List<Book> found = books.queryBuilder().where().in("id", counts.keySet()).query();
        double total =
                found.stream().mapToDouble(book -> counts.get(book.id) * book.price).sum();
        request.json(Map.of("total", total, "titles", found.stream().map(book -> book.title).toList()));
    }

    /** Sends itself one of many requests. */
    void serve(int number) {
        int key = Math.floorMod(number * 7919L, 1_000_000);
        try {
            switch (number % 4) {
                case 0 -> exchange("/books/" + (key % 5000 + 1), "");
                case 1 -> exchange("/subjects/" + List.of("River", "Night", "Glass", "Blue").get(key % 4), "");
                case 2 -> exchange("/authors/" + (key % 200 + 1), "");
                default -> exchange(
                        "/orders",
                        IntStream.rangeClosed(1, 5)
                                .mapToObj(step -> "{\"book\":%d,\"count\":%d}".formatted((key + step) % 5000 + 1, step))
                                .collect(Collectors.joining(",", "{\"lines\":[", "]}")));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void exchange(String path, String body) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        if (!body.isEmpty()) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        byte[] answer = connection.getInputStream().readAllBytes();
        if (connection.getResponseCode() != 200 || answer.length < 20) {
            throw new IOException(path + ": " + connection.getResponseCode() + ", " + answer.length + " bytes");
        }
    }
}
