# What a worker does to become a template, and what it does as one.
package ControlFreak::ShareMemProxy;

use 5.014;
use strict;
use warnings;

use Fcntl qw(O_APPEND O_RDONLY O_RDWR O_WRONLY);
use File::Spec;
use IO::Handle;
use POSIX ();
use Socket ();

our (%P, $PROXY_PID, $PROXY_RUN, $REFORK_ADDRESS, $SYSCALL);

use constant {
    # Beyond the numbers that its children have them by.
    TEMPLATE_SOCKETS => 64,
};

# What these two held before the worker's own file.
our %HOOKS_BEFORE;
# How many END blocks belong to the application and to earlier workers.
our $EARLIER_ENDS = 0;

sub listen_for_refork {
    return if !%$SYSCALL;
    %HOOKS_BEFORE = map { $_ => $SIG{$_} } qw(__DIE__ __WARN__);
    my $action = POSIX::SigAction->new(\&answer_refork, POSIX::SigSet->new, POSIX::SA_RESTART);
    $action->safe(1);
    POSIX::sigaction(REFORK_SIGNAL, $action);
    return;
}

# A worker's part: a copy of it becomes the template, and it goes on as if nothing had happened.
sub answer_refork {
    local ($@, $!, $?);
    local @SIG{qw(__DIE__ __WARN__)};
    my $mask = POSIX::SigSet->new;
    POSIX::sigprocmask(POSIX::SIG_SETMASK, all_signals(), $mask);
    socket my $socket, Socket::AF_UNIX, Socket::SOCK_STREAM, 0;
    # It fails where the proxy has given up long ago.
    if (connect $socket, Socket::pack_sockaddr_un($REFORK_ADDRESS)) {
        my $channel = channel_of($socket);
        my $copied = eval {
            refuse_threads('It');
            ControlFreak::ShareMemProxy::Inheritance::take_places();
            fork_for_proxy($channel);
        };
        my $reason = $@;
        become_template($channel) if $copied;
        eval { send_message($channel, refused => decoded(reason_of($reason))) } if $reason;
        close_channel($channel);
    }
    POSIX::sigprocmask(POSIX::SIG_SETMASK, $mask);
    return;
}

# Forks twice, so that the copy falls to the proxy. True in the copy, once the proxy has been told its pid.
# The ends are closed here before the copy goes on: as long as they are open, its silence means nothing.
sub fork_for_proxy {
    my ($channel, @ends) = @_;
    socketpair my $release, my $release_end, Socket::AF_UNIX, Socket::SOCK_STREAM, Socket::PF_UNSPEC
        or die Failure(short_of($!));
    my $between = fork // die Failure(short_of($!));
    if ($between) {
        close $release;
        my $told = await_death($between) == 0;
        POSIX::close($_) for @ends;
        # It may have been killed meanwhile.
        send $release_end, '.', Socket::MSG_NOSIGNAL if $told;
        return 0;
    }
    my $copy = fork;
    if (!$copy) {
        close $release_end;
        if (!defined $copy) {
            eval { send_message($channel, refused => short_of($!)) };
            POSIX::_exit(1);
        }
        POSIX::_exit(127) if !defined read_bytes(fileno $release);
        return 1;
    }
    my $told = eval { send_message($channel, pid => 0 + $copy); 1 };
    POSIX::_exit($told ? 0 : 1);
}

# The rest of a template's life, in the midst of the worker's code, to which it never returns.
sub become_template {
    my $channel = shift;
    my $over = eval {
        POSIX::setsid();
        take_mark($PROXY_RUN);
        die_with($PROXY_PID);
        $0 = 'cfk-template';
        # Of what the worker was given it can give to others.
        $_ = number_beyond(TEMPLATE_SOCKETS, $_) for values %{ $P{sockets} };
        my $setup = receive_message($channel, TEMPLATE_SECONDS) // die "The proxy is gone\n";
        blind($channel->{fd});
        $P{added_variables} = [];
        reset_signals(1);
        if (!eval { prepare_template($setup); 1 }) {
            my $error = $@;
            send_message($channel, refused => 'Its copy could not be prepared: ' . decoded(reason_of($error)));
            die $error;
        }
        send_message($channel, ready => 1, memory_mb => scalar memory_in_mb());
        while (my $message = receive_message($channel)) {
            fork_service($channel, $message);
        }
        1;
    };
    print STDERR $@ if !$over;
    leave($over ? 0 : 1);
}

