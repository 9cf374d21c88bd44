# One worker of Starman's, without its master, on the socket that it is given.
package Worker;
use strict;
use warnings;
use base 'Starman::Server';

# The master's loop, which would fork; it is told what its workers do.
sub loop {
    my ($self) = @_;
    open $self->{server}{_WRITE}, '>', '/dev/null' or die "/dev/null: $!";
    $self->run_child;
}

package main;
use Cwd ();
use File::Basename ();

# SD_LISTEN_FDS_START: where the first of the given sockets is.
my $given = 3;
my ($host, $port) = ('127.0.0.1', $ENV{PORT});
my $app = do(File::Basename::dirname(Cwd::abs_path(__FILE__)) . '/shop.psgi') or die $@ || $!;

# How Net::Server hands its sockets on when it starts itself anew.
$ENV{BOUND_SOCKETS} = join '|', $given, $host, $port, 'TCP', 'ipv4';
$| = 1;
print "done 0\n";
Worker->new->run($app, { host => $host, port => $port, max_requests => 1_000_000, net_server_args => { log_level => 0 } });
