package controlfreak.programs;

import controlfreak.programs.Program.Drops;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Programs of other people, each with a command that its manual would give, and what it needs in its folder. */
final class Programs {
    private static final int FILE = 160_000;

    private final Path folder;
    private final int keys;

    /** @param keys how many keys Redis is to save */
    Programs(Path folder, int keys) {
        this.folder = folder;
        this.keys = keys;
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** All that can be tried. */
    Stream<Program> all() throws IOException {
        return Stream.of(
                redis(),
                nginx(),
                postgres(),
                memcached(),
                gunicorn(),
                uvicorn(),
                puma(),
                unicorn(),
                starman(),
                celery(),
                node(),
                npm(),
                php(),
                files(),
                supervisor(),
                apache(),
                haproxy(),
                phpFpm(),
                uwsgi(),
                hypercorn(),
                mariadb(),
                mosquitto(),
                caddy(),
                daphne(),
                sidekiq(),
                rabbitmq(),
                pm2());
    }

    Program redis() throws IOException {
        int port = freePort();
        return new Program(
                "redis", "redis-server --port " + port, "Redis", prepared("redis"), new Work.Keys(port, keys));
    }

    Program nginx() throws IOException {
        int port = freePort();
        Path own = prepared("nginx", "nginx.conf");
        fillIn(own.resolve("nginx.conf"), port);
        Files.write(own.resolve("slow"), new byte[FILE]);
        return new Program(
                        "nginx",
                        "nginx -p . -c nginx.conf -e stderr -g 'daemon off;'",
                        "nginx",
                        own,
                        new Work.Download(port, FILE))
                .drops(Drops.ON_TERM);
    }

    Program postgres() throws IOException {
        int port = freePort();
        boolean isRoot = "root".equals(System.getProperty("user.name"));
        Program own = new Program(
                        "postgres",
                        "postgres -D data -k '' -p " + port,
                        "PostgreSQL",
                        prepared("postgres"),
                        new Work.Rows(port))
                .before("initdb -D data -A trust -U postgres >initdb.log");
        return isRoot ? own.as("postgres") : own;
    }

    Program memcached() throws IOException {
        int port = freePort();
        return new Program(
                "memcached",
                "memcached -u nobody -vv -l 127.0.0.1 -p " + port,
                "memcached",
                prepared("memcached"),
                new Work.Port(port));
    }

    Program gunicorn() throws IOException {
        return web("gunicorn", "Gunicorn", "gunicorn --bind 127.0.0.1:PORT app:wsgi", "app.py");
    }

    Program uvicorn() throws IOException {
        return web("uvicorn", "Uvicorn", "uvicorn --port PORT app:asgi", "app.py");
    }

    Program puma() throws IOException {
        return web("puma", "Puma", "puma --bind tcp://127.0.0.1:PORT", "config.ru");
    }

    Program unicorn() throws IOException {
        return web("unicorn", "Unicorn", "unicorn --listen 127.0.0.1:PORT", "config.ru")
                .drops(Drops.ON_TERM);
    }

    Program starman() throws IOException {
        return web("starman", "Starman", "starman --workers 2 --listen 127.0.0.1:PORT app.psgi", "app.psgi")
                .drops(Drops.ON_TERM);
    }

    Program node() throws IOException {
        return web("node", "Node program", "PORT=PORT node server.js", "server.js");
    }

    Program npm() throws IOException {
        Program npm = web("npm", "Node program", "PORT=PORT npm start", "server.js");
        Files.writeString(npm.folder().resolve("package.json"), "{ \"scripts\": { \"start\": \"node server.js\" } }\n");
        return npm;
    }

    Program php() throws IOException {
        return web("php", "PHP's own server", "php -S 127.0.0.1:PORT", "index.php")
                .drops(Drops.ON_TERM);
    }

    Program files() throws IOException {
        int port = freePort();
        return new Program(
                "http.server",
                "python3 -u -m http.server " + port + " --bind 127.0.0.1",
                "Static files",
                prepared("files"),
                new Work.Port(port));
    }

    Program celery() throws IOException {
        Path own = prepared("celery", "tasks.py");
        return new Program(
                "celery",
                "celery -A tasks worker -c 1",
                "Celery worker",
                own,
                new Work.Commands(
                        own,
                        List.of("celery", "-A", "tasks", "call", "tasks.slow"),
                        List.of("celery", "-A", "tasks", "call", "tasks.quick")));
    }

    Program supervisor() throws IOException {
        return new Program(
                "supervisord",
                "supervisord -n -c supervisord.conf",
                "Supervisor",
                prepared("supervisord", "supervisord.conf"),
                new Work.Nothing());
    }

    Program apache() throws IOException {
        int port = freePort();
        Path own = prepared("apache", "httpd.conf");
        fillIn(own.resolve("httpd.conf"), port);
        Files.write(Files.createDirectory(own.resolve("files")).resolve("slow"), new byte[FILE]);
        return new Program(
                        "apache",
                        "apache2 -d . -f httpd.conf -DFOREGROUND",
                        "Apache HTTP Server",
                        own,
                        new Work.Download(port, FILE))
                .drops(Drops.ON_TERM);
    }

    Program haproxy() throws IOException {
        return configured("haproxy", "HAProxy", "haproxy -W -f haproxy.cfg", "haproxy.cfg");
    }

    Program phpFpm() throws IOException {
        return configured("php-fpm", "PHP-FPM", "php-fpm8.2 -F -y php-fpm.conf", "php-fpm.conf");
    }

    Program uwsgi() throws IOException {
        return web(
                        "uwsgi",
                        "uWSGI",
                        "uwsgi_python3 --master --http-socket 127.0.0.1:PORT --wsgi-file app.py --callable wsgi"
                                + " --hook-master-start 'unix_signal:2 gracefully_kill_them_all'",
                        "app.py")
                .drops(Drops.ON_TERM);
    }

    Program hypercorn() throws IOException {
        return web("hypercorn", "", "hypercorn --bind 127.0.0.1:PORT app:asgi", "app.py")
                .drops(Drops.ON_TERM);
    }

    Program mariadb() throws IOException {
        int port = freePort();
        return new Program(
                        "mariadb",
                        "mariadbd --no-defaults --user=root --datadir=$PWD/data --socket=$PWD/db.sock --bind-address=127.0.0.1 --port "
                                + port,
                        "MariaDB",
                        prepared("mariadb"),
                        new Work.Port(port))
                .before("mariadb-install-db --no-defaults --user=root --datadir=\"$PWD/data\" >install.log");
    }

    Program mosquitto() throws IOException {
        int port = freePort();
        return new Program(
                "mosquitto", "mosquitto -p " + port, "Mosquitto", prepared("mosquitto"), new Work.Port(port));
    }

    /** A program in Go. */
    Program caddy() throws IOException {
        int port = freePort();
        return new Program(
                "caddy", "caddy file-server --listen 127.0.0.1:" + port, "", prepared("caddy"), new Work.Port(port));
    }

    Program daphne() throws IOException {
        return web("daphne", "", "daphne --bind 127.0.0.1 --port PORT app:asgi", "app.py")
                .drops(Drops.ALWAYS);
    }

    Program sidekiq() throws IOException {
        int port = freePort();
        Path own = prepared("sidekiq", "jobs.rb");
        String url = "REDIS_URL=redis://127.0.0.1:" + port;
        return new Program(
                        "sidekiq",
                        url + " sidekiq --concurrency 1 --require ./jobs.rb",
                        "Sidekiq",
                        own,
                        new Work.Commands(
                                own,
                                List.of("env", url, "ruby", "-r./jobs.rb", "-eSlow.perform_async"),
                                List.of("env", url, "ruby", "-r./jobs.rb", "-eQuick.perform_async")))
                .beside("redis-server --save '' --port " + port);
    }

    Program rabbitmq() throws IOException {
        int port = freePort();
        Path own = prepared("rabbitmq");
        String node = "RABBITMQ_NODENAME=cfk" + port + "@localhost";
        return new Program(
                        "rabbitmq",
                        node + " RABBITMQ_NODE_PORT=" + port + " RABBITMQ_DIST_PORT=" + freePort()
                                + " RABBITMQ_MNESIA_BASE=$PWD/data RABBITMQ_LOGS=- rabbitmq-server",
                        "RabbitMQ",
                        own,
                        new Work.Accounts(port, own, "env " + node + " rabbitmqctl"))
                .before("mkdir -m 777 data");
    }

    Program pm2() throws IOException {
        return web("pm2", "PM2", "PORT=PORT PM2_HOME=$PWD/home pm2-runtime server.js", "server.js")
                .drops(Drops.ALWAYS);
    }

    private Program configured(String name, String preset, String command, String file) throws IOException {
        int port = freePort();
        Path own = prepared(name, file);
        fillIn(own.resolve(file), port);
        return new Program(name, command, preset, own, new Work.Port(port));
    }

    private static void fillIn(Path settings, int port) throws IOException {
        Files.writeString(settings, Files.readString(settings).replace("PORT", Integer.toString(port)));
    }

    private Program web(String name, String preset, String command, String file) throws IOException {
        int port = freePort();
        Path own = prepared(name, file);
        return new Program(
                name, command.replaceFirst("PORT(?!=)", Integer.toString(port)), preset, own, new Work.Web(port, own));
    }

    private Path prepared(String name, String... files) throws IOException {
        Path own = Files.createDirectories(folder.resolve(name));
        for (String file : files) {
            Files.copy(
                    Path.of(System.getProperty("basedir", "."), "src/test/resources/programs", file),
                    own.resolve(file));
        }
        return own;
    }
}
