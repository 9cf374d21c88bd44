package controlfreak.chaos;

import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.ProxySpec;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Services that number their lines, under each proxy and without one. Each notes in a file of its own how far it is
 * before it writes a line, and holds a lock of its service's, so that a second one at the same time notes that it was
 * not alone. SIGUSR1 is a flood.
 */
final class Writers {
    static final String VARIABLE = "CONTROL_FREAK_CHAOS";

    /** A service that comes and goes. */
    static final String ANOTHER = "another";

    private static final int FLOOD = 3_000;

    /** So that what crashes as often as here is never given up. */
    private static final RestartPolicy POLICY =
            new RestartPolicy(true, false, 100, Duration.ofMillis(300), Duration.ofSeconds(3));

    private static final String PERL = """
            use Fcntl ':flock';
            use Time::HiRes 'time';
            my ($name, $folder) = @ENV{qw(CONTROL_FREAK_SERVICE CONTROL_FREAK_CHAOS)};
            my $id = sprintf '%s/%d/%d', $name, $$, time * 1000;
            open my $lock, '>>', "$folder/lock-$name" or die;
            if (!flock $lock, LOCK_EX | LOCK_NB) { open my $twice, '>>', "$folder/twice"; print $twice "$id\\n"; close $twice }
            open my $count, '>', "$folder/count-" . ($id =~ tr{/}{,}r) or die;
            my ($n, $more) = (0, 0);
            local $SIG{USR1} = sub { $more += FLOOD };
            while (1) {
                $n++;
                sysseek $count, 0, 0; syswrite $count, sprintf '%012d', $n;
                1 until defined syswrite STDOUT, "L $id $n " . 'x' x 60 . "\\n" or !$!{EINTR} && exit 1;
                if ($more) { $more-- } else { select undef, undef, undef, 0.1 }
            }
            """;

    private static final String PYTHON = """
            import fcntl, os, signal, time
            name, folder = os.environ['CONTROL_FREAK_SERVICE'], os.environ['CONTROL_FREAK_CHAOS']
            run = '%s/%d/%d' % (name, os.getpid(), time.time() * 1000)
            lock = open(folder + '/lock-' + name, 'a')
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                open(folder + '/twice', 'a').write(run + '\\n')
            count = os.open(folder + '/count-' + run.replace('/', ','), os.O_CREAT | os.O_WRONLY)
            n = more = 0
            def flood(*_):
                global more
                more += FLOOD
            signal.signal(signal.SIGUSR1, flood)
            while True:
                n += 1
                os.pwrite(count, b'%012d' % n, 0)
                os.write(1, ('L %s %d ' % (run, n) + 'x' * 60 + '\\n').encode())
                if more:
                    more -= 1
                else:
                    time.sleep(0.1)
            """;

    private static final String RUBY = """
            name, folder = ENV.values_at('CONTROL_FREAK_SERVICE', 'CONTROL_FREAK_CHAOS')
            run = format('%s/%d/%d', name, Process.pid, Time.now.to_f * 1000)
            lock = File.open("#{folder}/lock-#{name}", 'a')
            File.write("#{folder}/twice", run + "\\n", mode: 'a') unless lock.flock(File::LOCK_EX | File::LOCK_NB)
            count = File.open("#{folder}/count-#{run.tr('/', ',')}", 'w')
            STDOUT.sync = true
            n = more = 0
            trap('USR1') { more += FLOOD }
            loop do
              n += 1
              count.pwrite(format('%012d', n), 0)
              STDOUT.write("L #{run} #{n} #{'x' * 60}\\n")
              more > 0 ? more -= 1 : sleep(0.1)
            end
            """;

    private final Path folder;

    /** @param folder where they and their notes are */
    Writers(Path folder) throws IOException {
        this.folder = folder;
        Files.writeString(folder.resolve("writer.pl"), text(PERL));
        Files.writeString(folder.resolve("writer.py"), text(PYTHON));
        Files.writeString(folder.resolve("writer.rb"), text(RUBY));
    }

    private static String text(String program) {
        return program.replace("FLOOD", Integer.toString(FLOOD));
    }

    /** @param each so many under each of four proxies, and so many without */
    Workspace workspace(int each) {
        return Workspace.EMPTY
                .withEnv(Environment.EMPTY.with(VARIABLE, folder.toString()))
                .withProxy(proxy("py", "cfk-share-mem-proxy.py", "writer.py", each))
                .withProxy(proxy("pl", "cfk-share-mem-proxy.pl", "writer.pl", each))
                .withProxy(proxy("rb", "cfk-share-mem-proxy.rb", "writer.rb", each))
                .withProxy(proxy("jvm", "cfk-share-mem-proxy-jvm", "perl writer.pl", each))
                .withService(Optional.empty(), writer("direct", "perl writer.pl", each));
    }

    private static ProxySpec proxy(String name, String program, String command, int services) {
        return ProxySpec.of(name, new Command.Text(program))
                .withServices(List.of(writer("in-" + name, command, services)));
    }

    private static ServiceSpec writer(String name, String command, int instances) {
        return ServiceSpec.of(name, new Command.Text(command))
                .withInstances(instances)
                .withRestart(POLICY);
    }

    /** Another service, with a variable's value. */
    static ServiceSpec another(int value) {
        return writer(ANOTHER, "perl writer.pl", 1).withEnv(Environment.EMPTY.with("VALUE", Integer.toString(value)));
    }
}
