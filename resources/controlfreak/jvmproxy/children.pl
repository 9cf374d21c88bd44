# Makes the children of the JVM proxy, signals and reaps them. A JVM can do none of this in full: it knows no sessions,
# no groups, and of a wait status only a part.
#
# Started as: perl -e TEXT FOLDER. Orders come on 0, a line each, answers go to 1. Fields are parted by tabs, and bytes
# that could be mistaken are written as %XX.
#
#   start ID SESSION OUT ERR CWD COUNT VARIABLE... WORD...   a variable without = is removed
#   taken ID                  the pipes FOLDER/ID.out and FOLDER/ID.err have been opened by their reader
#   signal ID NAME ALONE      to the child's group, or to the child alone
#   end                       TERM to all groups, KILL after two seconds; also at the end of 0
#
#   born ID PID / failed ID REASON / died ID STATUS / unknown ID SIGNAL

use strict;
use warnings;
use Errno qw(EAGAIN EINTR ENOENT);
use Fcntl qw(O_NONBLOCK O_RDONLY O_WRONLY);
use POSIX ();
use Time::HiRes qw(time);

use constant {
    GRACE_SECONDS => 2,
    # A death may come between the last look and the wait, which it then does not end.
    LOOK_AGAIN_SECONDS => 0.5,
    TIDY_SECONDS       => 0.02,
    PR_SET_PDEATHSIG   => 1,
    RLIMIT_RTTIME      => 15,
};

my %PRCTL   = ( x86_64 => 157, aarch64 => 167 );
my %PRLIMIT = ( x86_64 => 302, aarch64 => 261 );
my $prctl   = $^O eq 'linux' ? $PRCTL{ ( POSIX::uname() )[4] } : undef;
my $prlimit = $^O eq 'linux' ? $PRLIMIT{ ( POSIX::uname() )[4] } : undef;
my $folder  = shift @ARGV;
my ( %children, %id_of, %groups, $deadline, $killed );
my $orders = '';

$SIG{$_} = 'IGNORE' for qw(TERM INT HUP PIPE);
$SIG{CHLD} = sub { };
$0 = 'children of the JVM proxy';

sub answer {
    my $line = join( "\t", map { s/([^\w .,:\/'-])/sprintf '%%%02X', ord $1/ger } @_ ) . "\n";
    while ( length $line ) {
        my $written = syswrite STDOUT, $line;
        last if !defined $written && $! != EINTR;
        substr( $line, 0, $written // 0 ) = '';
    }
}

sub reason_of {
    my ($subject) = @_;
    return ( $! == ENOENT ? 'No such file' : "$!" ) . ": $subject";
}

# Both ends stay open until the reader has its own, so that neither a quick end nor a flood loses anything.
sub make_pipe {
    my ($path) = @_;
    POSIX::mkfifo( $path, 0600 ) or die reason_of($path) . "\n";
    sysopen my $reading, $path, O_RDONLY | O_NONBLOCK or die reason_of($path) . "\n";
    sysopen my $writing, $path, O_WRONLY or die reason_of($path) . "\n";
    return [ $path, $reading, $writing ];
}

sub start {
    my ( $id, $session, $out, $err, $cwd, $count, @rest ) = @_;
    my @variables = splice @rest, 0, $count;
    my %pipes;
    my $pid = eval {
        $pipes{out} = make_pipe("$folder/$id.out") if $out;
        $pipes{err} = make_pipe("$folder/$id.err") if $err;
        pipe my $report, my $report_end or die "$!\n";
        my $parent = $$;
        my $born   = fork // die "The system makes no process: $!\n";
        if ( !$born ) {
            become( $parent, $session, \%pipes, $cwd, \@variables, \@rest, $report_end );
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
        answer( 'failed', $id, $@ =~ s/\n\z//r );
        return;
    }
    $children{$id} = { pid => $pid, leads => $session, pipes => \%pipes };
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

sub become {
    my ( $parent, $session, $pipes, $cwd, $variables, $words, $report ) = @_;
    eval {
        POSIX::setsid() if $session;
        take_mark($variables);
        syscall $prctl, PR_SET_PDEATHSIG, POSIX::SIGKILL, 0, 0, 0 if defined $prctl;
        POSIX::_exit(127) if getppid != $parent;
        open my $null, '+<', '/dev/null' or die "$!\n";
        POSIX::dup2( fileno $null, 0 );
        POSIX::dup2( fileno( $pipes->{out} ? $pipes->{out}[2] : $null ), 1 );
        POSIX::dup2( fileno( $pipes->{err} ? $pipes->{err}[2] : $null ), 2 );
        if ( length $cwd ) {
            chdir $cwd or die "Cannot enter the working folder $cwd: $!\n";
        }
        for my $variable (@$variables) {
            my ( $name, $value ) = split /=/, $variable, 2;
            if   ( defined $value ) { $ENV{$name} = $value }
            else                    { delete $ENV{$name} }
        }
        $SIG{$_} = 'DEFAULT' for grep { !/^(?:NUM\d+|KILL|STOP|ZERO|CLD|IOT|POLL|UNUSED)$/ && $_ !~ /^RT/ } keys %SIG;
        POSIX::sigprocmask( POSIX::SIG_SETMASK, POSIX::SigSet->new );
        no warnings 'exec';
        exec { $words->[0] } @$words or die reason_of( $words->[0] ) . "\n";
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
    my ( $id, $name, $alone ) = @_;
    my $child = $children{$id};
    return if !$child || $child->{dead};
    # The names of all signals are keys here, whether one is handled or not.
    return answer( 'unknown', $id, $name ) if !exists $SIG{$name};
    kill $name, $child->{leads} && !$alone ? -$child->{pid} : $child->{pid};
}

sub obey {
    my ( $verb, @fields ) = map { s/%(..)/chr hex $1/ger } split /\t/, $_[0], -1;
    if    ( $verb eq 'start' )  { start(@fields) }
    elsif ( $verb eq 'taken' )  { taken(@fields) }
    elsif ( $verb eq 'signal' ) { send_signal(@fields) }
    elsif ( $verb eq 'end' )    { end() }
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

while (1) {
    reap();
    last if defined $deadline && is_over();
    my $ready = '';
    vec( $ready, 0, 1 ) = 1 if !$killed;
    my $found = select $ready, undef, undef, defined $deadline ? TIDY_SECONDS : LOOK_AGAIN_SECONDS;
    next if $found <= 0 || !vec( $ready, 0, 1 );
    my $read = sysread STDIN, $orders, 65536, length $orders;
    if ( defined $read && !$read ) {
        end();
        select undef, undef, undef, TIDY_SECONDS;
    }
    while ( $orders =~ s/\A([^\n]*)\n// ) {
        obey($1);
    }
}

unlink glob "'$folder'/*";
rmdir $folder;
