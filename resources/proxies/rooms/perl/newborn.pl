# A newborn child on its way from the proxy's memory to the worker's first line, and its end.
package ControlFreak::ShareMemProxy;

use 5.014;
use strict;
use warnings;

use Fcntl qw(O_WRONLY);
use File::Spec;
use IO::Handle;
use POSIX ();

our (%P, @KEPT, %CODEREFS, %SIGNAL_NUMBER);

use constant {
    # As for systemd's children: SD_LISTEN_FDS_START.
    FIRST_SOCKET => 3,
};

our $IN_CHILD;

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
    my @kept = map { lead(@$_, FIRST_SOCKET + @given) } [1, $out], [2, $err];
    my $in_interpreter = $order->{plan}{kind} ne 'exec';
    # Loading may have seen the end of the proxy's, which perl keeps in mind.
    STDIN->clearerr;
    # By their handles: perl would never again close a handle of the worker at these numbers.
    close $_ for splice @KEPT;
    ControlFreak::ShareMemProxy::Inheritance::settle_descriptors($in_interpreter, 1, $report, @copies, @kept);
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

# Has a standard stream lead to a pipe, and answers with what is to stay open for it. A pipe that can be read from, too, keeps a
# reader that way. The stream itself is for writing alone: asyncio, for one, takes another for closed as soon as something is
# in it.
sub lead {
    my ($stream, $pipe, $beyond) = @_;
    my $writer = can_be_read_from($pipe) ? POSIX::open("/proc/self/fd/$pipe", O_WRONLY) : undef;
    POSIX::dup2($writer // $pipe, $stream);
    return if !defined $writer;
    POSIX::close($writer);
    return number_beyond($beyond, $pipe);
}

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

1;
