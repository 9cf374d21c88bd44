# Makes the children of the JVM proxy, signals and reaps them. A JVM can do none of this in full: it knows no sessions,
# no groups, and of a wait status only a part; and it closes what its children are to inherit, but for 0, 1 and 2.
#
# Started as: perl cfk-children.pl JAVA ARGUMENT..., which it becomes. What stays beside that is the parent of all
# children: it has the listening sockets. _CFK_CHILDREN tells the JVM the descriptor for orders, that of answers, and
# the pid. Orders and answers are a line each. Fields are parted by tabs, and bytes that could be mistaken are written
# as %XX.
#
#   folder PATH               where pipes are made; it is removed at the end
#   start ID SESSION IN OUT ERR CWD COUNT VARIABLE... COUNT RIGHT... COUNT SOCKET... WORD...   IN is empty, "open" or
#                             "socket NAME"; a variable without = is removed; rights are user=, group=, umask=, nice=,
#                             oomScoreAdj=, and limits.NAME=SOFT or SOFT:HARD
#   taken ID                  the pipes FOLDER/ID.out and FOLDER/ID.err have been opened by their reader
#   signal ID NAME ALONE VERB to the child's group, or to the child alone
#   input ID NAME TEXT END    to the child's standard input, which is ended then if END is true
#   end                       TERM to all groups, KILL after two seconds; also at the end of orders
#
#   born ID PID / failed ID REASON / refused ID REASON (and would be again) / died ID STATUS / ignored ID REASON

use 5.014;
use strict;
use warnings;

use Errno qw(EACCES EAGAIN EINTR ENOENT);
use Fcntl qw(FD_CLOEXEC F_DUPFD F_SETFD O_NONBLOCK O_RDONLY O_WRONLY);
use File::Basename ();
use File::Spec ();
use IO::Handle ();
use POSIX ();
use Time::HiRes qw(time);

BEGIN {
    my $rights = File::Basename::dirname(__FILE__) . '/cfk-rights.pl';
    die "cfk-rights.pl must lie beside this program: $rights\n" if !-r $rights;
    require File::Spec->rel2abs($rights);
}

use constant {
    GRACE_SECONDS => 2,
    # A death may come between the last look and the wait, which it then does not end.
    LOOK_AGAIN_SECONDS => 0.5,
    TIDY_SECONDS       => 0.02,
    INPUT_LIMIT        => 1 << 20,
    PR_SET_PDEATHSIG   => 1,
    FINAL              => "\0",
    RLIMIT_RTTIME      => 15,
    # As for systemd's children: SD_LISTEN_FDS_START.
    FIRST_SOCKET       => 3,
};

my %PRCTL   = ( x86_64 => 157, aarch64 => 167 );
my %PRLIMIT = ( x86_64 => 302, aarch64 => 261 );
my $prctl   = $^O eq 'linux' ? $PRCTL{ ( POSIX::uname() )[4] } : undef;
my $prlimit = $^O eq 'linux' ? $PRLIMIT{ ( POSIX::uname() )[4] } : undef;
# What is meant for the services; an agent of theirs that listens on a port would be in the proxy's way.
my @javas  = qw(JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS);
my $orders = '';
my ( %children, %id_of, %groups, %sockets, $folder, $deadline, $killed );

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
        exec { $command[0] } @command or die reason_of( $command[0] ) . "\n";
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

