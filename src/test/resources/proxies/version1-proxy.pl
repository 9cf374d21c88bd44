#!/usr/bin/env perl
# A proxy that behaves like those of 2010, with their faults: the engine must cope with each of them.
# Its arguments are Perl files to preload.

package VersionOneProxy;

use strict;
use warnings;

use JSON::PP ();
use POSIX ();

use constant READ_SIZE => 16_384;

# Services inherit the three pipes.
$^F = 255;

my %fd = map { $_ => $ENV{"_CFK_${_}_FD"} } qw(COMMAND STATUS LOG);
# A descriptor 0 counts as missing.
$fd{$_} or die "$_ file descriptor is missing\n" for sort keys %fd;
open my $commands, '<&=', $fd{COMMAND} or die "commands: $!\n";
open my $statuses, '>&=', $fd{STATUS} or die "statuses: $!\n";
open my $log, '>&=', $fd{LOG} or die "log: $!\n";

for my $file (@ARGV) {
    do "./$file";
    die $@ if $@;
}

my (%pid_of, %name_of, %streams);

sub say_status {
    my ($status, $name, $pid, $exit_status) = @_;
    my $json = JSON::PP->new->utf8->encode(
        { status => $status, name => $name, pid => $pid, exit_status => $exit_status });
    syswrite $statuses, "$json\n";
    return;
}

sub start {
    my $command = shift;
    pipe my $out, my $out_end or die $!;
    pipe my $err, my $err_end or die $!;
    my $pid = fork // die $!;
    if ($pid) {
        $pid_of{ $command->{name} } = $pid;
        $name_of{$pid} = $command->{name};
        $streams{ fileno $out } = [ $out, "out:$command->{name}:" ];
        $streams{ fileno $err } = [ $err, "err:$command->{name}:" ];
        # Said before the child has done anything.
        say_status(started => $command->{name}, $pid, undef);
        return;
    }
    # Before it leads a group that a stop may reach: the proxy's handler would end all others, too.
    $SIG{$_} = 'DEFAULT' for qw(CHLD TERM);
    select undef, undef, undef, 0.003;
    POSIX::setsid() unless $command->{no_new_session};
    open STDIN, '<', '/dev/null';
    open STDOUT, $command->{ignore_stdout} ? ">/dev/null" : ">&" . fileno $out_end;
    open STDERR, $command->{ignore_stderr} ? ">/dev/null" : ">&" . fileno $err_end;
    $| = 1;
    %ENV = (%ENV, %{ $command->{env} || {} }, CONTROL_FREAK_ENABLED => 1, CONTROL_FREAK_SERVICE => $command->{name});
    my ($file, @arguments) = ref $command->{cmd} ? @{ $command->{cmd} } : split ' ', $command->{cmd};
    @ARGV = @arguments;
    $0 = $file;
    package main;
    defined(do "./$file") or $@ || $! and print STDERR $@ || "$file: $!\n" and exit 255;
    exit 0;
}

sub stop {
    my $pid = $pid_of{ $_[0]{name} } or return;
    # The group of a child that has not called setsid yet is the proxy's own.
    kill TERM => -getpgrp $pid;
    return;
}

sub obey_all {
    my $burst = shift;
    # What a read has cut off is lost, on both sides of the cut.
    for my $line (split /\n/, $burst) {
        my $command = eval { JSON::PP->new->utf8->decode($line) } or next;
        start($command) if $command->{command} eq 'start';
        stop($command) if $command->{command} eq 'stop';
    }
    return;
}

sub reap {
    while ((my $pid = waitpid -1, POSIX::WNOHANG) > 0) {
        my $status = $?;
        my $name = delete $name_of{$pid} // next;
        delete $pid_of{$name};
        say_status(stopped => $name, $pid, $status);
    }
    return;
}

sub relay {
    my ($stream, $prefix) = @_;
    my $count = sysread $stream, my $data, READ_SIZE;
    return delete $streams{ fileno $stream } unless $count;
    # Each read stands for itself: a long line comes in pieces. A full log pipe stops everything.
    syswrite $log, "$prefix$_\n" for split /\n/, $data;
    return;
}

$SIG{TERM} = sub {
    kill TERM => -$_ for keys %name_of;
    exit 0;
};

my $listening = 1;
while (1) {
    my $wanted = '';
    vec($wanted, $_, 1) = 1 for keys %streams, $listening ? fileno $commands : ();
    my $count = select my $readable = $wanted, undef, undef, 0.02;
    reap();
    next if $count <= 0;
    if ($listening && vec $readable, fileno $commands, 1) {
        # The end of the pipe is no reason to stop anything.
        if   (sysread $commands, my $burst, READ_SIZE) { obey_all($burst) }
        else                                           { $listening = 0 }
    }
    for my $fd (keys %streams) {
        relay(@{ $streams{$fd} }) if vec $readable, $fd, 1;
    }
}
