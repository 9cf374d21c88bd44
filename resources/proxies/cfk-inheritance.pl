# What a forked child inherits from the load: what was registered or opened while loading belongs to the load, and a
# child begins with its own. A part of cfk-share-mem-proxy.pl.
package ControlFreak::ShareMemProxy::Inheritance;

use 5.014;
use strict;
use warnings;

use Cwd ();
use Fcntl qw(:mode F_GETFL O_APPEND O_NOFOLLOW O_RDWR O_WRONLY SEEK_CUR SEEK_SET);
use File::Spec;
use POSIX ();
use Socket ();

BEGIN {
    # Older versions of perl do not have it.
    *subname = eval { require Sub::Util } ? \&Sub::Util::subname : sub { '' };
}

our $HELP = <<'END_OF_HELP';
what a child inherits, and what it does not:
  shared    modules and data; files that are only written, or appended to; the working folder of the proxy; the umask
            as loading has left it; variables that were set while loading (the panel names them)
  its own   files that are read, opened anew at the same line; rand; signal handlers, time zone, locale, $0, $^T,
            FindBin, File::Temp; the queues of epoll, which are empty
  not       sockets, pipes and databases that were opened while loading: they lead nowhere, and the service's log
            names them; END blocks, destructors and temporary files of what was loaded: they wait for the end of the
            proxy. Those of the worker's own file run when the child ends. Handles of DBI are marked InactiveDestroy.
            Generators of Math::Random and its kin give the same numbers in each child: make them in the worker.
  --after-fork names a function that is called in each child before the worker: connect there, make generators there.
  --keep-exit-handlers runs in each child, after its own, the END blocks of what was loaded: for modules that write
  down at the end what they hold.
  Of a service's variables PERL5LIB has its effect; what else an interpreter reads when it starts (PERL5OPT,
  PERL_UNICODE, PERL_HASH_SEED, LD_PRELOAD ...) must be set on the proxy.
END_OF_HELP

my $DATABASES = qr/(?:\.(?:db|db3|sqlite|sqlite3|mdb|gdbm)|-(?:wal|shm|journal))\z/;
my $DATABASE_MAGIC = qr/\A(?:SQLite format 3\0|[\xcd-\xcf]\x9a\x57\x13)/;
my %ANONYMOUS = (
    eventpoll => 'an event loop',
    eventfd   => 'an event counter',
    inotify   => 'a watch for changed files',
    signalfd  => 'a watch for signals',
    timerfd   => 'a timer',
    io_uring  => 'a queue of the kernel',
);
# Modules whose generators keep their numbers to themselves, where nobody can reach them.
my $GENERATORS = qr{\A(?:Math/Random|Math/GSL/RNG|Math/Prime/Util|Bytes/Random|Data/UUID|PDL\.pm)};

# All of it is in hashes of the package, so that a child never frees it.
our (%DESCRIPTORS, %VARIABLES, %OPENED_BEFORE, %STREAMS, %MAIN_BEFORE);
our (@LOADED_GENERATORS, @HELD, @KEPT_ENDS, @OWN_FOLDERS);
our $FOLDER;

# ------------------------------------------------ in the proxy

sub before_load {
    $FOLDER = Cwd::getcwd();
    %VARIABLES = %ENV;
    %OPENED_BEFORE = map { $_ => 1 } open_descriptors();
    %STREAMS = (identity_of(2) => 'stderr', identity_of(1) => 'stdout');
    return;
}

sub take_stock {
    my $keep_exit_handlers = shift;
    @INC = map { ref ? $_ : File::Spec->rel2abs($_) } @INC;
    # Commands are looked for there, and the panel shows it.
    chdir $FOLDER;
    flush_handles();
    for my $fd (grep { !$OPENED_BEFORE{$_} } open_descriptors()) {
        $DESCRIPTORS{$fd} = descriptor($fd, \%STREAMS);
    }
    @KEPT_ENDS = end_blocks() if $keep_exit_handlers;
    take_names();
    return;
}

# What is read ahead goes back, as at a fork: a child is to read on from the line, not from the buffer. perl does it for
# every handle before an exec, also before one that fails.
sub flush_handles {
    no warnings;
    exec { '' } '';
    return;
}

# Before the fork: each name that a child asks for lies in a page that it would copy.
sub take_names {
    @LOADED_GENERATORS = sort grep {/$GENERATORS/} keys %INC;
    %MAIN_BEFORE = map { $_ => 1 } keys %main::;
    return;
}

sub end_blocks {
    require B;
    my $blocks = B::end_av();
    return $blocks->can('ARRAY') ? map { $_->object_2svref } $blocks->ARRAY : ();
}

