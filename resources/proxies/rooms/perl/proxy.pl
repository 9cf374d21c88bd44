# The parent of all services: one thread, in one loop that waits for whatever comes.
package ControlFreak::ShareMemProxy;

use 5.014;
use strict;
use warnings;

use IO::Handle;
use List::Util ();
use POSIX ();

our $JSON;

use constant {
    GRACE_SECONDS      => 2.0,
    LAST_WORDS_SECONDS => 1.0,
    FILES_NAMED        => 10,
};

# All of the proxy's state; a hash of the package, so that a child never frees it.
# Of the children the unborn and those with open inputs are kept apart, lest each wait costs what all of them do.
our %P = (parts => '', lines => [], children => {}, unborn => {}, inputs => {}, by_name => {}, relays => {}, groups => {}, killed => 0);

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

1;
