# An application that is warmer the more workers it has had.
package tally;
use strict;

our $COUNT = 0;

sub before_fork { print STDERR "before the fork\n" }

# A tidying that works in the proxy, and not any more once a worker has run.
sub fail_later { die "the tidying broke\n" if $COUNT }

1;
