# How the children of the JVM proxy part with it, and the pipes and sockets that they have from it.
package ControlFreak::ShareMemProxy;

use 5.014;
use strict;
use warnings;

use Errno qw(EACCES EINTR);
use Fcntl qw(FD_CLOEXEC F_SETFD O_NONBLOCK O_RDONLY O_WRONLY);
use POSIX ();

# What is meant for the services; an agent of theirs that listens on a port would be in the proxy's way.
our @javas = qw(JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS);
our %sockets;

# A JVM can only open once more by its number what it was given, which is refused for a pipe that another user has made,
# as after setpriv: then that is passed on through one of its own.
sub make_openable {
    my ( $variable, $reads ) = @_;
    my ($fd) = ( $ENV{$variable} // '' ) =~ /\A(\d+)\z/ or return;
    return if sysopen( my $again, "/dev/fd/$fd", O_NONBLOCK | ( $reads ? O_RDONLY : O_WRONLY ) ) || $! != EACCES;
    pipe my $reader, my $writer or die "$!\n";
    my $relay = fork // die "The system makes no process: $!\n";
    pass_on( $reads ? ( $fd, fileno $writer ) : ( fileno $reader, $fd ) ) if !$relay;
    $ENV{$variable} = POSIX::dup( fileno( $reads ? $reader : $writer ) ) // die "$!\n";
    POSIX::close($fd) if $fd > 2;
}

# Until the end of what comes, whoever is asked to end meanwhile.
sub pass_on {
    my ( $from, $to ) = @_;
    $SIG{$_} = 'IGNORE' for qw(HUP INT TERM);
    opendir my $open, '/dev/fd' or POSIX::_exit(1);
    POSIX::close($_) for grep { /\A\d+\z/ && $_ != $from && $_ != $to } readdir $open;
    while (1) {
        my $count = POSIX::read( $from, my $bytes, 65_536 );
        next if !defined $count && $! == EINTR;
        last if !( $count // 0 );
        while ( length $bytes ) {
            my $written = POSIX::write( $to, $bytes, length $bytes );
            POSIX::_exit(1) if !defined $written && $! != EINTR;
            substr( $bytes, 0, $written // 0 ) = '';
        }
    }
    POSIX::_exit(0);
}

# Becomes the JVM, beside a copy of itself that goes on.
sub part_ways {
    my @command = @_;
    make_openable( '_CFK_COMMAND_FD', 1 );
    make_openable( $_, 0 ) for qw(_CFK_STATUS_FD _CFK_LOG_FD);
    pipe my $orders_end,  my $ordering   or die "$!\n";
    pipe my $answers_end, my $answering or die "$!\n";
    my $beside = fork // die "The system makes no process: $!\n";
    if ($beside) {
        fcntl $_, F_SETFD, 0 or die "$!\n" for $ordering, $answers_end;
        $ENV{_CFK_CHILDREN} = join ' ', fileno $ordering, fileno $answers_end, $beside;
        $ENV{"_CFK_$_"} = delete $ENV{$_} for grep { exists $ENV{$_} } @javas;
        POSIX::close($_) for grep {/\A\d+\z/} delete @ENV{ socket_variables() };
        exec { $command[0] } @command or die no_file( $command[0] ) . "\n";
    }
    delete @ENV{qw(_CFK_COMMAND_FD _CFK_STATUS_FD _CFK_LOG_FD _CFK_LOG_PIECES)};
    POSIX::dup2( fileno $orders_end, 0 );
    POSIX::dup2( fileno $answering,  1 );
    close $_ for $orders_end, $ordering, $answers_end, $answering;
    my %kept = map { $_ => 1 } 0 .. 2, @ENV{ socket_variables() };
    opendir my $open, '/dev/fd' or die "$!\n";
    POSIX::close($_) for grep { /\A\d+\z/ && !$kept{$_} } readdir $open;
}

sub socket_variables { return grep {/\A_CFK_SOCK_./} keys %ENV }

# Takes the listening sockets, which a child has only where its service names them.
sub take_sockets {
    for my $variable ( socket_variables() ) {
        my $fd = delete $ENV{$variable};
        if ( $fd =~ /\A\d+\z/ && open my $socket, '+<&=', $fd ) {
            fcntl $socket, F_SETFD, FD_CLOEXEC;
            $sockets{ substr $variable, length '_CFK_SOCK_' } = $socket;
        }
        else { print STDERR "$variable names no open descriptor\n" }
    }
}

# Both ends stay open until the reader has its own, so that neither a quick end nor a flood loses anything.
sub make_pipe {
    my ($path) = @_;
    my ( $reading, $writing );
    POSIX::mkfifo( $path, 0600 ) or die no_file($path) . "\n";
    if ( sysopen( $reading, $path, O_RDONLY | O_NONBLOCK ) && sysopen( $writing, $path, O_WRONLY ) ) {
        return [ $path, $reading, $writing ];
    }
    my $reason = no_file($path);
    unlink $path;
    die "$reason\n";
}

sub socket_named {
    my ($name) = @_;
    return $sockets{$name} // die "This proxy has no socket named $name: it was started before it\n";
}

1;
