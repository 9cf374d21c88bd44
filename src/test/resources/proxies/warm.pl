# A worker that leaves traces in the application's memory, in its own process, in package main and in its buffers.
use strict;
use warnings;
use threads;
use IO::Socket::INET;
use POSIX ();
use Time::HiRes qw(time sleep);

our $TRACE;
print "was $tally::COUNT @ARGV ", $TRACE // '', "\n";
$tally::COUNT++;
$TRACE = 'left behind';
$ENV{LEAKED} = 'x';
chdir '/';
umask 077;
my $listener = IO::Socket::INET->new(Listen => 5, LocalAddr => '127.0.0.1') or die "No socket: $!";
open my $passwd, '<', '/etc/passwd';
$SIG{TERM} = sub { exit 3 };
$SIG{USR1} = sub { print "got USR1\n" };
$SIG{CHLD} = sub { print "a child died\n" };
$SIG{HUP}  = sub { print "alive\n" };
sub twice { return 2 * shift }
my $guard = bless [$$], 'main';
sub DESTROY { print "freed in another process\n" if $_[0][0] != $$ }
my $how = $ARGV[0] // 'willing';

if ($how eq 'threaded') {
    pipe my $runs, my $say;
    threads->create(sub { syswrite $say, 'x'; sleep 600 })->detach;
    sysread $runs, my $word, 1;
}
POSIX::sigprocmask(POSIX::SIG_BLOCK, POSIX::SigSet->new(50)) if $how eq 'deaf';
$SIG{NUM50} = 'IGNORE' if $how eq 'else';
print "up\n", 'rest of a line';
1 while $how eq 'busy';
sleep 60 while 1;
