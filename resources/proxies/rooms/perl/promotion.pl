# A worker's way to the template, as the proxy sees it.
package ControlFreak::ShareMemProxy;

use 5.014;
use strict;
use warnings;

use List::Util ();
use Socket ();

our (%P, $REFORK_ADDRESS, $SYSCALL);

use constant {
    # How long a copy may take to tidy up, and how long a template to fork.
    PREPARE_SECONDS => 60,
    PAUSE_SECONDS   => 0.02,
};

sub begin_promotion {
    my $name = shift;
    my $child = $P{by_name}{$name};
    die Failure('This needs Linux: elsewhere no child of a worker can become the proxy\'s') if !%$SYSCALL;
    die Failure("$P{promotion}{child}{name} is just becoming the template") if $P{promotion};
    die Failure("$name does not run") if !$child || !$child->{announced};
    die Failure("$name is a program of its own and shares nothing") if $child->{kind} eq 'exec';
    # Copies of a worker, whose parent ends at once, become children of the proxy by it.
    die Failure('The system lets no process adopt the children of its children') if !adopt_orphans(1);
    if (!$P{listener}) {
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
            leave_orphans();
        }
    } while $channel->{rest} =~ /\n/;
    return;
}

1;