# What loading has set, and undef for what it has taken away.
sub changed_variables {
    my %added = map { $_ => 1 } @_;
    my %all = (%VARIABLES, %ENV);
    my @names = grep { !$added{$_} && ($ENV{$_} // "\0") ne ($VARIABLES{$_} // "\0") } keys %all;
    return map { $_ => $ENV{$_} } @names;
}

# Of what does not carry over, in words.
sub notes {
    my $where = shift;
    my @told = grep { $_->{told} } map { $DESCRIPTORS{$_} } sort { $a <=> $b } keys %DESCRIPTORS;
    my @lost = map {"$_->{words} (descriptor $_->{fd})"} grep { $_->{fate} ne 'empty' } @told;
    my @notes;
    push @notes, "Open since loading, and leading nowhere $where: " . join(', ', @lost) . '. Open it in the worker' if @lost;
    push @notes, "An event loop was made while loading (descriptor $_->{fd}) and is empty $where. Make it in the worker"
        for grep { $_->{fate} eq 'empty' } @told;
    for my $file (@LOADED_GENERATORS) {
        (my $module = $file) =~ s{/}{::}g;
        $module =~ s/\.pm\z//;
        push @notes, "WARNING: random generators of $module that were made while loading give the same numbers in"
            . ' every service: make them in the worker or in --after-fork';
    }
    return @notes;
}

# ------------------------------------------------ descriptors

# Empty where the system has no list of them.
sub open_descriptors {
    my ($list) = grep { -d } '/proc/self/fd', '/dev/fd';
    opendir my $folder, $list // return or return;
    my @opened = grep {/\A\d+\z/} readdir $folder;
    closedir $folder;
    # Asked again, since the listing has had a descriptor too.
    return grep { -e "$list/$_" } @opened;
}

sub identity_of {
    my $fd = shift;
    return join ' ', (POSIX::fstat($fd))[ 0, 1 ];
}

# What was open when all was loaded, and what becomes of it in a child: "shared" as it is, opened "anew", "empty" (an
# event loop), leading where the child's "stdout" or "stderr" leads, or "dead": as if the other side had gone.
sub descriptor {
    my ($fd, $streams) = @_;
    my %found = (fd => $fd, identity => identity_of($fd), target => readlink("/proc/self/fd/$fd") // '?');
    my $handle;
    open $handle, '<&', $fd or open $handle, '>&', $fd or return { %found, fate => 'dead', words => 'a file', told => 1 };
    @found{qw(flags position)} = (fcntl($handle, F_GETFL, 0) & ~O_NOFOLLOW, sysseek $handle, 0, SEEK_CUR);
    my $mode = (POSIX::fstat($fd))[2];
    $found{fate} = fate_of(\%found, $mode) // $streams->{ $found{identity} } // 'dead';
    $found{words} = words_for(\%found, $mode, $handle);
    $found{told} = $found{fate} =~ /dead|empty/;
    return \%found;
}

sub fate_of {
    my ($found, $mode) = @_;
    if (S_ISREG($mode)) {
        my $writes = $found->{flags} & (O_WRONLY | O_RDWR);
        return 'dead' if $writes && is_database($found);
        return $found->{flags} & O_APPEND || $writes == O_WRONLY ? 'shared' : 'anew';
    }
    return 'shared' if S_ISCHR($mode) || S_ISDIR($mode);
    return 'empty' if $found->{target} =~ /eventpoll/ && ControlFreak::ShareMemProxy::can_call('epoll_create1');
    return;
}

sub is_database {
    my $found = shift;
    return 1 if $found->{target} =~ $DATABASES;
    open my $file, '<:raw', "/proc/self/fd/$found->{fd}" or return 0;
    sysread $file, my $begin, 16;
    return ($begin // '') =~ $DATABASE_MAGIC;
}

sub words_for {
    my ($found, $mode, $handle) = @_;
    return ($found->{fate} eq 'dead' ? 'the database ' : 'the file ') . $found->{target} if S_ISREG($mode);
    return address_of($handle) if S_ISSOCK($mode);
    return 'a pipe' if S_ISFIFO($mode);
    my ($kind) = grep { $found->{target} =~ /$_/ } keys %ANONYMOUS;
    return $kind ? $ANONYMOUS{$kind} : $found->{target};
}

sub address_of {
    my $handle = shift;
    my $peer = getpeername $handle;
    my $address = $peer // getsockname($handle) // return 'a socket';
    my $place = eval {
        my $family = Socket::sockaddr_family($address);
        my ($error, $host, $port) = Socket::getnameinfo($address, Socket::NI_NUMERICHOST() | Socket::NI_NUMERICSERV());
        $family == Socket::AF_UNIX() ? (Socket::unpack_sockaddr_un($address))[0] : "$host:$port";
    };
    return ($peer ? 'a connection to ' : 'a socket on ') . (length($place // '') ? $place : 'another process');
}

# Keeps the first three and the kept ones. Those of the load stay open for the sake of their handles, which believe to
# own the numbers: perl would never again close a handle of the worker there.
sub settle_descriptors {
    my ($interpreter, $closes, @kept) = @_;
    my %kept = map { $_ => 1 } @kept;
    # As if the other side had gone: that is what libraries are prepared for. Writing to the file fails, too.
    socketpair my $socket, my $other, Socket::AF_UNIX(), Socket::SOCK_STREAM(), Socket::PF_UNSPEC() and pipe my $file, my $end
        or die ControlFreak::ShareMemProxy::Failure(ControlFreak::ShareMemProxy::short_of($!));
    close $_ for $other, $end;
    my %nowhere = (socket => fileno $socket, file => fileno $file);
    my @opened = open_descriptors();
    @opened = 3 .. (POSIX::sysconf(POSIX::_SC_OPEN_MAX()) // 1024) - 1 if !@opened;
    for my $fd (grep { $_ > 2 && !$kept{$_} && $_ != $nowhere{socket} && $_ != $nowhere{file} } @opened) {
        my $identity = identity_of($fd);
        next if !length $identity;
        my $descriptor = $interpreter ? $DESCRIPTORS{$fd} : undef;
        if ($descriptor && $descriptor->{identity} eq $identity) { settle($descriptor, \%nowhere) }
        elsif ($closes) { POSIX::close($fd) }
        else {
            lose($fd, \%nowhere);
            $DESCRIPTORS{$fd} = { fd => $fd, identity => identity_of($fd), fate => 'lost', told => 0 };
        }
    }
    return;
}

# In a worker that is about to be copied: the copy's children are to read on from where it is now.
sub take_places {
    flush_handles();
    for my $found (grep { $_->{fate} eq 'anew' && $_->{identity} eq identity_of($_->{fd}) } values %DESCRIPTORS) {
        $found->{position} = POSIX::lseek($found->{fd}, 0, SEEK_CUR);
    }
    return;
}

sub settle {
    my ($descriptor, $nowhere) = @_;
    my ($fd, $fate) = @$descriptor{qw(fd fate)};
    # What is lost in a template stays in its children what it has become there.
    return if $fate =~ /shared|lost/;
    my $own = $fate eq 'anew' ? POSIX::open("/proc/self/fd/$fd", $descriptor->{flags})
        : $fate eq 'empty' ? ControlFreak::ShareMemProxy::system_call(epoll_create1 => 0)
        :                    -1;
    if ($fate =~ /std/) { replace($fd, $fate eq 'stdout' ? 1 : 2) }
    elsif (($own // -1) > 2) {
        POSIX::lseek($own, $descriptor->{position}, SEEK_SET) if $fate eq 'anew';
        replace($fd, $own);
        POSIX::close($own);
    }
    else {
        $descriptor->{told} = 1 if $fate ne 'dead';
        $descriptor->{fate} = 'lost';
        lose($fd, $nowhere);
    }
    $descriptor->{identity} = identity_of($fd);
    return;
}

sub lose {
    my ($fd, $nowhere) = @_;
    my $mode = (POSIX::fstat($fd))[2];
    replace($fd, $nowhere->{ S_ISSOCK($mode) || S_ISFIFO($mode) ? 'socket' : 'file' });
    return;
}

sub replace {
    my ($fd, $own) = @_;
    POSIX::dup2($own, $fd);
    # A handle gives the number its flags; it is never freed, that would close it.
    my $handle;
    push @HELD, $handle if open $handle, '<&=', $fd;
    return;
}

# ------------------------------------------------ in a child

# Renews what the interpreter holds for one process; answers with sentences for the service's log.
sub begin {
    my %own = @_;
    my @notes = notes('here');
    srand;
    $^T = CORE::time;
    select STDOUT;
    FindBin::again() if $INC{'FindBin.pm'};
    DBI->visit_handles(sub { eval { $_[0]{InactiveDestroy} = 1 }; 1 }) if $INC{'DBI.pm'} && DBI->can('visit_handles');
    POSIX::tzset();
    POSIX::setlocale(POSIX::LC_ALL(), '') if grep { /\A(?:LC_\w+|LANG)\z/ && defined $own{$_} } keys %own;
    if (length($own{PERL5LIB} // '')) {
        require lib;
        @OWN_FOLDERS = map { File::Spec->rel2abs($_) } grep {length} split /:/, $own{PERL5LIB};
        lib->import(@OWN_FOLDERS);
    }
    return @notes;
}

# In a template, what the worker has put before @INC.
sub forget_own_folders {
    require lib;
    lib->unimport(@OWN_FOLDERS) if @OWN_FOLDERS;
    @OWN_FOLDERS = ();
    return;
}

# The names that the worker's own file has put into package main.
sub own_names { return grep { !$MAIN_BEFORE{$_} && !/::\z|\A_</ } keys %main:: }

# Lets go of what the child has made, as an interpreter does: destructors run, temporary files go.
sub end {
    for my $block (@KEPT_ENDS) {
        eval { $block->(); 1 } or print STDERR $@;
    }
    eval { File::Temp::cleanup(at_exit => 1) } if $INC{'File/Temp.pm'};
    no strict 'refs';
    no warnings;
    my @own = own_names();
    for my $name (@own) {
        eval { undef ${"main::$name"}; undef @{"main::$name"}; undef %{"main::$name"} };
    }
    # They hold the variables of the file that they use. What is imported belongs to others.
    for my $name (grep { defined &{"main::$_"} && subname(\&{"main::$_"}) eq "main::$_" } @own) {
        eval { undef &{"main::$name"} };
    }
    return;
}

1;
