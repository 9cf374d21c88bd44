#!/usr/bin/env perl
# A proxy of Control Freak for Perl: loads an application once, then forks services from it on command.

# A package of its own: the workers are Perl files that fill package main as they like.
package ControlFreak::ShareMemProxy;

use 5.014;
use strict;
use warnings;

use Carp ();
use Config;
use Cwd ();
use Errno qw(EINTR);
use Fcntl qw(O_APPEND O_RDONLY O_RDWR O_WRONLY);
use File::Spec;
use Getopt::Long ();
use IO::Handle;
use List::Util ();
use JSON::PP ();
use POSIX ();
use Socket ();
use Text::ParseWords ();
use Time::HiRes ();

BEGIN {
    my ($volume, $folder) = File::Spec->splitpath(Cwd::abs_path(__FILE__));
    for my $name (qw(cfk-inheritance.pl cfk-rights.pl)) {
        my $path = File::Spec->catpath($volume, $folder, $name);
        if (!-r $path) {
            print STDERR "$name must lie beside this program: $path\n";
            exit 2;
        }
        require $path;
    }
}

our $VERSION = '1.0.0';

*is_text  = \&ControlFreak::ShareMemProxy::Rights::is_text;
*is_whole = \&ControlFreak::ShareMemProxy::Rights::is_whole;

use constant {
    PROTOCOL           => 2,
    GRACE_SECONDS      => 2.0,
    LAST_WORDS_SECONDS => 1.0,
    PIPE_READ          => 65536,
    LONGEST_LINE       => 65536,
    LOG_LIMIT          => 1 << 20,
    STATUS_LIMIT       => 1 << 20,
    INPUT_LIMIT        => 1 << 20,
    WATCH_SECONDS      => 5,
    # A look may cost this part of the time, however many files there are.
    WATCH_SHARE        => 1 / 200,
    FILES_NAMED        => 10,
    REFORK_SECONDS     => 10,
    # How long a copy may take to tidy up, and how long a template to fork.
    PREPARE_SECONDS    => 60,
    TEMPLATE_SECONDS   => 10,
    PAUSE_SECONDS      => 0.02,
    # In the midst of the real-time signals, where hardly anybody takes one.
    REFORK_SIGNAL      => 50,
    # As for systemd's children: SD_LISTEN_FDS_START.
    FIRST_SOCKET       => 3,
    # Beyond the numbers that its children have them by.
    TEMPLATE_SOCKETS   => 64,
    PR_SET_CHILD_SUBREAPER => 36,
    PR_SET_PDEATHSIG   => 1,
    PR_SET_DUMPABLE    => 4,
    PR_SET_THP_DISABLE => 41,
    RLIMIT_RTTIME      => 15,
    SIGNAL_SIZE        => 128,
};

# Seconds since some moment, whatever is done to the clock.
sub now () {
    return Time::HiRes::clock_gettime(Time::HiRes::CLOCK_MONOTONIC());
}

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

# Numbers of system calls that POSIX does not offer.
my %SYSCALLS = (
    'x86_64'  => { prctl => 157, signalfd4 => 289, rt_sigtimedwait => 128, waitid => 247, epoll_create1 => 291,
        prlimit64 => 302 },
    'aarch64' => { prctl => 167, signalfd4 => 74, rt_sigtimedwait => 137, waitid => 95, epoll_create1 => 20,
        prlimit64 => 261 },
);
my $SYSCALL = $^O eq 'linux' ? $SYSCALLS{ (POSIX::uname())[4] } // {} : {};

my %SIGNAL_NUMBER;
@SIGNAL_NUMBER{ split ' ', $Config{sig_name} } = split ' ', $Config{sig_num};

# Read by the C library and by other libraries when they are loaded, and so never later.
my %ENVIRONMENT = (MALLOC_ARENA_MAX => 1, OPENBLAS_NUM_THREADS => 1, OMP_NUM_THREADS => 1);
# Where the second start of the interpreter finds what the first has added to the environment.
use constant ADDED_VARIABLES => '_CFK_ADDED';

# Handles that give a bare descriptor its flags. They are never freed: that would close the number, and
# in a child it may by then be the worker's.
our @KEPT;

# All of the proxy's state; a hash of the package, so that a child never frees it.
# Of the children the unborn and those with open inputs are kept apart, lest each wait costs what all of them do.
our %P = (parts => '', lines => [], children => {}, unborn => {}, inputs => {}, by_name => {}, relays => {}, groups => {}, killed => 0);

our $PROXY_PID = $$;
# Marks all that belongs to the proxy itself.
our $PROXY_RUN = $ENV{CONTROL_FREAK_RUN};
# Inherited by every child; who connects is checked by its pid all the same.
our $REFORK_ADDRESS = "\0cfk-refork-" . random_name();

our $IN_CHILD;
our %CODEREFS;

sub random_name {
    open my $random, '<:raw', '/dev/urandom' or return $$;
    sysread $random, my $bytes, 16;
    return unpack 'H*', $bytes;
}

sub system_call {
    my ($name, @args) = @_;
    return exists $SYSCALL->{$name} ? syscall($SYSCALL->{$name}, @args) : -1;
}

sub can_call { return exists $SYSCALL->{ $_[0] } }

sub keep_private {
    my ($mode, $fd) = @_;
    open my $handle, "$mode&=", $fd or return;
    push @KEPT, $handle;
    return $handle;
}

sub close_private {
    my $fd = shift;
    close $_ for grep { fileno($_) == $fd } @KEPT;
    @KEPT = grep { defined fileno($_) } @KEPT;
    return;
}

sub pipe_pair {
    my ($read, $write) = POSIX::pipe();
    die Failure(short_of($!)) unless defined $read;
    return ($read, $write);
}

# The next bytes of a descriptor; undef at its end.
sub read_bytes {
    my $fd = shift;
    my $count;
    do { $count = POSIX::read($fd, my $data, PIPE_READ); return substr $data, 0, $count if $count && $count > 0 }
        while !defined $count && $! == EINTR;
    return;
}

# An expected failure: a sentence for people.
sub Failure { return bless { reason => $_[0] }, 'ControlFreak::ShareMemProxy::Failure' }

# One that would be the same the next time.
sub Refusal { return bless { reason => $_[0], final => 1 }, 'ControlFreak::ShareMemProxy::Failure' }

sub is_final { return ref $_[0] eq 'ControlFreak::ShareMemProxy::Failure' && $_[0]{final} }

sub reason_of {
    my $error = shift;
    return $error->{reason} if ref $error eq 'ControlFreak::ShareMemProxy::Failure';
    $error = "$error";
    $error =~ s/\s+\z//;
    return $error;
}

