package shop;

import io.javalin.Javalin;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Answers orders in JSON and remembers them. The argument is its port, 0 for any; it prints {@code up PORT}. */
public final class Shop {
    /** What a customer buys. */
    public record Item(String name, int count, double price) {}

    /** What a customer sends. */
    public record Order(long id, String customer, List<Item> items) {}

    private Shop() {}

    public static void main(String[] arguments) {
        Map<Long, Order> orders = new ConcurrentHashMap<>();
        Javalin server = Javalin.create(config -> config.showJavalinBanner = false);
        server.post("/orders", request -> {
            Order order = request.bodyAsClass(Order.class);
            orders.put(order.id(), order);
            request.json(Map.of("total", order.items().stream().mapToDouble(item -> item.count() * item.price()).sum()));
        });
        server.get("/orders/{id}", request -> request.json(orders.computeIfAbsent(
                Long.valueOf(request.pathParam("id")),
                id -> new Order(
                        id,
                        "customer " + id,
                        IntStream.range(0, 20)
                                .mapToObj(number -> new Item("item " + number, number, number / 4.0))
                                .toList()))));
        server.start("127.0.0.1", Integer.parseInt(arguments[0]));
        System.out.println("up " + server.port());
    }
}
