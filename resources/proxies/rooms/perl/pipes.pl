# The pipes to the panel and to children.
package ControlFreak::ShareMemProxy;

use 5.014;
use strict;
use warnings;

use Errno qw(EINTR);
use Fcntl qw(F_GETFL O_ACCMODE O_RDONLY O_RDWR O_WRONLY);
use File::Spec;
use IO::Handle;
use POSIX ();

use constant PIPE_READ => 65536;

# Handles that give a bare descriptor its flags. They are never freed: that would close the number, and
# in a child it may by then be the worker's.
our @KEPT;

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

sub can_be_read_from {
    my $fd = shift;
    open my $own, '>&', $fd or return;
    return (fcntl($own, F_GETFL, 0) & O_ACCMODE) == O_RDWR;
}

# The next bytes of a descriptor; undef at its end.
sub read_bytes {
    my $fd = shift;
    my $count;
    do { $count = POSIX::read($fd, my $data, PIPE_READ); return substr $data, 0, $count if $count && $count > 0 }
        while !defined $count && $! == EINTR;
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

1;
