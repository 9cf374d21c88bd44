package shop;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

public final class Shop {
    private Shop() {}

    public static void main(String[] arguments) throws Exception {
        String what = arguments.length == 0 ? "serve" : arguments[0];
        switch (what) {
            case "serve":
                System.out.println("up");
                Thread.sleep(600_000);
                break;
            case "stubborn":
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    while (true) {
                        try {
                            Thread.sleep(600_000);
                        } catch (InterruptedException again) {
                            // It stays.
                        }
                    }
                }));
                System.out.println("up");
                Thread.sleep(600_000);
                break;
            case "exit":
                System.out.println("leaving with " + arguments[1]);
                System.exit(Integer.parseInt(arguments[1]));
                break;
            case "grandchild":
                Process child = new ProcessBuilder("sleep", "600").start();
                System.out.println("grandchild " + child.pid());
                Thread.sleep(600_000);
                break;
            case "lines":
                lines(Integer.parseInt(arguments[1]));
                break;
            case "bytes":
                System.out.write("a:b::c\n\u00ff broken\nnul \u0000\n\n".getBytes("ISO-8859-1"));
                System.out.print("x".repeat(200_000) + "\nno end");
                System.out.flush();
                System.err.println("an error");
                break;
            case "reader":
                System.out.println("up");
                new BufferedReader(new InputStreamReader(System.in))
                        .lines()
                        .forEach(line -> System.out.println("read " + line));
                System.out.println("the input has ended");
                break;
            case "facts":
                facts(arguments);
                break;
            default:
                throw new IllegalStateException("the shop knows no " + what);
        }
    }

    private static void lines(int count) {
        PrintStream out = new PrintStream(System.out, false);
        for (int number = 0; number < count; number++) {
            out.println("line " + number);
        }
        out.flush();
    }

    private static void facts(String[] arguments) throws Exception {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        System.out.println("pid=" + ProcessHandle.current().pid());
        System.out.println("group=" + fields[2]);
        System.out.println("session=" + fields[3]);
        System.out.println("cwd=" + Path.of("").toAbsolutePath());
        System.out.println("stdin=" + Files.readSymbolicLink(Path.of("/proc/self/fd/0")));
        System.out.println("arguments=" + String.join("|", Arrays.asList(arguments)));
        System.out.println("flags=" + ManagementFactory.getRuntimeMXBean().getInputArguments());
        System.getenv().forEach((name, value) -> System.out.println("env." + name + "=" + value));
        System.out.println("done");
    }
}
