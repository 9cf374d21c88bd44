# A child as its parent sees it.
package ControlFreak::ShareMemProxy;

use 5.014;
use strict;
use warnings;

use POSIX ();

our (%P, %SIGNAL_NUMBER);

sub child_of {
    my $name = $_[0]{name};
    die Failure('No name') if !is_text($name);
    return $P{by_name}{$name} // die Failure("$name does not run");
}

sub signal_number {
    my $name = shift;
    die Failure('A signal is a name or a number') if !is_text($name) && !is_whole($name, -1e18, 1e18);
    return 0 + $name if $name =~ /\A[1-9]\d*\z/ && $name <= 64;
    (my $short = $name) =~ s/\ASIG//;
    return $SIGNAL_NUMBER{$short} || die Failure("Unknown signal: $name");
}

sub signal_child {
    my ($child, $number, $alone) = @_;
    if (!$child->{announced} && $number != POSIX::SIGKILL) {
        # Until then it may still be in the proxy's own group, with the proxy's handlers.
        push @{ $child->{held_signals} }, [$number, $alone];
        return;
    }
    kill $number, $child->{announced} && $child->{leads_group} && !$alone ? -$child->{pid} : $child->{pid};
    return;
}

1;