# What is short, by an error number of the system.
sub short_of { return ControlFreak::ShareMemProxy::Rights::shortage($_[0]) // "The system makes no process: $_[0]" }

# Proportional where the system knows it: what is shared with others counts in part. Else the resident memory.
sub memory_in_mb {
    for ([ '/proc/self/smaps_rollup', 'Pss' ], [ '/proc/self/status', 'VmRSS' ]) {
        my ($path, $key) = @$_;
        open my $file, '<', $path or next;
        my ($kilobytes) = map {/\A$key:\s+(\d+)/} <$file>;
        close $file;
        return 0 + sprintf '%.1f', $kilobytes / 1024 if defined $kilobytes;
    }
    return;
}

# ---------------------------------------------------------------- loading

sub preload {
    my $reference = shift;
    if ($reference !~ m{\.p[lm]\z|\.psgi\z|/}) {
        (my $file = "$reference.pm") =~ s{::}{/}g;
        return require $file;
    }
    my $path = Cwd::abs_path($reference);
    die "Cannot read $reference: $!\n" unless defined $path && -r $path;
    local ($@, $!);
    # What a file without a package of its own defines must not meet what is defined here.
    # Who looks for its own folder with FindBin goes by it.
    local $0 = $path;
    is_called_perl();
    FindBin::again() if $INC{'FindBin.pm'};
    my $result = do { package main; do $path };
    die $@ if $@;
    $CODEREFS{$reference} = $result if ref $result eq 'CODE';
    return;
}

# Perl names its process, and so the threads that it makes, after what $0 is set to.
sub is_called_perl {
    open my $comm, '>', '/proc/self/comm' or return;
    print {$comm} 'perl';
    close $comm;
    return;
}

sub call {
    my ($name, @args) = @_;
    no strict 'refs';
    die "No such function: $name\n" unless defined &$name;
    return &$name(@args);
}

sub load_application {
    my $options = shift;
    my $begin = now;
    my $trace = '';
    local $SIG{__DIE__} = sub { $trace = Carp::longmess('') };
    my $loaded = eval {
        preload($_) for @{ $options->{preload} };
        call($_) for @{ $options->{warm} }, @{ $options->{'before-fork'} };
        1;
    };
    if (!$loaded) {
        print STDERR $@, "The stack at that time:", $trace;
        exit 1;
    }
    return int((now - $begin) * 1000);
}

# Compares the loaded files with how they were when they had just been loaded.
package ControlFreak::ShareMemProxy::Watch {
    use List::Util qw(max sum);

    sub new {
        my ($class, $period) = @_;
        my @files = $period ? grep { defined && !ref && -f } values %INC : ();
        my %files = map { $_ => fingerprint($_) } map { File::Spec->rel2abs($_) } @files;
        return bless { period => $period, files => \%files, changed => [], due => ControlFreak::ShareMemProxy::now() + $period }, $class;
    }

    # Seconds until the next look; undef where there is none.
    sub timeout {
        my $self = shift;
        return $self->{period} ? max(0, $self->{due} - ControlFreak::ShareMemProxy::now()) : undef;
    }

    # True when the answer is another one than before.
    sub look {
        my $self = shift;
        return 0 if !$self->{period} || ControlFreak::ShareMemProxy::now() < $self->{due};
        my $begin = spent();
        my $files = $self->{files};
        my @changed = grep { fingerprint($_) ne $files->{$_} } sort keys %$files;
        my $before = join "\0", @{ $self->{changed} };
        $self->{changed} = \@changed;
        $self->{due} = ControlFreak::ShareMemProxy::now() + max($self->{period}, (spent() - $begin) / ControlFreak::ShareMemProxy::WATCH_SHARE);
        return $before ne join "\0", @changed;
    }

    # The seconds of CPU that this process has taken.
    sub spent { return sum((times)[ 0, 1 ]) }

    # Empty for a file that is not there.
    sub fingerprint { return join ' ', (Time::HiRes::stat($_[0]))[ 7, 9 ] }
}

# ---------------------------------------------------------------- pipes

# Writes what a pipe takes and keeps the rest, so that a slow reader never stops the proxy.
package ControlFreak::ShareMemProxy::PipeWriter {
    use Errno qw(EAGAIN EINTR);
    use List::Util qw(min);
    use constant CHUNK => ControlFreak::ShareMemProxy::PIPE_READ;

    sub new {
        my ($class, $fd, $limit) = @_;
        my $handle = ControlFreak::ShareMemProxy::keep_private('>', $fd);
        $handle->blocking(0) if $handle;
        return bless { fd => $fd, limit => $limit, backlog => '', broken => !$handle }, $class;
    }

    sub full { return length $_[0]{backlog} >= $_[0]{limit} }

    sub write {
        my $self = shift;
        return if $self->{broken};
        $self->{backlog} .= $_[0];
        $self->flush;
        return;
    }

    # Closes it once all is written.
    sub end {
        my $self = shift;
        $self->{ending} = 1;
        $self->flush;
        return;
    }

    sub abandon {
        my $self = shift;
        $self->{backlog} = '';
        $self->end;
        return;
    }

    sub flush {
        my $self = shift;
        while (length $self->{backlog}) {
            my $written = POSIX::write($self->{fd}, $self->{backlog}, min(length $self->{backlog}, CHUNK));
            if (defined $written) {
                substr($self->{backlog}, 0, $written, '');
                next;
            }
            next if $! == EINTR;
            return if $! == EAGAIN;
            @$self{qw(broken backlog)} = (1, '');
        }
        if ($self->{ending} && defined $self->{fd}) {
            ControlFreak::ShareMemProxy::close_private(delete $self->{fd});
            $self->{broken} = 1;
        }
        return;
    }
}

# Turns what a child prints into lines with the child's name before them. An engine that joins pieces gets what there is
# of a line at once, marked by a plus: a prompt is then seen.
package ControlFreak::ShareMemProxy::LineRelay {
    our $IN_PIECES = 0;

    sub new {
        my ($class, $fd, $stream, $name) = @_;
        my %prefixes = (prefix => "$stream:$name:", piece_prefix => "$stream+:$name:");
        return bless { fd => $fd, %prefixes, rest => '', in_line => 0 }, $class;
    }

    # The next lines, ready for the log pipe; undef at the end.
    sub read {
        my $self = shift;
        my $data = ControlFreak::ShareMemProxy::read_bytes($self->{fd}) // return;
        my $prefix = $self->{prefix};
        my @lines = split /\n/, $self->{rest} . $data, -1;
        my $rest = pop @lines;
        return $self->frame_at_once($rest, @lines) if $IN_PIECES;
        my @pieces = map { cut($_) } @lines;
        my @of_rest = cut($rest);
        $self->{rest} = pop @of_rest;
        return join '', map {"$prefix$_\n"} @pieces, @of_rest;
    }

    sub frame_at_once {
        my ($self, $rest, @lines) = @_;
        my $framed = join '', map {"$self->{prefix}$_\n"} @lines;
        $self->{in_line} = length $rest;
        return $self->{in_line} ? "$framed$self->{piece_prefix}$rest\n" : $framed;
    }

    sub last {
        my $self = shift;
        return length $self->{rest} || $self->{in_line} ? "$self->{prefix}$self->{rest}\n" : '';
    }

    sub cut {
        my $line = shift;
        return $line if length $line <= ControlFreak::ShareMemProxy::LONGEST_LINE;
        return unpack '(a' . ControlFreak::ShareMemProxy::LONGEST_LINE . ')*', $line;
    }
}

# ---------------------------------------------------------------- the order for a child

my $QUOTED = qr/'[^']*'|"[^"\$`\\]*(?:\\.[^"\$`\\]*)*"|\\./s;
my $NEEDS_SHELL = qr/[|&;<>()\$`*?\[\]{}~#\n]/;

sub bytes_of {
    my $text = shift;
    utf8::encode($text);
    return $text;
}

# How a command is to be run: by this interpreter ("file", "call", "coderef") or as a program ("exec").
sub plan_of {
    my $cmd = shift;
    return plan_of_words(map { bytes_of($_) } @$cmd) if ref $cmd;
    $cmd = bytes_of($cmd);
    (my $bare = $cmd) =~ s/$QUOTED//g;
    if ($bare !~ $NEEDS_SHELL) {
        my @words = Text::ParseWords::shellwords($cmd);
        die Refusal("A quotation mark is missing: $cmd") unless @words;
        shift @words if $words[0] eq 'exec' && @words > 1;
        return plan_of_words(@words) if $words[0] !~ /=/;
    }
    return { kind => 'exec', words => [ '/bin/sh', '-c', $cmd ] };
}

sub plan_of_words {
    my @words = @_;
    return { kind => 'file', words => [ @words[ 1 .. $#words ] ] }
        if @words > 1 && $words[0] =~ m{\A(?:perl|\Q$^X\E)\z} && $words[1] !~ /\A-/;
    return { kind => 'coderef', words => \@words } if $words[0] =~ /\Acoderef:/;
    return { kind => 'file', words => \@words } if $words[0] =~ /\.pl\z/;
    return { kind => 'call', words => \@words } if $words[0] =~ /\A[^\W\d]\w*(?:::\w+)+\z/;
    return { kind => 'exec', words => \@words };
}

# The plan for a program whose first line names this interpreter, as those of distributions do.
sub inside {
    my ($folder, $path, $plan) = @_;
    my ($program, @words) = @{ $plan->{words} };
    return $plan if $plan->{kind} ne 'exec';
    my $script = found($program, $folder, $path) // return $plan;
    open my $file, '<', $script or return $plan;
    my $line = <$file> // '';
    close $file;
    my ($interpreter, $options) = $line =~ m{\A#!\s*(\S+)\s*(.*?)\s*\z} or return $plan;
    if ($interpreter =~ m{(?:\A|/)env\z}) {
        ($interpreter, $options) = $options =~ /\A(?:-S\s+)?(\S+)\s*(.*)\z/ or return $plan;
        $interpreter = found($interpreter, $folder, $path) // return $plan;
    }
    # Other options than this one change what an interpreter is.
    return $plan if !is_this_interpreter($interpreter) || $options !~ /\A(?:-w)?\z/;
    return { kind => 'file', words => [ $script, @words ], warns => $options eq '-w' };
}

# The file of a program; undef where there is none.
sub found {
    my ($program, $folder, $path) = @_;
    my @places = $program =~ m{/} ? ('') : map { length() ? "$_/" : './' } split /:/, $path, -1;
    my ($file) = grep { -f && -x } map { m{\A/} ? $_ : "$folder/$_" } map {"$_$program"} @places;
    return $file;
}

sub is_this_interpreter {
    my $program = shift;
    my ($one, $other) = map { Cwd::realpath($_) } $program, $^X;
    return defined $one && defined $other && $one eq $other;
}

# What is wrong with a start command, in a sentence for people.
sub problem_of {
    my $command = shift;
    my ($cmd, $cwd, $sockets, $tied) = @$command{qw(cmd cwd sockets tie_stdin_to)};
    my $env   = $command->{env} // {};
    my @words = ref $cmd eq 'ARRAY' ? @$cmd : $cmd;
    return 'The command is neither a text nor a list of texts' if grep { !is_text($_) } @words;
    return 'The command is empty' if !@words || $words[0] !~ /\S/;
    return 'The working folder is no text' if defined $cwd && !is_text($cwd);
    return 'The environment is no object' if ref $env ne 'HASH';
    for my $name (sort keys %$env) {
        my $value = $env->{$name};
        return "A variable cannot be called \"$name\"" if !length $name || $name =~ /=/;
        return "The variable $name is no text" if defined $value && !is_text($value) && !is_whole($value, -1e18, 1e18);
    }
    return 'Neither a word, a folder nor a variable can hold a NUL' if grep { defined && /\0/ } @words, $cwd, %$env;
    return 'The sockets are no list of names'
        if defined $sockets && (ref $sockets ne 'ARRAY' || grep { !is_text($_) } @$sockets);
    return 'The standard input is tied to no name' if defined $tied && !is_text($tied);
    return ControlFreak::ShareMemProxy::Rights::problem($command);
}

sub order_of {
    my $command = shift;
    my $problem = problem_of($command);
    die Refusal(bytes_of($problem)) if defined $problem;
    my $env  = $command->{env} // {};
    my $cwd  = length($command->{cwd} // '') ? bytes_of($command->{cwd}) : undef;
    my $path = exists $env->{PATH} ? $env->{PATH} : $ENV{PATH};
    my %rights = map { $_ => $command->{$_} } qw(user group umask limits nice oomScoreAdj);
    $rights{$_} = bytes_of($rights{$_}) for grep { defined $rights{$_} } qw(user group);
    $rights{limits} = { map { bytes_of($_) => $rights{limits}{$_} } keys %{ $rights{limits} // {} } };
    return {
        name          => $command->{name},
        plan          => inside($cwd // '.', bytes_of($path // ''), plan_of($command->{cmd})),
        cwd           => $cwd,
        env           => $env,
        open_stdin    => ($command->{stdin} // '') eq 'open',
        rights        => \%rights,
        stdout        => $command->{ignore_stdout} ? File::Spec->devnull : $command->{stdout},
        stderr        => $command->{ignore_stderr} ? File::Spec->devnull : $command->{stderr},
        new_session   => !$command->{no_new_session},
        sockets       => $command->{sockets} // [],
        stdin_socket  => $command->{tie_stdin_to},
    };
}

# The descriptors that it is given, its standard input last.
sub sockets_of {
    my $order = shift;
    return map { $P{sockets}{$_} // die Failure(bytes_of("This proxy has no socket named $_: it was started before it")) }
        @{ $order->{sockets} }, $order->{stdin_socket} // ();
}

# ---------------------------------------------------------------- the child

# The dispositions of a fresh program; of a fresh perl, which ignores SIGFPE, if the child is one.
sub reset_signals {
    my $interpreter = shift;
    my $default = POSIX::SigAction->new('DEFAULT');
    for my $number (sort { $a <=> $b } values %SIGNAL_NUMBER) {
        next if $number == 0 || $number == POSIX::SIGKILL || $number == POSIX::SIGSTOP;
        POSIX::sigaction($number, $default);
    }
    $SIG{FPE} = 'IGNORE' if $interpreter;
    POSIX::sigprocmask(POSIX::SIG_SETMASK, POSIX::SigSet->new);
    return;
}

# A child's first steps: nothing of the proxy stays with it, whose code it never returns to by an exception.
sub settle_child {
    my ($order, $parent, $report, @ends) = @_;
    eval { take_place($order, $parent, $report, @ends); 1 } or give_up($report, reason_of($@), is_final($@));
    return;
}

sub take_place {
    my ($order, $parent, $report, $out, $err, @given) = @_;
    # Beyond the numbers that they are to have, lest one takes the place of another.
    my @copies = map { number_beyond(FIRST_SOCKET + @given, $_) } @given;
    my $stdin = defined $order->{stdin_socket} || $order->{open_stdin} ? pop @copies : undef;
    POSIX::setsid() if $order->{new_session};
    take_mark($order->{env}{CONTROL_FREAK_RUN});
    die_with($parent);
    POSIX::dup2($stdin // null(), 0);
    POSIX::dup2($out, 1);
    POSIX::dup2($err, 2);
    my $in_interpreter = $order->{plan}{kind} ne 'exec';
    # Loading may have seen the end of the proxy's, which perl keeps in mind.
    STDIN->clearerr;
    # By their handles: perl would never again close a handle of the worker at these numbers.
    close $_ for splice @KEPT;
    ControlFreak::ShareMemProxy::Inheritance::settle_descriptors($in_interpreter, 1, $report, @copies);
    for my $i (0 .. $#copies) {
        POSIX::dup2($copies[$i], FIRST_SOCKET + $i);
        POSIX::close($copies[$i]);
    }
    $P{sockets} = { map { $order->{sockets}[$_] => FIRST_SOCKET + $_ } 0 .. $#copies };
    delete @ENV{ @{ $P{added_variables} } };
    my %env = (%{ $order->{env} }, CONTROL_FREAK_ENABLED => 1, CONTROL_FREAK_SERVICE => $order->{name});
    while (my ($name, $value) = each %env) {
        if   (defined $value) { $ENV{ bytes_of($name) } = bytes_of("$value") }
        else                  { delete $ENV{ bytes_of($name) } }
    }
    $ENV{LISTEN_PID} = $$ if @copies;
    my $changes = eval { ControlFreak::ShareMemProxy::Rights::take($order->{rights}) };
    die Refusal($@ =~ s/\n\z//r) if $@;
    if ($changes) {
        # Both are undone where the user changes. All that it could read is its own memory.
        system_call(prctl => PR_SET_DUMPABLE, 1, 0, 0, 0);
        die_with($parent);
    }
    reset_signals($in_interpreter);
    return;
}

sub null { return POSIX::open(File::Spec->devnull, O_RDWR) // die Failure(short_of($!)) }

# The same descriptor once more, with a number from that one on.
sub number_beyond {
    my ($first, $fd) = @_;
    my @low;
    my $own = POSIX::dup($fd);
    while (defined $own && $own < $first) {
        push @low, $own;
        $own = POSIX::dup($fd);
    }
    POSIX::close($_) for @low;
    return $own // die Failure(short_of($!));
}

# The descriptor with another number, where it has not one from that one on.
sub moved {
    my ($first, $fd) = @_;
    return $fd if $fd >= $first;
    my $own = number_beyond($first, $fd);
    POSIX::close($fd);
    return $own;
}

# Marks a process and all that it will start, whatever they do, by a limit that is too high to matter.
sub take_mark {
    my $run = shift;
    return if ($run // '') !~ /\A[0-9a-f]{15}\z/ || !can_call('prlimit64');
    my $limits = pack 'x16';
    # Not by a copy of what it fills in.
    syscall($SYSCALL->{prlimit64}, 0, RLIMIT_RTTIME, 0, $limits);
    substr $limits, 0, 8, scalar reverse pack 'H16', "1$run";
    system_call(prlimit64 => 0, RLIMIT_RTTIME, $limits, 0);
    return;
}

sub die_with {
    my $parent = shift;
    system_call(prctl => PR_SET_PDEATHSIG, POSIX::SIGKILL, 0, 0, 0);
    POSIX::_exit(127) if getppid != $parent;
    return;
}

# Before the reason of what is final, on its way from a child.
use constant FINAL => "\0";

# What would be the same the next time, as the panel itself sees it for its own children.
my %LASTING = map { $_ => 1 } Errno::E2BIG, Errno::EACCES, Errno::EISDIR, Errno::ELOOP, Errno::ENAMETOOLONG,
    Errno::ENOENT, Errno::ENOEXEC, Errno::ENOTDIR, Errno::EPERM;

sub is_lasting { return $LASTING{ $! + 0 } }

sub give_up {
    my ($report, $reason, $final) = @_;
    $reason = FINAL . $reason if $final;
    local $SIG{PIPE} = 'IGNORE';
    POSIX::write($report, $reason, length $reason);
    POSIX::_exit(127);
}

# The rest of a child's life. What fails before the worker's first own step goes to the report pipe.
sub become_service {
    my ($order, $report) = @_;
    my ($kind, @words) = ($order->{plan}{kind}, @{ $order->{plan}{words} });
    if (defined $order->{cwd} && !chdir $order->{cwd}) {
        give_up($report, "Cannot enter the working folder $order->{cwd}: $!", is_lasting());
    }
    # Opened this way it closes by itself at an exec that succeeds.
    my $close_at_exec = keep_private('>', $report);
    if ($kind eq 'exec') {
        no warnings 'exec';
        exec { $words[0] } @words;
        give_up($report, no_file($words[0]), is_lasting());
    }
    my $work = worker_of($kind, $words[0], $report, $order->{plan}{warns});
    STDOUT->autoflush(1);
    STDERR->autoflush(1);
    ($0, @ARGV) = @words;
    $IN_CHILD = 1;
    my %own = map { bytes_of($_) => $order->{env}{$_} } keys %{ $order->{env} };
    eval {
        print STDERR "$_\n" for ControlFreak::ShareMemProxy::Inheritance::begin(%own);
        call($_) for @{ $P{after_fork} };
        1;
    } or give_up($report, reason_of($@));
    listen_for_refork();
    close $close_at_exec;
    undef $@;
    $! = 0;
    $work->();
    exit 0;
}

sub no_file {
    return "No such file: $_[0]" if $! == Errno::ENOENT;
    return ControlFreak::ShareMemProxy::Rights::shortage($!) // "$!: $_[0]";
}

sub worker_of {
    my ($kind, $name, $report, $warns) = @_;
    if ($kind eq 'call') {
        return sub { call($name, @ARGV) };
    }
    if ($kind eq 'coderef') {
        my $code = $CODEREFS{ substr $name, length 'coderef:' }
            or give_up($report, "No preloaded file returned this code reference: $name");
        return sub { $code->(@ARGV) };
    }
    open my $file, '<', $name or give_up($report, no_file($name), is_lasting());
    give_up($report, "Is a directory: $name", 1) if -d $file;
    close $file;
    my $path = File::Spec->rel2abs($name);
    return sub {
        package main;
        $^W = 1 if $warns;
        do $path;
        return unless $@;
        print STDERR $@;
        exit 255;
    };
}

# An END block that is compiled after those of the application runs before them, and after the worker's own.
sub guard_the_end {
    eval q{
        END {
            if ($IN_CHILD) {
                leave($?);
            }
        }
        1;
    } or die $@;
    return;
}

sub leave {
    my $code = shift;
    ControlFreak::ShareMemProxy::Inheritance::end();
    $SIG{PIPE} = 'IGNORE';
    ControlFreak::ShareMemProxy::Inheritance::flush_handles();
    POSIX::_exit($code);
}

# ---------------------------------------------------------------- the template

# Messages over a socket between the proxy and a template. The handle is one of those that every child closes.
sub channel_of {
    my $handle = shift;
    push @KEPT, $handle;
    return { handle => $handle, fd => fileno $handle, rest => '' };
}

sub close_channel {
    my $channel = shift;
    @KEPT = grep { $_ != $channel->{handle} } @KEPT;
    close $channel->{handle};
    return;
}

my $JSON = JSON::PP->new->utf8->canonical;

sub send_message {
    my ($channel, %message) = @_;
    my $data = $JSON->encode(\%message) . "\n";
    while (length $data) {
        # The signal of a broken pipe would be the worker's end.
        my $written = send $channel->{handle}, $data, Socket::MSG_NOSIGNAL;
        die Failure("The template cannot be told: $!") if !defined $written;
        substr $data, 0, $written, '';
    }
    return;
}

# The next message; undef at the end. It dies when it takes too long.
sub receive_message {
    my ($channel, $seconds) = @_;
    my $deadline = defined $seconds ? now + $seconds : undef;
    while ($channel->{rest} !~ /\n/) {
        vec(my $read = '', $channel->{fd}, 1) = 1;
        my $left = defined $deadline ? $deadline - now : undef;
        die Failure('It takes too long') if defined $left && $left <= 0;
        next if select($read, undef, undef, $left) <= 0;
        $channel->{rest} .= read_bytes($channel->{fd}) // return;
    }
    $channel->{rest} =~ s/\A(.*)\n//;
    return $JSON->decode($1);
}

# What these two held before the worker's own file.
our %HOOKS_BEFORE;
# How many END blocks belong to the application and to earlier workers.
our $EARLIER_ENDS = 0;

sub listen_for_refork {
    return if !%$SYSCALL;
    %HOOKS_BEFORE = map { $_ => $SIG{$_} } qw(__DIE__ __WARN__);
    my $action = POSIX::SigAction->new(\&answer_refork, POSIX::SigSet->new, POSIX::SA_RESTART);
    $action->safe(1);
    POSIX::sigaction(REFORK_SIGNAL, $action);
    return;
}

sub all_signals {
    my $all = POSIX::SigSet->new;
    $all->fillset;
    return $all;
}

# A worker's part: a copy of it becomes the template, and it goes on as if nothing had happened.
sub answer_refork {
    local ($@, $!, $?);
    local @SIG{qw(__DIE__ __WARN__)};
    my $mask = POSIX::SigSet->new;
    POSIX::sigprocmask(POSIX::SIG_SETMASK, all_signals(), $mask);
    socket my $socket, Socket::AF_UNIX, Socket::SOCK_STREAM, 0;
    # It fails where the proxy has given up long ago.
    if (connect $socket, Socket::pack_sockaddr_un($REFORK_ADDRESS)) {
        my $channel = channel_of($socket);
        my $copied = eval {
            refuse_threads('It');
            ControlFreak::ShareMemProxy::Inheritance::take_places();
            fork_for_proxy($channel);
        };
        my $reason = $@;
        become_template($channel) if $copied;
        eval { send_message($channel, refused => decoded(reason_of($reason))) } if $reason;
        close_channel($channel);
    }
    POSIX::sigprocmask(POSIX::SIG_SETMASK, $mask);
    return;
}

# Forks twice, so that the copy falls to the proxy. True in the copy, once the proxy has been told its pid.
# The ends are closed here before the copy goes on: as long as they are open, its silence means nothing.
sub fork_for_proxy {
    my ($channel, @ends) = @_;
    socketpair my $release, my $release_end, Socket::AF_UNIX, Socket::SOCK_STREAM, Socket::PF_UNSPEC
        or die Failure(short_of($!));
    my $between = fork // die Failure(short_of($!));
    if ($between) {
        close $release;
        my $told = await_death($between) == 0;
        POSIX::close($_) for @ends;
        # It may have been killed meanwhile.
        send $release_end, '.', Socket::MSG_NOSIGNAL if $told;
        return 0;
    }
    my $copy = fork;
    if (!$copy) {
        close $release_end;
        if (!defined $copy) {
            eval { send_message($channel, refused => short_of($!)) };
            POSIX::_exit(1);
        }
        POSIX::_exit(127) if !defined read_bytes(fileno $release);
        return 1;
    }
    my $told = eval { send_message($channel, pid => 0 + $copy); 1 };
    POSIX::_exit($told ? 0 : 1);
}

# The wait status of an own child. Takes back its SIGCHLD, which must be blocked: a worker does not know of it.
sub await_death {
    my $pid = shift;
    # Where SIGCHLD is ignored the system keeps no status.
    my $status = waitpid($pid, 0) > 0 ? $? : 0;
    system_call(rt_sigtimedwait => pack('Q', 1 << (POSIX::SIGCHLD - 1)), 0, pack('qq', 0, 0), 8);
    # P_ALL and WNOHANG, WSTOPPED, WEXITED, WCONTINUED, WNOWAIT: another child's signal may have been one with it.
    my $found = "\0" x SIGNAL_SIZE;
    my $any = system_call(waitid => 0, 0, $found, 1 | 2 | 4 | 8 | 0x01000000, 0);
    kill CHLD => $$ if $any == 0 && unpack 'l', $found;
    return $status;
}

# The rest of a template's life, in the midst of the worker's code, to which it never returns.
sub become_template {
    my $channel = shift;
    my $over = eval {
        POSIX::setsid();
        take_mark($PROXY_RUN);
        die_with($PROXY_PID);
        $0 = 'cfk-template';
        # Of what the worker was given it can give to others.
        $_ = number_beyond(TEMPLATE_SOCKETS, $_) for values %{ $P{sockets} };
        my $setup = receive_message($channel, TEMPLATE_SECONDS) // die "The proxy is gone\n";
        blind($channel->{fd});
        $P{added_variables} = [];
        reset_signals(1);
        if (!eval { prepare_template($setup); 1 }) {
            my $error = $@;
            send_message($channel, refused => 'Its copy could not be prepared: ' . decoded(reason_of($error)));
            die $error;
        }
        send_message($channel, ready => 1, memory_mb => scalar memory_in_mb());
        while (my $message = receive_message($channel)) {
            fork_service($channel, $message);
        }
        1;
    };
    print STDERR $@ if !$over;
    leave($over ? 0 : 1);
}

# Lets go of all that the worker has open.
sub blind {
    my $channel = shift;
    my $null = POSIX::open(File::Spec->devnull, O_RDWR);
    POSIX::dup2($null, 0);
    for my $fd (1, 2) {
        my $own = POSIX::open("/proc/$PROXY_PID/fd/$fd", O_WRONLY | O_APPEND);
        POSIX::dup2($own // $null, $fd);
        POSIX::close($own) if defined $own;
    }
    POSIX::close($null);
    ControlFreak::ShareMemProxy::Inheritance::settle_descriptors(1, 0, $channel, values %{ $P{sockets} });
    return;
}

sub prepare_template {
    my $setup = shift;
    chdir "/proc/$PROXY_PID/cwd";
    umask $setup->{umask};
    %ENV = %{ $setup->{env} };
    @SIG{ keys %HOOKS_BEFORE } = map { $_ // 'DEFAULT' } values %HOOKS_BEFORE;
    # A later file would be told that it redefines them.
    delete @main::{ ControlFreak::ShareMemProxy::Inheritance::own_names() };
    ControlFreak::ShareMemProxy::Inheritance::forget_own_folders();
    ControlFreak::ShareMemProxy::Inheritance::take_names();
    require B;
    $EARLIER_ENDS = () = B::end_av()->ARRAY;
    call($_) for @{ $setup->{before_fork} };
    STDOUT->flush;
    return;
}

sub fork_service {
    my ($channel, $message) = @_;
    my ($order, @ends, @sockets);
    my $born = eval {
        refuse_threads('The template');
        $order = order_of($message->{start});
        @sockets = sockets_of($order);
        for my $fd (@{ $message->{ends} }) {
            my $mode = @ends == 0 ? O_WRONLY : @ends < 3 ? O_RDWR : O_RDONLY;
            push @ends, POSIX::open("/proc/$PROXY_PID/fd/$fd", $mode) // die Failure("The pipes cannot be opened: $!");
        }
        $_ = moved(FIRST_SOCKET + @sockets, $_) for @ends;
        POSIX::sigprocmask(POSIX::SIG_SETMASK, all_signals());
        fork_for_proxy($channel, @ends);
    };
    my $reason = $@;
    if ($born) {
        settle_child($order, $PROXY_PID, @ends[ 0 .. 2 ], @sockets, @ends[ 3 .. $#ends ]);
        become_service_here($order, $ends[0]);
    }
    POSIX::sigprocmask(POSIX::SIG_SETMASK, POSIX::SigSet->new);
    if ($reason) {
        POSIX::close($_) for @ends;
        send_message($channel, refused => decoded(reason_of($reason)));
    }
    return;
}

# In the midst of an earlier worker's code, of which nothing may run any more.
sub become_service_here {
    my @order = @_;
    local ($/, $\, $,, $") = ("\n", undef, undef, ' ');
    local $_;
    my $innermost = bless {}, 'ControlFreak::ShareMemProxy::Innermost';
    eval { become_service(@order) };
    print STDERR $@;
    exit 255;
}

# An exit frees what the calls hold, from the innermost to the outermost, before any END block runs. So the first
# that is no business of the worker's ends the process, after the END blocks of the worker's own file.
package ControlFreak::ShareMemProxy::Innermost {

    sub DESTROY {
        my $code = $?;
        my @ends = map { $_->object_2svref } B::end_av()->ARRAY;
        for my $end (@ends[ 0 .. $#ends - $ControlFreak::ShareMemProxy::EARLIER_ENDS ]) {
            $? = $code;
            eval { $end->(); 1 } or print STDERR $@;
            $code = $?;
        }
        ControlFreak::ShareMemProxy::leave($code);
    }
}

# ---------------------------------------------------------------- the proxy

sub say_status {
    my ($status, %fields) = @_;
    $P{statuses}->write($JSON->encode({ status => $status, %fields }) . "\n");
    return;
}

sub complain {
    my $text = shift;
    $text =~ tr/\n/ /;
    $P{log}->write("err:-:$text\n") unless $P{log}->full;
    return;
}

# Returns in the proxy at its end, and in each child with its order and report pipe.
sub serve {
    while (1) {
        wait_for_events();
        reap();
        if (@{ $P{lines} } && !$P{deadline}) {
            my @born = obey(shift @{ $P{lines} });
            return @born if @born;
        }
        stop_all() if !$P{deadline} && ($P{stop_asked} || $P{statuses}{broken} || $P{log}{broken});
        return if $P{deadline} && is_over();
        promote(\&go_on) if $P{promotion};
        say_stale() if !$P{deadline} && $P{watch}->look;
    }
}

sub say_stale {
    my @files = map { decoded($_) } @{ $P{watch}{changed} };
    my $last = $#files < FILES_NAMED ? $#files : FILES_NAMED - 1;
    say_status(stale => count => 0 + @files, files => [ @files[ 0 .. $last ] ]);
    return;
}

# ------------------------------------------------ waiting

sub wait_for_events {
    my %readers = readers();
    my ($read, $write) = ('', '');
    vec($read, $_, 1) = 1 for keys %readers;
    my @pending = grep { length $_->{backlog} } @P{qw(statuses log)}, values %{ $P{inputs} };
    vec($write, $_->{fd}, 1) = 1 for @pending;
    my $count = select $read, $write, undef, timeout();
    return if $count <= 0;
    vec($write, $_->{fd}, 1) and $_->flush for @pending;
    # The reports first: what a service prints comes after its start.
    my @ready = grep { vec $read, $_, 1 } keys %readers;
    $readers{$_}->() for (grep { !$P{relays}{$_} } @ready), grep { $P{relays}{$_} } @ready;
    return;
}

sub readers {
    my %readers;
    $readers{ $P{signal_fd} } = \&read_signals if defined $P{signal_fd};
    # One command at a time: exits and output come between the commands of a burst.
    $readers{ $P{command_fd} } = \&read_commands
        if !$P{deadline} && !@{ $P{lines} } && !$P{statuses}->full;
    $readers{ $P{listener}{fd} } = \&accept_worker if $P{listener};
    if ($P{promotion} && $P{promotion}{channel}) {
        $readers{ $P{promotion}{channel}{fd} } = sub { promote(\&hear) };
    }
    for my $child (values %{ $P{unborn} }) {
        $readers{ $child->{report} } = sub { read_report($child) };
    }
    if (!$P{log}->full) {
        for my $relay (values %{ $P{relays} }) {
            $readers{ $relay->{fd} } = sub { relay($relay) };
        }
    }
    return %readers;
}

sub timeout {
    return 0.02 if $P{deadline};
    return 0 if @{ $P{lines} };
    # Without a signal descriptor a signal may come just before the wait, and be seen after it only.
    return 0.1 if !defined $P{signal_fd};
    return List::Util::min(grep { defined } $P{watch}->timeout, $P{promotion} ? promotion_timeout() : undef);
}

# Signals come as readable bytes where the system can do it; a handler of perl's could run just before a wait.
sub watch_signals {
    my @stopping = (POSIX::SIGTERM, POSIX::SIGINT, POSIX::SIGHUP);
    my $set = POSIX::SigSet->new(POSIX::SIGCHLD, @stopping);
    my $mask = 0;
    $mask |= 1 << ($_ - 1) for POSIX::SIGCHLD, @stopping;
    my $fd = system_call(signalfd4 => -1, pack('Q', $mask), 8, 0);
    $SIG{PIPE} = 'IGNORE';
    $SIG{CHLD} = sub { };
    $SIG{$_} = sub { $P{stop_asked} = 1 } for qw(TERM INT HUP);
    if ($fd >= 0) {
        keep_private('<', $fd);
        $P{signal_fd} = $fd;
    }
    $P{mask} = $fd >= 0 ? $set : POSIX::SigSet->new;
    POSIX::sigprocmask(POSIX::SIG_SETMASK, $P{mask});
    return;
}

sub read_signals {
    my $data = read_bytes($P{signal_fd}) // return;
    for (my $at = 0; $at < length $data; $at += SIGNAL_SIZE) {
        $P{stop_asked} = 1 if unpack("x$at L", $data) != POSIX::SIGCHLD;
    }
    return;
}

sub read_commands {
    my $data = read_bytes($P{command_fd});
    if (!defined $data) {
        $P{stop_asked} = 1;
        return;
    }
    $P{parts} .= $data;
    return if $data !~ /\n/;
    my @lines = split /\n/, $P{parts}, -1;
    $P{parts} = pop @lines;
    push @{ $P{lines} }, grep {/\S/} @lines;
    return;
}

sub relay {
    my $relay = shift;
    return if $P{log}->full;
    my $lines = $relay->read;
    if (defined $lines) {
        $P{log}->write($lines);
        return;
    }
    $P{log}->write($relay->last);
    delete $P{relays}{ $relay->{fd} };
    POSIX::close($relay->{fd});
    return;
}

# ------------------------------------------------ commands

my %VERBS = (
    start  => \&start_command,
    stop   => sub {
        my $child = child_of($_[0]);
        signal_child($child, signal_number($_[0]{signal} // 'TERM'), ($_[0]{to} // '') eq 'main');
        # One that is paused acts on no other signal.
        signal_child($child, POSIX::SIGCONT);
        return;
    },
    signal => sub { signal_child(child_of($_[0]), signal_number($_[0]{signal}), ($_[0]{to} // '') eq 'main'); return },
    input    => \&input_command,
    refork   => \&refork_command,
    shutdown => sub { $P{stop_asked} = 1; return },
);

sub obey {
    my $line = shift;
    my $command = eval { $JSON->decode($line) };
    if (ref $command ne 'HASH' || !is_text($command->{command})) {
        complain('Ignored, no command: ' . substr $line, 0, 200);
        return;
    }
    my $verb = $VERBS{ $command->{command} };
    if (!$verb) {
        complain('Ignored, unknown command: ' . bytes_of($command->{command}));
        return;
    }
    my @born = eval { $verb->($command) };
    complain("Ignored, $command->{command}: " . bytes_of(reason_of($@))) if $@;
    return @born;
}

use constant NAME_RULE => 'A name has up to 200 letters, digits, _ . - and is not "-"';

sub start_command {
    my $command = shift;
    my $name = $command->{name};
    die Refusal(NAME_RULE) if !is_text($name);
    my @born = eval {
        die Refusal(NAME_RULE) if $name !~ /\A(?!-\z)[\w.-]{1,200}\z/a;
        die Failure("$name runs already, pid $P{by_name}{$name}{pid}") if $P{by_name}{$name};
        start($command);
    };
    say_failed($name, reason_of($@), is_final($@)) if $@;
    return @born;
}

sub input_command {
    my $command = shift;
    my $child = child_of($command);
    my $stdin = $child->{stdin};
    my $text  = $command->{text} // '';
    die Failure('What is to be read is no text') if !is_text($text);
    die Failure("$child->{name} has no open standard input") if !$stdin || $stdin->{ending};
    die Failure("$child->{name} does not read its standard input") if $stdin->full;
    $stdin->write(bytes_of($text));
    $stdin->end if $command->{end};
    return;
}

sub say_failed {
    my ($name, $reason, $final) = @_;
    say_status(failed => name => $name, reason => decoded($reason), $final ? (final => JSON::PP::true()) : ());
    return;
}

# Bytes of a path or of a message of the system, as text where they are text.
sub decoded {
    my $bytes = shift;
    utf8::decode($bytes);
    return $bytes;
}

sub child_of {
    my $name = $_[0]{name};
    die Failure('No name') if !is_text($name);
    return $P{by_name}{$name} // die Failure("$name does not run");
}

sub signal_number {
    my $name = shift;
    die Failure('A signal is a name or a number') if !is_text($name) && !is_whole($name, -1e18, 1e18);
    return 0 + $name if $name =~ /\A[1-9]\d*\z/ && $name <= 64;
    (my $short = $name) =~ s/\ASIG//;
    return $SIGNAL_NUMBER{$short} || die Failure("Unknown signal: $name");
}

# A copy would have one thread only, with the locks of the others held for ever.
sub refuse_threads {
    my $whose = shift;
    opendir my $folder, '/proc/self/task' or return $! == Errno::ENOENT ? undef : die Failure(short_of($!));
    my @tasks = grep {/\A\d/} readdir $folder;
    closedir $folder;
    return if @tasks <= 1;
    my @names;
    for my $task (grep { $_ != $$ } @tasks) {
        open my $comm, '<', "/proc/self/task/$task/comm" or next;
        chomp(my $name = <$comm> // '');
        push @names, "$name ($task)";
    }
    die Failure(sprintf '%s has %d threads and a child would have one: %s', $whose, scalar @tasks, join ', ', @names);
}

# ------------------------------------------------ births

sub start {
    my $command = shift;
    my $order = order_of($command);
    my @sockets = sockets_of($order);
    my (@own, @childs);
    my $pid = eval {
        take_ends($order, \@own, \@childs);
        my ($report_end, $out_end, $err_end, @stdin) = @childs;
        fork_from_template($order, $command, @childs)
            // fork_child($order, $report_end, $out_end, $err_end, @sockets, @stdin);
    };
    my $failure = $@;
    return ($order, $childs[0]) if !$failure && $pid == 0;
    POSIX::close($_) for @childs;
    if ($failure) {
        POSIX::close($_) for grep { defined } @own;
        die $failure;
    }
    my ($report, $out, $err, $in) = @own;
    my $name = $order->{name};
    $P{relays}{$out} = ControlFreak::ShareMemProxy::LineRelay->new($out, 'out', $name) if defined $out;
    $P{relays}{$err} = ControlFreak::ShareMemProxy::LineRelay->new($err, 'err', $name) if defined $err;
    $P{children}{$pid} = $P{unborn}{$pid} = $P{by_name}{$name} = {
        name         => $name,
        pid          => $pid,
        leads_group  => $order->{new_session},
        kind         => $order->{plan}{kind},
        sockets      => { map { $_ => 1 } @{ $order->{sockets} } },
        rights       => ControlFreak::ShareMemProxy::Rights::lasting($order->{rights}),
        stdin        => defined $in ? ControlFreak::ShareMemProxy::PipeWriter->new($in, INPUT_LIMIT) : undef,
        report       => $report,
        failure      => '',
        announced    => 0,
        held_signals => [],
    };
    $P{inputs}{$pid} = $P{children}{$pid}{stdin} if defined $in;
    return;
}

# Adds the ends of all pipes for a child, each as soon as it is there: those of the proxy, of which an output may have none, and
# the child's.
sub take_ends {
    my ($order, $own, $childs) = @_;
    for my $path (undef, @$order{qw(stdout stderr)}) {
        my ($end, $other) = output_ends($path);
        push @$own,    $other;
        push @$childs, $end;
    }
    return if !$order->{open_stdin};
    my ($end, $other) = pipe_pair();
    push @$own,    $other;
    push @$childs, $end;
    return;
}

# Where a child writes by itself; else the ends of a pipe, from which the proxy passes on what it writes. Opened for reading,
# too: so it has a reader as long as it has a writer, who is not killed when the panel is. One may be out of reach, as for
# another user or in another root.
sub output_ends {
    my $path = shift;
    my $direct = is_text($path) ? POSIX::open(bytes_of($path), O_RDWR) : undef;
    return defined $direct ? $direct : reverse pipe_pair();
}

# undef where there is no template for it.
sub fork_from_template {
    my ($order, $command, @ends) = @_;
    # A template has a session of its own, and there is no way back to the proxy's.
    return if !$P{template} || !$order->{new_session};
    return if ControlFreak::ShareMemProxy::Rights::lasting($order->{rights}) ne $P{template}{rights};
    # A template has those sockets only that its worker was given.
    return if grep { !$P{template}{sockets}{$_} } @{ $order->{sockets} }, $order->{stdin_socket} // ();
    my $channel = $P{template}{channel};
    my $answer = eval {
        send_message($channel, start => $command, ends => \@ends);
        receive_message($channel, TEMPLATE_SECONDS);
    };
    if ($@) {
        # From here on it can answer no more, and what it has answered counts.
        shutdown $channel->{handle}, 0;
        $answer = eval { receive_message($channel, TEMPLATE_SECONDS) };
    }
    die Failure($answer->{refused}) if $answer && exists $answer->{refused};
    lose_template('it does not answer') if !$answer;
    return $answer ? $answer->{pid} : undef;
}

# 0 in the child.
sub fork_child {
    my ($order, @descriptors) = @_;
    refuse_threads('The proxy');
    # Until the child has its own handlers a signal must not run the proxy's in it.
    POSIX::sigprocmask(POSIX::SIG_SETMASK, all_signals());
    my $pid = fork;
    if (defined $pid && $pid == 0) {
        settle_child($order, $PROXY_PID, @descriptors);
        return 0;
    }
    my $failure = $!;
    POSIX::sigprocmask(POSIX::SIG_SETMASK, $P{mask});
    return $pid // die Failure(short_of($failure));
}

sub read_report {
    my $child = shift;
    my $data = read_bytes($child->{report});
    if (defined $data) {
        $child->{failure} .= $data;
        return;
    }
    POSIX::close($child->{report});
    $child->{report} = undef;
    delete $P{unborn}{ $child->{pid} };
    if (length $child->{failure}) {
        delete $P{by_name}{ $child->{name} };
        my $final = $child->{failure} =~ s/\A\0//;
        say_failed($child->{name}, $child->{failure}, $final);
        return;
    }
    $child->{announced} = 1;
    $P{groups}{ $child->{pid} } = 1 if $child->{leads_group};
    my @more = $child->{kind} eq 'exec' ? (own_program => 1) : ();
    say_status(started => name => $child->{name}, pid => 0 + $child->{pid}, exit_status => undef, @more);
    signal_child($child, @$_) for @{ $child->{held_signals} };
    return;
}

sub signal_child {
    my ($child, $number, $alone) = @_;
    if (!$child->{announced} && $number != POSIX::SIGKILL) {
        # Until then it may still be in the proxy's own group, with the proxy's handlers.
        push @{ $child->{held_signals} }, [$number, $alone];
        return;
    }
    kill $number, $child->{announced} && $child->{leads_group} && !$alone ? -$child->{pid} : $child->{pid};
    return;
}

# ------------------------------------------------ the template

sub refork_command {
    my $command = shift;
    my $name = $command->{name};
    if (!defined $name) {
        refuse_promotion("The proxy's own memory was asked for") if $P{promotion};
        fork_from(undef);
        return;
    }
    return refuse_refork(undef, 'A name is a text') if !is_text($name);
    eval { begin_promotion($name); 1 } or refuse_refork($name, $@);
    return;
}

sub begin_promotion {
    my $name = shift;
    my $child = $P{by_name}{$name};
    die Failure('This needs Linux: elsewhere no child of a worker can become the proxy\'s') if !%$SYSCALL;
    die Failure("$P{promotion}{child}{name} is just becoming the template") if $P{promotion};
    die Failure("$name does not run") if !$child || !$child->{announced};
    die Failure("$name is a program of its own and shares nothing") if $child->{kind} eq 'exec';
    if (!$P{listener}) {
        # Copies of a worker, whose parent ends at once, become children of the proxy by it.
        die Failure('The system lets no process adopt the children of its children')
            if system_call(prctl => PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0;
        socket my $listener, Socket::AF_UNIX, Socket::SOCK_STREAM, 0;
        bind $listener, Socket::pack_sockaddr_un($REFORK_ADDRESS) and listen $listener, 5
            or die Failure("Workers cannot connect: $!");
        $P{listener} = channel_of($listener);
    }
    $P{promotion} = { child => $child, deadline => now + $P{refork_seconds}, asked => 0 };
    return;
}

# The seconds until the promotion wants to go on.
sub promotion_timeout {
    my $left = $P{promotion}{deadline} - now;
    return $P{promotion}{asked} ? List::Util::max(0, $left) : PAUSE_SECONDS;
}

# Takes a step of the promotion; a step that dies ends it.
sub promote {
    my ($step, @arguments) = @_;
    eval { $step->(@arguments); 1 } or refuse_promotion(reason_of($@));
    return;
}

sub go_on {
    my $promotion = $P{promotion};
    my $name = $promotion->{child}{name};
    if (now >= $promotion->{deadline}) {
        die Failure("The copy of $name was not ready within " . PREPARE_SECONDS . ' s') if $promotion->{channel};
        die Failure(sprintf '%s did not %s within %s s', $name, $promotion->{asked} ? 'answer' : 'pause', $P{refork_seconds});
    }
    return if $promotion->{asked};
    my %facts = facts_of($promotion->{child}{pid});
    my $state = substr $facts{State} // 'Z', 0, 1;
    die Failure("$name has ended") if $state =~ /[ZX]/;
    # In the mask four signals share a digit, the lowest of them the last one.
    my $digit = int((REFORK_SIGNAL - 1) / 4);
    if (!(hex(substr $facts{SigCgt}, -1 - $digit, 1) >> (REFORK_SIGNAL - 1) % 4 & 1)) {
        die Failure("$name does not listen to signal " . REFORK_SIGNAL
            . ' any more: it has set it otherwise, or executed another program');
    }
    # While it waits for something: in the midst of work it may not be what it should.
    $promotion->{asked} = kill REFORK_SIGNAL, $promotion->{child}{pid} if $state eq 'S';
    return;
}

# The lines of its status; empty where it is gone.
sub facts_of {
    my $pid = shift;
    open my $file, '<', "/proc/$pid/status" or return;
    return map { chomp; split /:\t/, $_, 2 } grep {/:\t/} <$file>;
}

sub accept_worker {
    accept my $connection, $P{listener}{handle} or return;
    my ($pid, $uid) = unpack 'l3', getsockopt $connection, Socket::SOL_SOCKET, Socket::SO_PEERCRED;
    my $promotion = $P{promotion};
    return if !$promotion || !$promotion->{asked} || $promotion->{channel} || $pid != $promotion->{child}{pid};
    $promotion->{channel} = channel_of($connection);
    promote(sub {
        die Failure("$promotion->{child}{name} runs as another user") if $uid != $>;
        $promotion->{deadline} = now + PREPARE_SECONDS;
        my %env = %ENV;
        delete @env{ @{ $P{added_variables} } };
        # A worker that refuses is gone already; what it has said can still be read.
        eval { send_message($promotion->{channel}, env => \%env, umask => umask, before_fork => $P{before_fork}) };
    });
    return;
}

sub hear {
    my $promotion = $P{promotion};
    my $channel = $promotion->{channel};
    my $name = $promotion->{child}{name};
    # More than one may have come at once.
    do {
        my $answer = receive_message($channel, TEMPLATE_SECONDS)
            // die Failure("The copy of $name ended before it was ready");
        die Failure("$name cannot be copied: " . bytes_of($answer->{refused})) if exists $answer->{refused};
        $promotion->{copy} = $answer->{pid} // $promotion->{copy};
        if ($answer->{ready}) {
            $P{promotion} = undef;
            my %template = (pid => $promotion->{copy}, channel => $channel);
            $template{$_} = $promotion->{child}{$_} for qw(sockets rights);
            fork_from(\%template, $name, $answer->{memory_mb});
        }
    } while $channel->{rest} =~ /\n/;
    return;
}

sub refuse_promotion {
    my $reason = shift;
    my $promotion = delete $P{promotion};
    close_channel($promotion->{channel}) if $promotion->{channel};
    kill_child($promotion->{copy}) if $promotion->{copy};
    refuse_refork($promotion->{child}{name}, $reason);
    return;
}

sub refuse_refork {
    my ($name, $reason) = @_;
    say_status(refused => command => 'refork', name => $name, reason => decoded(reason_of($reason)));
    return;
}

# Kills what is a child of this process, and nobody else who may have the number by now.
sub kill_child {
    my $pid = shift;
    my $found = "\0" x SIGNAL_SIZE;
    # P_PID; WNOHANG, WEXITED, WNOWAIT.
    kill KILL => $pid if system_call(waitid => 1, 0 + $pid, $found, 1 | 4 | 0x01000000, 0) == 0;
    return;
}

# Without a template: from the proxy itself.
sub fork_from {
    my ($template, $name, $memory) = @_;
    end_template();
    $P{template} = $template;
    if ($template) {
        say_status(reforked => name => $name, pid => 0 + $template->{pid}, memory_mb => $memory);
    }
    else {
        say_status(reforked => pid => 0 + $$, memory_mb => scalar memory_in_mb());
    }
    return;
}

sub end_template {
    my $template = delete $P{template} or return;
    close_channel($template->{channel});
    kill_child($template->{pid});
    return;
}

sub lose_template {
    my $how = shift;
    complain("The template, pid $P{template}{pid}, is lost: $how; services fork from the proxy again");
    fork_from(undef);
    return;
}

# ------------------------------------------------ deaths

sub reap {
    while ((my $pid = waitpid -1, POSIX::WNOHANG) > 0) {
        my $status = $?;
        lose_template("it ended with status $status") if $P{template} && $P{template}{pid} == $pid;
        my $child = $P{children}{$pid} or next;
        read_report($child) while defined $child->{report};
        delete $P{children}{$pid};
        delete $P{inputs}{$pid};
        $child->{stdin}->abandon if $child->{stdin};
        if ($child->{announced}) {
            delete $P{by_name}{ $child->{name} };
            say_status(stopped => name => $child->{name}, pid => 0 + $pid, exit_status => 0 + $status);
        }
        delete $P{groups}{$pid} unless $P{deadline};
        refuse_promotion("$child->{name} has ended")
            if $P{promotion} && $P{promotion}{child} == $child && !$P{promotion}{channel};
    }
    return;
}

sub stop_all {
    refuse_promotion('The proxy ends') if $P{promotion};
    end_template();
    $P{deadline} = now + GRACE_SECONDS;
    signal_all($_) for POSIX::SIGTERM, POSIX::SIGCONT;
    return;
}

sub signal_all {
    my $number = shift;
    signal_child($_, $number) for values %{ $P{children} };
    # A leader may be gone while others of its group still tidy up.
    for my $group (grep { !$P{children}{$_} } keys %{ $P{groups} }) {
        delete $P{groups}{$group} unless kill $number, -$group;
    }
    return;
}

sub is_over {
    my $late = now - $P{deadline};
    if ($late >= 0 && !$P{killed}) {
        $P{killed} = 1;
        signal_all(POSIX::SIGKILL);
    }
    elsif (!%{ $P{children} }) {
        signal_all(0);
    }
    my $busy = %{ $P{children} } || %{ $P{groups} } || %{ $P{relays} }
        || length $P{log}{backlog} || length $P{statuses}{backlog};
    return !$busy || $late > LAST_WORDS_SECONDS;
}

# ---------------------------------------------------------------- the program

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

# A pipe must never get one of these numbers.
sub occupy_standard_descriptors {
    my $fd = POSIX::open(File::Spec->devnull, O_RDWR);
    $fd = POSIX::open(File::Spec->devnull, O_RDWR) while $fd < 3;
    POSIX::close($fd);
    return;
}

# The same pipe, without the flags that it shares with whoever else holds it.
sub own_description {
    my $fd = shift;
    my $path = "/proc/self/fd/$fd";
    return (-p $path ? POSIX::open($path, O_WRONLY) : undef) // POSIX::dup($fd);
}

# The three descriptors, none of which a child or a print can reach by its number.
sub pipes_of {
    my $stdio = shift;
    $ControlFreak::ShareMemProxy::LineRelay::IN_PIECES = (delete $ENV{_CFK_LOG_PIECES} // '') eq '1';
    if ($stdio) {
        my @pipes = (POSIX::dup(0), own_description(1), own_description(2));
        my $null = POSIX::open(File::Spec->devnull, O_RDONLY);
        POSIX::dup2($null, 0);
        POSIX::close($null);
        POSIX::dup2(2, 1);
        return @pipes;
    }
    my @pipes = map { delete $ENV{"_CFK_${_}_FD"} } qw(COMMAND STATUS LOG);
    if (grep { !defined || !/\A\d+\z/ || !POSIX::dup2($_, $_) } @pipes) {
        print STDERR "This program is started by Control Freak; see --help.\n";
        exit 2;
    }
    return @pipes;
}

# The numbers of the listening sockets by name, which a child has only where its service names them.
sub inherited_sockets {
    my %sockets;
    for my $variable (grep {/\A_CFK_SOCK_./} keys %ENV) {
        my $fd = delete $ENV{$variable};
        if ($fd =~ /\A\d+\z/ && keep_private('<', $fd)) { $sockets{ substr $variable, length '_CFK_SOCK_' } = $fd }
        else                                           { print STDERR "$variable names no open descriptor\n" }
    }
    return \%sockets;
}

# Starts this program once more by another interpreter.
sub change_interpreter {
    my ($wanted, @arguments) = @_;
    return if delete $ENV{_CFK_INTERPRETER} || !defined $wanted;
    local $ENV{_CFK_INTERPRETER} = 1;
    no warnings 'exec';
    exec {$wanted} $wanted, File::Spec->rel2abs($0), @arguments;
    print STDERR "The interpreter $wanted cannot be run: $!\n";
    exit 2;
}

# Starts the interpreter once more, since its variables are read before anything else.
sub ensure_environment {
    return if defined $ENV{ +ADDED_VARIABLES };
    my @added = grep { !exists $ENV{$_} } sort keys %ENVIRONMENT;
    local @ENV{@added} = @ENVIRONMENT{@added};
    local $ENV{ +ADDED_VARIABLES } = join ',', @added;
    no warnings 'exec';
    exec {$^X} own_command(@_);
    return;
}

# With the interpreter's own switches, which perl does not keep.
sub own_command {
    my @arguments = @_;
    open my $file, '<', '/proc/self/cmdline' or return ($^X, $0, @arguments);
    local $/ = "\0";
    chomp(my @words = <$file>);
    return @words;
}

sub main {
    my $options = parse(my @arguments = @_);
    change_interpreter($options->{interpreter}, @arguments);
    ensure_environment(@arguments);
    $P{added_variables} = [ split /,/, delete $ENV{ +ADDED_VARIABLES } // '' ];
    occupy_standard_descriptors();
    my ($commands, $statuses, $log) = pipes_of($options->{stdio});
    $P{sockets} = inherited_sockets();
    # A copied huge page is 2 MB for one written byte.
    system_call(prctl => PR_SET_THP_DISABLE, 1, 0, 0, 0);
    unshift @INC, grep { -d } map { File::Spec->catdir(Cwd::getcwd(), @$_) } [], ['lib'];
    keep_private('<', $commands);
    $P{command_fd} = $commands;
    $P{statuses} = ControlFreak::ShareMemProxy::PipeWriter->new($statuses, STATUS_LIMIT);
    $P{log} = ControlFreak::ShareMemProxy::PipeWriter->new($log, LOG_LIMIT);
    ControlFreak::ShareMemProxy::Inheritance::before_load();
    my $preload_ms = load_application($options);
    ControlFreak::ShareMemProxy::Inheritance::take_stock($options->{'keep-exit-handlers'});
    my %changed = ControlFreak::ShareMemProxy::Inheritance::changed_variables(@{ $P{added_variables} });
    $P{watch} = ControlFreak::ShareMemProxy::Watch->new($options->{'watch-secs'});
    @P{qw(before_fork after_fork refork_seconds)} = @$options{qw(before-fork after-fork refork-secs)};
    guard_the_end();
    watch_signals();
    say_status(
        ready        => pid => 0 + $$,
        protocol     => PROTOCOL,
        runtime      => sprintf('Perl %vd', $^V),
        preloaded    => $options->{preload},
        preload_ms   => $preload_ms,
        memory_mb    => scalar memory_in_mb(),
        environment  => { map { decoded($_) => defined $changed{$_} ? decoded($changed{$_}) : undef } keys %changed },
        input        => JSON::PP::true(),
        rights       => JSON::PP::true(),
        fifos        => $options->{stdio} ? JSON::PP::false() : JSON::PP::true(),
        %$SYSCALL ? (refork => JSON::PP::true()) : (),
    );
    complain($_) for ControlFreak::ShareMemProxy::Inheritance::notes('in children');
    my @born = serve();
    become_service(@born) if @born;
    exit 0;
}

main(@ARGV);