sub answer {
    my $line = join( "\t", map { s/([^\w .,:\/'-])/sprintf '%%%02X', ord $1/ager } @_ ) . "\n";
    while ( length $line ) {
        my $written = syswrite STDOUT, $line;
        last if !defined $written && $! != EINTR;
        substr( $line, 0, $written // 0 ) = '';
    }
}

# What would be the same the next time, as the panel itself sees it for its own children.
my %lasting = map { $_ => 1 } Errno::E2BIG, Errno::EACCES, Errno::EISDIR, Errno::ELOOP, Errno::ENAMETOOLONG, ENOENT,
    Errno::ENOEXEC, Errno::ENOTDIR, Errno::EPERM;

sub final { return $lasting{ $! + 0 } ? FINAL : '' }

sub rights_of {
    my %rights = map { split /=/, $_, 2 } @_;
    for my $name ( grep { /\Alimits\./ } keys %rights ) {
        my ( $soft, $hard ) = split /:/, delete $rights{$name};
        $rights{limits}{ substr $name, length 'limits.' } = [ $soft, $hard ];
    }
    return \%rights;
}

sub reason_of {
    my ($subject) = @_;
    my $short = ControlFreak::ShareMemProxy::Rights::shortage($!);
    return $short // ( $! == ENOENT ? 'No such file' : "$!" ) . ": $subject";
}

# What is short, by an error number of the system.
sub short_of {
    my ($error) = @_;
    return ControlFreak::ShareMemProxy::Rights::shortage($error) // "$error";
}

# Both ends stay open until the reader has its own, so that neither a quick end nor a flood loses anything.
sub make_pipe {
    my ($path) = @_;
    POSIX::mkfifo( $path, 0600 ) or die reason_of($path) . "\n";
    sysopen my $reading, $path, O_RDONLY | O_NONBLOCK or die reason_of($path) . "\n";
    sysopen my $writing, $path, O_WRONLY or die reason_of($path) . "\n";
    return [ $path, $reading, $writing ];
}

sub socket_named {
    my ($name) = @_;
    return $sockets{$name} // die "This proxy has no socket named $name: it was started before it\n";
}

sub start {
    my ( $id, $session, $in, $out, $err, $cwd, $count, @rest ) = @_;
    my @variables = splice @rest, 0, $count;
    my $rights    = rights_of( splice @rest, 0, shift @rest );
    my @names     = splice @rest, 0, shift @rest;
    my ( %pipes, $reading, $input );
    my $pid = eval {
        my @given = map { socket_named($_) } @names;
        $reading = socket_named($1) if $in =~ /\Asocket (.*)/s;
        if ( $in eq 'open' ) {
            pipe $reading, $input or die short_of($!) . "\n";
            $input->blocking(0);
        }
        $pipes{out} = make_pipe("$folder/$id.out") if $out;
        $pipes{err} = make_pipe("$folder/$id.err") if $err;
        pipe my $report, my $report_end or die short_of($!) . "\n";
        my $parent = $$;
        my $born   = fork // die short_of($!) . "\n";
        if ( !$born ) {
            become( $parent, $session, $reading, \%pipes, \@given, $cwd, \@variables, $rights, \@rest, $report_end );
        }
        close $report_end;
        my $failure = do { local $/; <$report> };
        if ( length $failure ) {
            waitpid $born, 0;
            die "$failure\n";
        }
        $born;
    };
    if ( !$pid ) {
        unlink $_->[0] for values %pipes;
        my $reason = $@ =~ s/\n\z//r;
        answer( $reason =~ s/\A\0// ? 'refused' : 'failed', $id, $reason );
        return;
    }
    $children{$id} = { pid => $pid, leads => $session, pipes => \%pipes, input => $input, text => '' };
    $id_of{$pid} = $id;
    $groups{$pid} = 1 if $session;
    answer( 'born', $id, $pid );
}

# Marks a process and all that it will start, whatever they do, by a limit that is too high to matter.
sub take_mark {
    my ($variables) = @_;
    my ($run) = map { /\ACONTROL_FREAK_RUN=([0-9a-f]{15})\z/ } @$variables;
    return if !defined $run || !defined $prlimit;
    my $limits = pack 'x16';
    syscall $prlimit, 0, RLIMIT_RTTIME, 0, $limits;
    substr $limits, 0, 8, scalar reverse pack 'H16', "1$run";
    syscall $prlimit, 0, RLIMIT_RTTIME, $limits, 0;
}

sub die_with {
    my ($parent) = @_;
    syscall $prctl, PR_SET_PDEATHSIG, POSIX::SIGKILL, 0, 0, 0 if defined $prctl;
    POSIX::_exit(127) if getppid != $parent;
}

# The same descriptor once more, with a number from that one on.
sub number_beyond {
    my ( $first, $handle ) = @_;
    return fcntl( $handle, F_DUPFD, $first ) // die short_of($!) . "\n";
}

sub become {
    my ( $parent, $session, $input, $pipes, $given, $cwd, $variables, $rights, $words, $report ) = @_;
    eval {
        # Beyond the numbers that the sockets are to have, lest one takes the place of another.
        my ( $number, @copies ) = map { number_beyond( FIRST_SOCKET + @$given, $_ ) } $report, @$given;
        open $report, '>&=', $number or die "$!\n";
        fcntl $report, F_SETFD, FD_CLOEXEC;
        POSIX::setsid() if $session;
        take_mark($variables);
        die_with($parent);
        open my $null, '+<', '/dev/null' or die "$!\n";
        POSIX::dup2( fileno( $input // $null ), 0 );
        POSIX::dup2( fileno( $pipes->{out} ? $pipes->{out}[2] : $null ), 1 );
        POSIX::dup2( fileno( $pipes->{err} ? $pipes->{err}[2] : $null ), 2 );
        for my $variable (@$variables) {
            my ( $name, $value ) = split /=/, $variable, 2;
            if   ( defined $value ) { $ENV{$name} = $value }
            else                    { delete $ENV{$name} }
        }
        $ENV{LISTEN_PID} = $$ if @copies;
        my $changes = eval { ControlFreak::ShareMemProxy::Rights::take($rights) };
        die FINAL . $@ if $@;
        # It is undone where the user changes.
        die_with($parent) if $changes;
        if ( length $cwd ) {
            chdir $cwd or die final() . "Cannot enter the working folder $cwd: $!\n";
        }
        $SIG{$_} = 'DEFAULT' for grep { !/^(?:NUM\d+|KILL|STOP|ZERO|CLD|IOT|POLL|UNUSED)$/ && $_ !~ /^RT/ } keys %SIG;
        POSIX::sigprocmask( POSIX::SIG_SETMASK, POSIX::SigSet->new );
        for my $i ( 0 .. $#copies ) {
            POSIX::dup2( $copies[$i], FIRST_SOCKET + $i );
            POSIX::close( $copies[$i] );
        }
        no warnings 'exec';
        exec { $words->[0] } @$words or die final() . reason_of( $words->[0] ) . "\n";
    };
    syswrite $report, $@ =~ s/\n\z//r;
    POSIX::_exit(127);
}

sub taken {
    my $child = $children{ $_[0] } or return;
    unlink $_->[0] for values %{ $child->{pipes} };
    $child->{pipes} = {};
    forget( $_[0] );
}

sub forget {
    my ($id) = @_;
    delete $children{$id} if $children{$id}{dead} && !%{ $children{$id}{pipes} };
}

sub send_signal {
    my ( $id, $name, $alone, $verb ) = @_;
    my $child = $children{$id};
    return if !$child || $child->{dead};
    my $signal = $name =~ s/\ASIG//r;
    # The names of all signals are keys here, whether one is handled or not.
    my $is_known = exists $SIG{$signal} || $name =~ /\A[1-9][0-9]?\z/ && $name <= 64;
    return answer( 'ignored', $id, "$verb: Unknown signal: $name" ) if !$is_known;
    kill $signal, $child->{leads} && !$alone ? -$child->{pid} : $child->{pid};
}

sub take_input {
    my ( $id, $name, $text, $end ) = @_;
    my $child = $children{$id};
    return if !$child || $child->{dead};
    return answer( 'ignored', $id, "input: $name has no open standard input" ) if !$child->{input} || $child->{ends};
    return answer( 'ignored', $id, "input: $name does not read its standard input" ) if length $child->{text} > INPUT_LIMIT;
    $child->{text} .= $text;
    $child->{ends} = $end;
    pass_input($child);
}

# What it takes now; the rest waits.
sub pass_input {
    my ($child) = @_;
    while ( length $child->{text} ) {
        my $written = syswrite $child->{input}, $child->{text};
        return if !defined $written && $! == EAGAIN;
        next   if !defined $written && $! == EINTR;
        substr( $child->{text}, 0, $written // length $child->{text} ) = '';
    }
    close delete $child->{input} if $child->{ends};
}

sub obey {
    my ( $verb, @fields ) = map { s/%(..)/chr hex $1/ger } split /\t/, $_[0], -1;
    if    ( $verb eq 'start' )  { start(@fields) }
    elsif ( $verb eq 'taken' )  { taken(@fields) }
    elsif ( $verb eq 'signal' ) { send_signal(@fields) }
    elsif ( $verb eq 'input' )  { take_input(@fields) }
    elsif ( $verb eq 'end' )    { end() }
    elsif ( $verb eq 'folder' ) { ($folder) = @fields }
}

sub end {
    return if defined $deadline;
    $deadline = time + GRACE_SECONDS;
    # One that is paused acts on no other signal than the second.
    signal_all($_) for 'TERM', 'CONT';
}

sub signal_all {
    my ($signal) = @_;
    kill $signal, $_->{pid} for grep { !$_->{leads} && !$_->{dead} } values %children;
    # A leader may be gone while others of its group still tidy up.
    for my $group ( keys %groups ) {
        delete $groups{$group} if !kill( $signal, -$group ) && !$id_of{$group};
    }
}

sub reap {
    while ( ( my $pid = waitpid -1, POSIX::WNOHANG ) > 0 ) {
        my $status = $?;
        my $id     = delete $id_of{$pid} // next;
        $children{$id}{dead} = 1;
        @{ $children{$id} }{qw(input text)} = ( undef, '' );
        delete $groups{$pid} if !defined $deadline;
        answer( 'died', $id, $status );
        forget($id);
    }
}

sub is_over {
    if ( time >= $deadline && !$killed ) {
        $killed = 1;
        signal_all('KILL');
    }
    else {
        signal_all(0);
    }
    return !%groups && !%id_of;
}

part_ways(@ARGV);
take_sockets();
$SIG{$_} = 'IGNORE' for qw(TERM INT HUP PIPE);
$SIG{CHLD} = sub { };
$0 = 'children of the JVM proxy';

while (1) {
    reap();
    last if defined $deadline && is_over();
    my $ready = '';
    vec( $ready, 0, 1 ) = 1 if !$killed;
    my $writable = '';
    vec( $writable, fileno $_->{input}, 1 ) = 1 for grep { length $_->{text} } values %children;
    my $found = select $ready, $writable, undef, defined $deadline ? TIDY_SECONDS : LOOK_AGAIN_SECONDS;
    next if $found <= 0;
    pass_input($_) for grep { length $_->{text} && vec $writable, fileno $_->{input}, 1 } values %children;
    next if !vec( $ready, 0, 1 );
    my $read = sysread STDIN, $orders, 65536, length $orders;
    if ( defined $read && !$read ) {
        end();
        select undef, undef, undef, TIDY_SECONDS;
    }
    while ( $orders =~ s/\A([^\n]*)\n// ) {
        obey($1);
    }
}

if ( defined $folder ) {
    unlink glob("'$folder'/*"), "$folder/.lock";
    rmdir $folder;
}
