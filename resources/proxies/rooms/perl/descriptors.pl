# What was open when all was loaded, and what becomes of it in a child.
package ControlFreak::ShareMemProxy::Inheritance;

use 5.014;
use strict;
use warnings;

use Fcntl qw(:mode F_GETFL O_APPEND O_NOFOLLOW O_RDWR O_WRONLY SEEK_CUR SEEK_SET);
use POSIX ();
use Socket ();

# In hashes of the package, so that a child never frees them.
our (%DESCRIPTORS, @HELD);

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

1;
