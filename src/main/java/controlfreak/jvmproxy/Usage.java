package controlfreak.jvmproxy;

import java.util.Optional;

/** What the program says about itself. */
final class Usage {
    private static final String VERSION = "cfk-share-mem-proxy-jvm 1.0.0, protocol 2\n";

    private static final String HELP = """
            usage: cfk-share-mem-proxy-jvm --class-path app.jar[:...] [options]

            Starts JVM services that share one archive of the application's classes, with flags that keep each of them
            small. Control Freak starts this program; its commands come over a pipe.

            options:
              --class-path JARS      jars of the application; lib/* stands for all jars of a folder. Also -cp, --jar
              --main CLASS           what runs for training; a single jar names its own
              --train "ARGUMENTS"    arguments of the training run
              --train-until REGEX    the training run has loaded all once it prints such a line
              --train-exercise "SH"  a shell command that runs then: a few requests, say
              --train-seconds N      how long each of the two may take (10); what still runs gets SIGTERM
              --no-train             lean flags only, no archive
              --java-option OPTION   an option for training and for all services, such as -Xmx128m; any number of these
              --archive cds|aot      a class archive (JDK 17 and newer; smallest) or an AOT cache (25 and newer; starts
                                     fastest). The default is aot where the JDK has it
              --watch-secs N         how often to look whether the class path has changed (5); 0: never
              --stdio                commands on 0, statuses on 1, logs on 2; for a proxy behind ssh
              --version, --help

            how to prepare an application:
              Pack it as jars: an archive holds no classes from folders. Of a jar that holds jars (Spring Boot) first
              make a plain one: java -Djarmode=tools -jar app.jar extract, and name the extracted app.jar.
              The first run trains: the application is started with the arguments of --train, ended with SIGTERM, and
              the JVM keeps the classes that it loaded. So let it load all that a service loads: start it fully, on a
              port of its own, and send it a few requests with --train-exercise. CONTROL_FREAK_TRAINING=1 tells it
              that it is a training run. It must end on SIGTERM.
              The archive is kept in ~/.cache/controlfreak/jvm and made again when the JDK, a jar's name, size or time,
              or a flag has changed, or when it is broken. A service never depends on it: without, it starts slower.

            how the proxy notices changes:
              It looks about every 5 s whether the jars, and the files in folders of classes, are still as they were
              when it was run, and tells which are not: a changed jar makes the archive useless until it is run again.
              A JVM cannot be forked, so no service can become the template of others (refork is refused).

            commands of services:
              com.example.Main ARGS      a class of the class path; options of the JVM may stand before it
              -Xmx64m com.example.Main   they take the place of ours on the same matter
              -jar app.jar ARGS          the same; also with java in front
              anything else              is executed as a program of its own
              A service gets the sockets that it names ("sockets") from descriptor 3 on, or one as its standard input.
              With "stdin": "open" a service's standard input is silent and open until the panel writes to it or ends it,
              at the latest until the proxy ends; else it is /dev/null.

            a worker on a socket that the workspace names ("stdin": {"socket": "web"}), for all workers at once
              import java.nio.channels.*;

              public class Site {
                  public static void main(String[] words) throws Exception {
                      // There is none in a training run.
                      var server = System.inheritedChannel() instanceof ServerSocketChannel given
                              ? given : ServerSocketChannel.open().bind(null);
                      var main = Thread.currentThread();
                      Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                          try {
                              server.close();
                              main.join();   // what is being served is finished first
                          } catch (Exception late) {
                              Thread.currentThread().interrupt();
                          }
                      }));
                      try {
                          while (true) {
                              serve(server.accept());
                          }
                      } catch (ClosedChannelException asked) {
                          return;
                      }
                  }

                  static void serve(SocketChannel visitor) throws java.io.IOException {
                      try (var socket = visitor.socket()) {
                          socket.getInputStream().read(new byte[8192]);
                          socket.getOutputStream().write("HTTP/1.0 200 OK\\r\\n\\r\\nhello\\n".getBytes());
                      }
                  }
              }
              Jetty (inheritChannel) and Tomcat (useInheritedChannel) take standard input, too; Netty's epoll descriptor 3.

            as whom a service runs, and how much it may take (fields of the command that starts it):
              "user", "group"   names or numbers; with the user's groups. Needs root. The variables HOME, USER, LOGNAME and
                                SHELL are in "env", where they are to change
              "umask"           such as "0027"
              "limits"          {"nofile": [soft, hard]} by the words of limits.conf; -1 is unlimited, a hard one of null
                                is left. They are set on Linux only
              "nice"            -20 to 19
              "oomScoreAdj"     -1000 to 1000
              What cannot be had is refused. Whoever it runs as must be able to read the archive and the class path.

            what is said elsewhere:
              An option in JAVA_TOOL_OPTIONS, JDK_JAVA_OPTIONS or _JAVA_OPTIONS of the workspace, the proxy or a service,
              in --java-option or in a service's command takes the place of ours on the same matter, a collector for
              one. None of them is for the JVM of this program itself. Where a service names another collector than the
              training run had, the archive may not fit it; it starts all the same.

            flags of ours: -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CICompilerCount=1 -XX:ReservedCodeCacheSize=24m
              -Xss256k -XX:-UsePerfData -Xms8m -Xmn4m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20
              -XX:ArchiveRelocationMode=0 -XX:TrimNativeHeapInterval=5000 (where the JDK has it), and MALLOC_ARENA_MAX=1.
              They trade peak speed for memory: where a service computes a lot, give it -XX:TieredStopAtLevel=4.

            A child gets SIGKILL when its proxy dies: an orphan would hold the port that its successor needs.
            The program needs perl, which starts the children: a JVM can neither open a session nor tell a whole wait
            status.
            """;

    private Usage() {}

    /** The answer to a question about the program; empty where the arguments ask for a proxy. */
    static Optional<String> answer(String... arguments) {
        for (String argument : arguments) {
            if (argument.equals("--help") || argument.equals("-h")) {
                return Optional.of(HELP);
            }
            if (argument.equals("--version")) {
                return Optional.of(VERSION);
            }
        }
        return Optional.empty();
    }
}
