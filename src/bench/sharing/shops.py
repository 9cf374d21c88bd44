"""The shop in each language: what it needs, how it is started on its own, and how under a proxy."""
import collections
import os
import shutil
import subprocess

BENCH = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROJECT = os.path.dirname(os.path.dirname(BENCH))
PROXIES = os.path.join(PROJECT, "resources", "proxies")

# apart, proxy: programs with their arguments; cmd: what the proxy is told to start; rest: seconds after which an idle
# worker has given back what it can
Shop = collections.namedtuple("Shop", "folder apart proxy cmd env rest")


class Language:
    """A language whose shop runs from its source, and whose proxy forks."""

    def __init__(self, name, extension, interpreter, functions, packages, versions):
        self.name = name
        self.extension = extension
        self.interpreter = interpreter
        self.functions = functions
        self.packages = packages
        self.versions = versions

    def describe(self):
        """The versions of what is measured; None where something is missing."""
        probe = subprocess.run([self.interpreter, *self.versions], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        return probe.stdout.decode().strip() if probe.returncode == 0 else None

    def shop(self, work, env):
        folder = os.path.join(BENCH, "applications", self.name)
        proxy = os.path.join(PROXIES, "cfk-share-mem-proxy." + self.extension)
        hooks = ["--warm", self.functions + "warm", "--before-fork", self.functions + "close"]
        # From here only: a shop of its own must not be found compiled.
        env = {**env, "PYTHONDONTWRITEBYTECODE": "1"}
        worker = "worker." + self.extension
        preload = "shop" if self.extension == "py" else "shop." + self.extension
        proxied = [self.interpreter, proxy, "--preload", preload, *hooks]
        return Shop(folder, [self.interpreter, worker], proxied, worker, env, 0)


class Jvm:
    """Its shop is compiled, and its proxy keeps an archive of classes."""

    name = "jvm"
    packages = "default-jdk-headless maven"
    heap = "-Xmx128m"
    main = "shop.Worker"
    rest = 6

    def __init__(self, archive):
        self.archive = ["--archive", archive] if archive else []
        found = shutil.which("java")
        self.home = os.environ.get("JAVA_HOME") or found and os.path.dirname(os.path.dirname(os.path.realpath(found)))

    def describe(self):
        if not self.home or not shutil.which("mvn") or not os.path.exists(self.tool("javac")):
            return None
        told = subprocess.run([self.tool("java"), "-version"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return "JVM %s, Javalin, ORMLite, Pebble, Jackson" % told.stdout.decode().split('"')[1]

    def tool(self, name):
        return os.path.join(self.home, "bin", name)

    def shop(self, work, env):
        source = os.path.join(BENCH, "applications", "jvm")
        class_path = self.build(source, work)
        # Where SQLite's own library is unpacked to, and how JDK 25 lets it be loaded without a warning.
        options = [self.heap, "-Djava.io.tmpdir=" + work, "--enable-native-access=ALL-UNNAMED"]
        proxied = [os.path.join(PROXIES, "cfk-share-mem-proxy-jvm"), "--class-path", class_path, "--main", self.main]
        proxied += ["--train-until", "^warm", "--train-seconds", "60", *self.archive]
        for option in options:
            proxied += ["--java-option", option]
        apart = [self.tool("java"), *options, "-cp", class_path, self.main]
        env = {**env, "JAVA_HOME": self.home, "XDG_CACHE_HOME": work}
        return Shop(work, apart, proxied, self.main, env, self.rest)

    def build(self, source, work):
        """The class path: a jar of the shop, and the libraries, which stay for the next run."""
        lib = os.path.join(PROJECT, "target", "bench", "lib")
        if not os.path.isdir(lib):
            pom = os.path.join(work, "pom.xml")
            shutil.copy(os.path.join(source, "pom.xml"), pom)
            command = ["mvn", "-B", "-q", "-Dstyle.color=never", "-f", pom, "dependency:copy-dependencies", "-DincludeScope=runtime"]
            subprocess.run([*command, "-DoutputDirectory=" + lib + ".new"], check=True)
            os.rename(lib + ".new", lib)
        classes, jar = os.path.join(work, "classes"), os.path.join(work, "shop.jar")
        sources = [os.path.join(source, "shop", name) for name in ("Shop.java", "Worker.java")]
        subprocess.run([self.tool("javac"), "--release", "17", "-cp", lib + "/*", "-d", classes, *sources], check=True)
        shutil.copytree(os.path.join(source, "shop", "pages"), os.path.join(classes, "shop", "pages"))
        subprocess.run([self.tool("jar"), "--create", "--file", jar, "-C", classes, "."], check=True)
        return ":".join([jar, *(os.path.join(lib, name) for name in sorted(os.listdir(lib)))])


def languages(archive):
    known = [
        Language(
            "python",
            "py",
            # Where the distribution keeps its packages, whatever other Python comes first on the PATH.
            "/usr/bin/python3",
            "shop:",
            "python3 python3-django python3-sqlalchemy",
            [
                "-c",
                "import django, sqlalchemy, platform; print('Python %s, Django %s, SQLAlchemy %s'"
                " % (platform.python_version(), django.__version__, sqlalchemy.__version__))",
            ],
        ),
        Language(
            "perl",
            "pl",
            "perl",
            "Shop::",
            "perl libmojolicious-perl libmoose-perl libdbix-class-perl libdbd-sqlite3-perl",
            [
                "-MMojolicious",
                "-MMoose",
                "-MDBIx::Class",
                "-MDBD::SQLite",
                "-e",
                'printf "Perl %vd, Mojolicious %s, Moose %s, DBIx::Class %s", $^V,'
                " map { $_->VERSION } qw(Mojolicious Moose DBIx::Class)",
            ],
        ),
        Language(
            "ruby",
            "rb",
            "ruby",
            "Shop.",
            "ruby ruby-railties ruby-activerecord ruby-actionmailer ruby-activejob ruby-sqlite3",
            [
                "-e",
                "require 'rails'; require 'active_record'; require 'action_mailer'; require 'sqlite3';"
                "puts \"Ruby #{RUBY_VERSION}, Rails #{Rails.version} with Active Record\"",
            ],
        ),
        Jvm(archive),
    ]
    return {language.name: language for language in known}
