# Makes the children of the JVM proxy, signals and reaps them. A JVM can do none of this in full: it knows no sessions,
# no groups, and of a wait status only a part; and it closes what its children are to inherit, but for 0, 1 and 2.
#
# Started as: perl children.pl JAVA ARGUMENT..., which it becomes. What stays beside that is the parent of all
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

package ControlFreak::ShareMemProxy;

use 5.014;
use strict;
use warnings;

use Errno qw(EAGAIN EINTR);
use Fcntl qw(FD_CLOEXEC F_DUPFD F_SETFD);
use File::Basename ();
use File::Spec ();
use IO::Handle ();
use POSIX ();
use Time::HiRes qw(time);

BEGIN {
    my $rooms = File::Basename::dirname( File::Spec->rel2abs(__FILE__) ) . '/..';
    for my $room ( map {"$rooms/$_.pl"} qw(perl/failures perl/system perl/rights jvm/pipes) ) {
        die "The folders \"jvm\" and \"perl\" must lie side by side: $room\n" if !-r $room;
        require $room;
    }
}

use constant {
    GRACE_SECONDS => 2,
    # A death may come between the last look and the wait, which it then does not end.
    LOOK_AGAIN_SECONDS => 0.5,
    TIDY_SECONDS       => 0.02,
    INPUT_LIMIT        => 1 << 20,
    # As for systemd's children: SD_LISTEN_FDS_START.
    FIRST_SOCKET       => 3,
};

my $orders = '';
my ( %children, %id_of, %groups, $folder, $deadline, $killed );

sub answer {
    my $line = join( "\t", map { s/([^\w .,:\/'-])/sprintf '%%%02X', ord $1/ager } @_ ) . "\n";
    while ( length $line ) {
        my $written = syswrite STDOUT, $line;
        last if !defined $written && $! != EINTR;
        substr( $line, 0, $written // 0 ) = '';
    }
}

sub final { return is_lasting() ? FINAL : '' }

# The same descriptor once more, with a number from that one on.
sub number_beyond {
    my ( $first, $handle ) = @_;
    return fcntl( $handle, F_DUPFD, $first ) // die short_of($!) . "\n";
}

sub rights_of {
    my %rights = map { split /=/, $_, 2 } @_;
    for my $name ( grep { /\Alimits\./ } keys %rights ) {
        my ( $soft, $hard ) = split /:/, delete $rights{$name};
        $rights{limits}{ substr $name, length 'limits.' } = [ $soft, $hard ];
    }
    return \%rights;
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

sub become {
    my ( $parent, $session, $input, $pipes, $given, $cwd, $variables, $rights, $words, $report ) = @_;
    eval {
        # Beyond the numbers that the sockets are to have, lest one takes the place of another.
        my ( $number, @copies ) = map { number_beyond( FIRST_SOCKET + @$given, $_ ) } $report, @$given;
        open $report, '>&=', $number or die "$!\n";
        fcntl $report, F_SETFD, FD_CLOEXEC;
        POSIX::setsid() if $session;
        take_mark( map { /\ACONTROL_FREAK_RUN=(.*)\z/ } @$variables );
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
        exec { $words->[0] } @$words or die final() . no_file( $words->[0] ) . "\n";
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
