package controlfreak.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Variables that an interpreter or the system's loader reads when a program starts: where a service is forked from a
 * proxy it is too late for them. Any thread.
 */
public final class InterpreterVariables {
    /** What each of our programs makes good in a child is not among these. */
    private enum Language {
        PYTHON(
                "cfk-share-mem-proxy.py",
                "python[\\d.]*|-m|.*\\.py|[A-Za-z_][\\w.]*:[A-Za-z_][\\w.]*",
                Pattern.compile("PYTHON(?!PATH$|WARNINGS$|IOENCODING$|UNBUFFERED$|DONTWRITEBYTECODE$|PYCACHEPREFIX$"
                        + "|FAULTHANDLER$|BREAKPOINT$|ASYNCIODEBUG$)[A-Z]+")),
        PERL(
                "cfk-share-mem-proxy.pl",
                "perl|coderef:.*|.*\\.pl|\\w+(::\\w+)+",
                Pattern.compile("PERL5OPT|PERL5DB|PERL_(UNICODE|HASH_SEED|PERTURB_KEYS|SIGNALS|ENCODING)|PERLIO")),
        RUBY(
                "cfk-share-mem-proxy.rb",
                "ruby[\\d.]*|.*\\.rb|[A-Z]\\w*(::[A-Z]\\w*)*\\.[a-z_]\\w*[?!]?",
                Pattern.compile("RUBYOPT|RUBYSHELL|RUBY_GC_\\w+|RUBY_(THREAD|FIBER)_\\w+|RUBY_YJIT_\\w+"));

        private final String program;
        private final Pattern inside;
        private final Pattern late;

        Language(String program, String inside, Pattern late) {
            this.program = program;
            this.inside = Pattern.compile(inside);
            this.late = late;
        }

        static Optional<Language> of(Command proxy) {
            return List.of(values()).stream()
                    .filter(language -> proxy.display().contains(language.program))
                    .findFirst();
        }

        boolean runsInside(Command service) {
            String first = service instanceof Command.Words words
                    ? words.words().get(0)
                    : service.display().strip().replaceFirst("^exec\\s+", "").split("\\s")[0];
            String name = first.contains(":") ? first : first.substring(first.lastIndexOf('/') + 1);
            return inside.matcher(name).matches();
        }
    }

    /** Read by the loader and the C library. */
    private static final Pattern SYSTEM =
            Pattern.compile("LD_(PRELOAD|LIBRARY_PATH|AUDIT|BIND_NOW|DEBUG)" + "|DYLD_\\w+|MALLOC_\\w+|GLIBC_TUNABLES");

    /** Read by libraries when they are loaded, which was in the proxy. */
    private static final Set<String> LIBRARIES =
            Set.of("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS");

    private InterpreterVariables() {}

    /** Whether a variable of that service means nothing, since it belongs to its proxy. */
    public static boolean isTooLate(String name, ServiceSpec service, Optional<ProxySpec> proxy) {
        return proxy.flatMap(ProxySpec::command)
                .flatMap(Language::of)
                .filter(language -> language.runsInside(service.command()))
                .filter(language -> language.late.matcher(name).matches()
                        || SYSTEM.matcher(name).matches()
                        || LIBRARIES.contains(name))
                .isPresent();
    }
}
