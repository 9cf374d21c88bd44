# What perl does not offer of the system, and facts of processes.
package ControlFreak::ShareMemProxy;

use 5.014;
use strict;
use warnings;

use Config;
use Errno ();
use POSIX ();
use Time::HiRes ();

use constant {
    PR_SET_CHILD_SUBREAPER => 36,
    PR_SET_PDEATHSIG       => 1,
    PR_SET_DUMPABLE        => 4,
    PR_SET_THP_DISABLE     => 41,
    RLIMIT_RTTIME          => 15,
    SIGNAL_SIZE            => 128,
    # In the midst of the real-time signals, where hardly anybody takes one.
    REFORK_SIGNAL          => 50,
};

# Numbers of system calls that POSIX does not offer.
my %SYSCALLS = (
    'x86_64'  => { prctl => 157, signalfd4 => 289, rt_sigtimedwait => 128, waitid => 247, epoll_create1 => 291,
        prlimit64 => 302 },
    'aarch64' => { prctl => 167, signalfd4 => 74, rt_sigtimedwait => 137, waitid => 95, epoll_create1 => 20,
        prlimit64 => 261 },
);
our $SYSCALL = $^O eq 'linux' ? $SYSCALLS{ (POSIX::uname())[4] } // {} : {};
our %SIGNAL_NUMBER;
@SIGNAL_NUMBER{ split ' ', $Config{sig_name} } = split ' ', $Config{sig_num};
our $PROXY_PID = $$;
# Marks all that belongs to the proxy itself.
our $PROXY_RUN = $ENV{CONTROL_FREAK_RUN};

# Seconds since some moment, whatever is done to the clock.
sub now () {
    return Time::HiRes::clock_gettime(Time::HiRes::CLOCK_MONOTONIC());
}

sub system_call {
    my ($name, @args) = @_;
    return exists $SYSCALL->{$name} ? syscall($SYSCALL->{$name}, @args) : -1;
}

sub can_call { return exists $SYSCALL->{ $_[0] } }

# Whether orphans of its children become children of this process, and not of whoever else takes them. False where not.
sub adopt_orphans {
    my $whether = shift;
    return system_call(prctl => PR_SET_CHILD_SUBREAPER, $whether ? 1 : 0, 0, 0, 0) == 0;
}

# Marks a process and all that it will start, whatever they do, by a limit that is too high to matter.
sub take_mark {
    my $run = shift;
    return if ($run // '') !~ /\A[0-9a-f]{15}\z/ || !can_call('prlimit64');
    my $limits = pack 'x16';
    # Not by a copy of what it fills in.
    syscall($SYSCALL->{prlimit64}, 0, RLIMIT_RTTIME, 0, $limits);
    substr $limits, 0, 8, scalar reverse pack 'H16', "1$run";
    system_call(prlimit64 => 0, RLIMIT_RTTIME, $limits, 0);
    return;
}

sub die_with {
    my $parent = shift;
    system_call(prctl => PR_SET_PDEATHSIG, POSIX::SIGKILL, 0, 0, 0);
    POSIX::_exit(127) if getppid != $parent;
    return;
}

sub all_signals {
    my $all = POSIX::SigSet->new;
    $all->fillset;
    return $all;
}

# The wait status of an own child. Takes back its SIGCHLD, which must be blocked: a worker does not know of it.
sub await_death {
    my $pid = shift;
    # Where SIGCHLD is ignored the system keeps no status.
    my $status = waitpid($pid, 0) > 0 ? $? : 0;
    system_call(rt_sigtimedwait => pack('Q', 1 << (POSIX::SIGCHLD - 1)), 0, pack('qq', 0, 0), 8);
    # P_ALL and WNOHANG, WSTOPPED, WEXITED, WCONTINUED, WNOWAIT: another child's signal may have been one with it.
    my $found = "\0" x SIGNAL_SIZE;
    my $any = system_call(waitid => 0, 0, $found, 1 | 2 | 4 | 8 | 0x01000000, 0);
    kill CHLD => $$ if $any == 0 && unpack 'l', $found;
    return $status;
}

# The lines of its status; empty where it is gone.
sub facts_of {
    my $pid = shift;
    open my $file, '<', "/proc/$pid/status" or return;
    return map { chomp; split /:\t/, $_, 2 } grep {/:\t/} <$file>;
}

# Proportional where the system knows it: what is shared with others counts in part. Else the resident memory.
sub memory_in_mb {
    for ([ '/proc/self/smaps_rollup', 'Pss' ], [ '/proc/self/status', 'VmRSS' ]) {
        my ($path, $key) = @$_;
        open my $file, '<', $path or next;
        my ($kilobytes) = map {/\A$key:\s+(\d+)/} <$file>;
        close $file;
        return 0 + sprintf '%.1f', $kilobytes / 1024 if defined $kilobytes;
    }
    return;
}

# Kills what is a child of this process, and nobody else who may have the number by now.
sub kill_child {
    my $pid = shift;
    my $found = "\0" x SIGNAL_SIZE;
    # P_PID; WNOHANG, WEXITED, WNOWAIT.
    kill KILL => $pid if system_call(waitid => 1, 0 + $pid, $found, 1 | 4 | 0x01000000, 0) == 0;
    return;
}

# A copy would have one thread only, with the locks of the others held for ever.
sub refuse_threads {
    my $whose = shift;
    opendir my $folder, '/proc/self/task' or return $! == Errno::ENOENT ? undef : die Failure(short_of($!));
    my @tasks = grep {/\A\d/} readdir $folder;
    closedir $folder;
    return if @tasks <= 1;
    my @names;
    for my $task (grep { $_ != $$ } @tasks) {
        open my $comm, '<', "/proc/self/task/$task/comm" or next;
        chomp(my $name = <$comm> // '');
        push @names, "$name ($task)";
    }
    die Failure(sprintf '%s has %d threads and a child would have one: %s', $whose, scalar @tasks, join ', ', @names);
}

1;
