# Messages between the proxy and a template.
package ControlFreak::ShareMemProxy;

use 5.014;
use strict;
use warnings;

use JSON::PP ();
use Socket ();

our @KEPT;

use constant TEMPLATE_SECONDS => 10;

# Inherited by every child; who connects is checked by its pid all the same.
our $REFORK_ADDRESS = "\0cfk-refork-" . random_name();
our $JSON = JSON::PP->new->utf8->canonical;

sub random_name {
    open my $random, '<:raw', '/dev/urandom' or return $$;
    sysread $random, my $bytes, 16;
    return unpack 'H*', $bytes;
}

# Messages over a socket between the proxy and a template. The handle is one of those that every child closes.
sub channel_of {
    my $handle = shift;
    push @KEPT, $handle;
    return { handle => $handle, fd => fileno $handle, rest => '' };
}

sub close_channel {
    my $channel = shift;
    @KEPT = grep { $_ != $channel->{handle} } @KEPT;
    close $channel->{handle};
    return;
}

sub send_message {
    my ($channel, %message) = @_;
    my $data = $JSON->encode(\%message) . "\n";
    while (length $data) {
        # The signal of a broken pipe would be the worker's end.
        my $written = send $channel->{handle}, $data, Socket::MSG_NOSIGNAL;
        die Failure("The template cannot be told: $!") if !defined $written;
        substr $data, 0, $written, '';
    }
    return;
}

# The next message; undef at the end. It dies when it takes too long.
sub receive_message {
    my ($channel, $seconds) = @_;
    my $deadline = defined $seconds ? now + $seconds : undef;
    while ($channel->{rest} !~ /\n/) {
        vec(my $read = '', $channel->{fd}, 1) = 1;
        my $left = defined $deadline ? $deadline - now : undef;
        die Failure('It takes too long') if defined $left && $left <= 0;
        next if select($read, undef, undef, $left) <= 0;
        $channel->{rest} .= read_bytes($channel->{fd}) // return;
    }
    $channel->{rest} =~ s/\A(.*)\n//;
    return $JSON->decode($1);
}

1;