# Lets go of all that the worker has open.
sub blind {
    my $channel = shift;
    my $null = POSIX::open(File::Spec->devnull, O_RDWR);
    POSIX::dup2($null, 0);
    for my $fd (1, 2) {
        my $own = POSIX::open("/proc/$PROXY_PID/fd/$fd", O_WRONLY | O_APPEND);
        POSIX::dup2($own // $null, $fd);
        POSIX::close($own) if defined $own;
    }
    POSIX::close($null);
    ControlFreak::ShareMemProxy::Inheritance::settle_descriptors(1, 0, $channel, values %{ $P{sockets} });
    return;
}

sub prepare_template {
    my $setup = shift;
    chdir "/proc/$PROXY_PID/cwd";
    umask $setup->{umask};
    %ENV = %{ $setup->{env} };
    @SIG{ keys %HOOKS_BEFORE } = map { $_ // 'DEFAULT' } values %HOOKS_BEFORE;
    # A later file would be told that it redefines them.
    delete @main::{ ControlFreak::ShareMemProxy::Inheritance::own_names() };
    ControlFreak::ShareMemProxy::Inheritance::forget_own_folders();
    ControlFreak::ShareMemProxy::Inheritance::take_names();
    require B;
    $EARLIER_ENDS = () = B::end_av()->ARRAY;
    call($_) for @{ $setup->{before_fork} };
    STDOUT->flush;
    return;
}

sub fork_service {
    my ($channel, $message) = @_;
    my ($order, @ends, @sockets);
    my $born = eval {
        refuse_threads('The template');
        $order = order_of($message->{start});
        @sockets = sockets_of($order);
        for my $fd (@{ $message->{ends} }) {
            my $mode = @ends == 0 ? O_WRONLY : @ends < 3 ? O_RDWR : O_RDONLY;
            push @ends, POSIX::open("/proc/$PROXY_PID/fd/$fd", $mode) // die Failure("The pipes cannot be opened: $!");
        }
        $_ = moved(FIRST_SOCKET + @sockets, $_) for @ends;
        POSIX::sigprocmask(POSIX::SIG_SETMASK, all_signals());
        fork_for_proxy($channel, @ends);
    };
    my $reason = $@;
    if ($born) {
        settle_child($order, $PROXY_PID, @ends[ 0 .. 2 ], @sockets, @ends[ 3 .. $#ends ]);
        become_service_here($order, $ends[0]);
    }
    POSIX::sigprocmask(POSIX::SIG_SETMASK, POSIX::SigSet->new);
    if ($reason) {
        POSIX::close($_) for @ends;
        send_message($channel, refused => decoded(reason_of($reason)));
    }
    return;
}

# In the midst of an earlier worker's code, of which nothing may run any more.
sub become_service_here {
    my @order = @_;
    local ($/, $\, $,, $") = ("\n", undef, undef, ' ');
    local $_;
    my $innermost = bless {}, 'ControlFreak::ShareMemProxy::Innermost';
    eval { become_service(@order) };
    print STDERR $@;
    exit 255;
}

# An exit frees what the calls hold, from the innermost to the outermost, before any END block runs. So the first
# that is no business of the worker's ends the process, after the END blocks of the worker's own file.
package ControlFreak::ShareMemProxy::Innermost {

    sub DESTROY {
        my $code = $?;
        my @ends = map { $_->object_2svref } B::end_av()->ARRAY;
        for my $end (@ends[ 0 .. $#ends - $ControlFreak::ShareMemProxy::EARLIER_ENDS ]) {
            $? = $code;
            eval { $end->(); 1 } or print STDERR $@;
            $code = $?;
        }
        ControlFreak::ShareMemProxy::leave($code);
    }
}

1;
