# The command line, and what --help says of it.
package ControlFreak::ShareMemProxy;

use 5.014;
use strict;
use warnings;

use Getopt::Long ();
use IO::Handle;

use constant {
    PROTOCOL       => 2,
    WATCH_SECONDS  => 5,
    REFORK_SECONDS => 10,
};

our $VERSION = '1.0.0';
my $USAGE = <<"END_OF_USAGE";
usage: cfk-share-mem-proxy.pl [--preload MODULE_OR_FILE]... [--warm PACKAGE::FUNCTION]...
                              [--before-fork PACKAGE::FUNCTION]... [--after-fork PACKAGE::FUNCTION]...
                              [--interpreter FILE] [--keep-exit-handlers] [--watch-secs N]
                              [--refork-secs N] [--stdio] [--version] [--help]

Loads an application once and forks services from it, so that all of them share one copy of it in memory.
Control Freak starts this program; its commands come over a pipe.

  --preload      a module (Shop::Catalogue) or a file (shop.pl); may be given several times
  --warm         a function that fills caches, called once after loading
  --before-fork  a function that closes what must not be shared, called once after that
  --after-fork   a function that is called in each child first
  --interpreter  what runs all this, such as local/bin/perl, from the proxy's folder
  --keep-exit-handlers
                 run in each child, too, the END blocks of what was loaded
  --watch-secs   how often to look whether loaded files have changed (5); 0: never
  --refork-secs  how long a worker may take to answer a refork (10)
  --stdio        commands on 0, statuses on 1, logs on 2; for a proxy behind ssh

how to prepare an application:
  Load everything in the proxy that the workers need, also the modules that would be loaded late: a worker
  that loads them has them for itself alone.
  Give --warm a function that serves a few hundred made-up requests: what is filled on first use is then
  filled once, before the fork.
  Give --before-fork a function that closes what must not be shared: database connections and sockets. Connect in
  the worker, or in a function for --after-fork.
  Install signal handlers in the worker: a child starts with those of a fresh interpreter.
  While a file is loaded \$0 is that file, so that FindBin finds its folder.

$ControlFreak::ShareMemProxy::Inheritance::HELP
commands of services:
  worker.pl ARGS            the file, by `do`, inside the forked interpreter; `caller` is true in it
  perl worker.pl ARGS       the same, for a file of any name
  Package::function ARGS    calls the function with the arguments
  coderef:FILE ARGS         calls the code reference that `--preload FILE` returned, with the arguments
  starman ARGS              a script, found on the PATH, whose first line names this very interpreter: the same
  anything else             is executed as a program of its own: it shares nothing
  With "stdin": "open" a service's standard input is silent and open until the panel writes to it or ends it, at the
  latest until the proxy ends; else it is /dev/null.

$ControlFreak::ShareMemProxy::Rights::HELP
a worker on a socket that the workspace names ("sockets": ["web"]): descriptor 3 listens, for all workers at once
  use IO::Socket::INET;
  my \$server = IO::Socket::INET->new_from_fd(3, '+<');
  \$server->blocking(0);              # another worker may be quicker
  my \$going = 1;
  \$SIG{TERM} = sub { \$going = 0 };  # what is being served is finished first
  while (\$going) {
      vec(my \$ready = '', 3, 1) = 1;
      next if select(\$ready, undef, undef, 0.2) <= 0;
      my \$client = \$server->accept or next;
      \$client->blocking(1);
      while (defined(my \$line = <\$client>)) { last if \$line =~ /\\A\\r?\\n/ }
      print {\$client} "HTTP/1.0 200 OK\\r\\n\\r\\nhello\\n";
      close \$client;
  }

how a warmed-up worker becomes the template (refork, Linux only):
  Where no function can warm up the application, a worker that has served for a while can: on command the proxy
  asks it with signal 50, a copy of it becomes the template that later services fork from, and it goes on itself.
  What its modules have loaded and cached is there in each later service; its environment, arguments, folder,
  signal handlers, descriptors and what its own file has put into package main are not. Another such command
  replaces the template, one without a name ends it.
  The worker must have one thread, run inside the forked interpreter, and pause now and then in select, poll or
  sleep, which return early once, as for any signal; a read or an accept goes on waiting, and the answer waits
  with it. The copy runs --before-fork again: on sockets that are dead there, so that the worker's own
  connections stay as they are. Code of the worker that was just running never goes on in the copy: what it has
  put aside with `local` in the application's packages stays so there. A service with no_new_session forks from
  the proxy itself.

how the proxy notices changes:
  It looks about every 5 s whether the files in \%INC are still as they were when they had just been loaded, and
  tells which are not: its memory holds the old code until it is run again.

A child gets SIGKILL when its proxy dies: an orphan would hold the port that its successor needs.
END_OF_USAGE

sub parse {
    my %options = (preload => [], warm => [], 'before-fork' => [], 'after-fork' => [], 'watch-secs' => WATCH_SECONDS, 'refork-secs' => REFORK_SECONDS);
    Getopt::Long::GetOptionsFromArray(\@_, \%options, 'preload=s@{1,}', 'warm=s@', 'before-fork=s@', 'after-fork=s@', 'interpreter=s', 'keep-exit-handlers', 'watch-secs=f', 'refork-secs=f', 'stdio', 'help', 'version')
        && !@_ && $options{'watch-secs'} >= 0 && $options{'refork-secs'} >= 0
        or print STDERR $USAGE and exit 2;
    if ($options{help}) {
        print $USAGE;
        exit 0;
    }
    if ($options{version}) {
        printf "cfk-share-mem-proxy.pl %s, protocol %d\n", $VERSION, PROTOCOL;
        exit 0;
    }
    return \%options;
}

1;
