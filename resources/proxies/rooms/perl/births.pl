# The births and deaths of children.
package ControlFreak::ShareMemProxy;

use 5.014;
use strict;
use warnings;

use Fcntl qw(O_RDWR);
use POSIX ();

our (%P, $PROXY_PID);

use constant INPUT_LIMIT => 1 << 20;

sub start {
    my $command = shift;
    my $order = order_of($command);
    my @sockets = sockets_of($order);
    my (@own, @childs);
    my $pid = eval {
        take_ends($order, \@own, \@childs);
        my ($report_end, $out_end, $err_end, @stdin) = @childs;
        fork_from_template($order, $command, @childs)
            // fork_child($order, $report_end, $out_end, $err_end, @sockets, @stdin);
    };
    my $failure = $@;
    return ($order, $childs[0]) if !$failure && $pid == 0;
    POSIX::close($_) for @childs;
    if ($failure) {
        POSIX::close($_) for grep { defined } @own;
        die $failure;
    }
    my ($report, $out, $err, $in) = @own;
    my $name = $order->{name};
    $P{relays}{$out} = ControlFreak::ShareMemProxy::LineRelay->new($out, 'out', $name) if defined $out;
    $P{relays}{$err} = ControlFreak::ShareMemProxy::LineRelay->new($err, 'err', $name) if defined $err;
    $P{children}{$pid} = $P{unborn}{$pid} = $P{by_name}{$name} = {
        name         => $name,
        pid          => $pid,
        leads_group  => $order->{new_session},
        kind         => $order->{plan}{kind},
        sockets      => { map { $_ => 1 } @{ $order->{sockets} } },
        rights       => ControlFreak::ShareMemProxy::Rights::lasting($order->{rights}),
        stdin        => defined $in ? ControlFreak::ShareMemProxy::PipeWriter->new($in, INPUT_LIMIT) : undef,
        report       => $report,
        failure      => '',
        announced    => 0,
        held_signals => [],
    };
    $P{inputs}{$pid} = $P{children}{$pid}{stdin} if defined $in;
    return;
}

# Adds the ends of all pipes for a child, each as soon as it is there: those of the proxy, of which an output may have none, and
# the child's.
sub take_ends {
    my ($order, $own, $childs) = @_;
    for my $path (undef, @$order{qw(stdout stderr)}) {
        my ($end, $other) = output_ends($path);
        push @$own,    $other;
        push @$childs, $end;
    }
    return if !$order->{open_stdin};
    my ($end, $other) = pipe_pair();
    push @$own,    $other;
    push @$childs, $end;
    return;
}

# Where a child writes by itself; else the ends of a pipe, from which the proxy passes on what it writes. Opened for reading,
# too: so it has a reader as long as it has a writer, who is not killed when the panel is. One may be out of reach, as for
# another user or in another root.
sub output_ends {
    my $path = shift;
    my $direct = is_text($path) ? POSIX::open(bytes_of($path), O_RDWR) : undef;
    return defined $direct ? $direct : reverse pipe_pair();
}

# undef where there is no template for it.
sub fork_from_template {
    my ($order, $command, @ends) = @_;
    # A template has a session of its own, and there is no way back to the proxy's.
    return if !$P{template} || !$order->{new_session};
    return if ControlFreak::ShareMemProxy::Rights::lasting($order->{rights}) ne $P{template}{rights};
    # A template has those sockets only that its worker was given.
    return if grep { !$P{template}{sockets}{$_} } @{ $order->{sockets} }, $order->{stdin_socket} // ();
    my $channel = $P{template}{channel};
    # Until it has reported, which it does only once its parent has ended.
    adopt_orphans(1);
    my $answer = eval {
        send_message($channel, start => $command, ends => \@ends);
        receive_message($channel, TEMPLATE_SECONDS);
    };
    if ($@) {
        # From here on it can answer no more, and what it has answered counts.
        shutdown $channel->{handle}, 0;
        $answer = eval { receive_message($channel, TEMPLATE_SECONDS) };
    }
    die Failure($answer->{refused}) if $answer && exists $answer->{refused};
    lose_template('it does not answer') if !$answer;
    return $answer ? $answer->{pid} : undef;
}

# 0 in the child.
sub fork_child {
    my ($order, @descriptors) = @_;
    refuse_threads('The proxy');
    # Until the child has its own handlers a signal must not run the proxy's in it.
    POSIX::sigprocmask(POSIX::SIG_SETMASK, all_signals());
    my $pid = fork;
    if (defined $pid && $pid == 0) {
        settle_child($order, $PROXY_PID, @descriptors);
        return 0;
    }
    my $failure = $!;
    POSIX::sigprocmask(POSIX::SIG_SETMASK, $P{mask});
    return $pid // die Failure(short_of($failure));
}

sub read_report {
    my $child = shift;
    my $data = read_bytes($child->{report});
    if (defined $data) {
        $child->{failure} .= $data;
        return;
    }
    POSIX::close($child->{report});
    $child->{report} = undef;
    delete $P{unborn}{ $child->{pid} };
    leave_orphans();
    if (length $child->{failure}) {
        delete $P{by_name}{ $child->{name} };
        my $final = $child->{failure} =~ s/\A\0//;
        say_failed($child->{name}, $child->{failure}, $final);
        return;
    }
    $child->{announced} = 1;
    $P{groups}{ $child->{pid} } = 1 if $child->{leads_group};
    my @more = $child->{kind} eq 'exec' ? (own_program => 1) : ();
    say_status(started => name => $child->{name}, pid => 0 + $child->{pid}, exit_status => undef, @more);
    signal_child($child, @$_) for @{ $child->{held_signals} };
    return;
}

sub reap {
    while ((my $pid = waitpid -1, POSIX::WNOHANG) > 0) {
        my $status = $?;
        lose_template("it ended with status $status") if $P{template} && $P{template}{pid} == $pid;
        my $child = $P{children}{$pid} or next;
        read_report($child) while defined $child->{report};
        delete $P{children}{$pid};
        delete $P{inputs}{$pid};
        $child->{stdin}->abandon if $child->{stdin};
        if ($child->{announced}) {
            delete $P{by_name}{ $child->{name} };
            say_status(stopped => name => $child->{name}, pid => 0 + $pid, exit_status => 0 + $status);
        }
        delete $P{groups}{$pid} unless $P{deadline};
        refuse_promotion("$child->{name} has ended")
            if $P{promotion} && $P{promotion}{child} == $child && !$P{promotion}{channel};
    }
    return;
}

1;
