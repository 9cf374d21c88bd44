# An application that leaves everything behind that a child should not find.
package application;
use strict;
use POSIX ();

our @DATA = map { $_ * 1.5 } 1 .. 1_000_000;
our $PID = $$;
our $GUARD = bless {}, __PACKAGE__;

srand 1;
rand;
$SIG{USR1} = sub { };
$SIG{USR2} = 'IGNORE';
POSIX::sigprocmask(POSIX::SIG_BLOCK, POSIX::SigSet->new(28));
open our $LEFT_OPEN, '<', '/etc/passwd';
# Without a newline it stays in a buffer.
print STDOUT 'printed before the fork';

sub farewell { print STDERR 'the application ends in ', $$ == $PID ? 'the proxy' : 'a child', "\n" }
END { farewell() }
sub DESTROY { farewell() }

sub warm { print STDERR "warm\n" }
sub before_fork { print STDERR "before the fork\n" }
sub serve { print 'served with ', scalar @DATA, " @_\n"; exit 7 }

sub { print 'coderef with ', scalar @DATA, " @_\n" }
