# What children print, where the proxy passes it on.
package ControlFreak::ShareMemProxy;

use 5.014;
use strict;
use warnings;

use constant LONGEST_LINE => 65536;

# Turns what a child prints into lines with the child's name before them. An engine that joins pieces gets what there is
# of a line at once, marked by a plus: a prompt is then seen.
package ControlFreak::ShareMemProxy::LineRelay {
    our $IN_PIECES = 0;

    sub new {
        my ($class, $fd, $stream, $name) = @_;
        my %prefixes = (prefix => "$stream:$name:", piece_prefix => "$stream+:$name:");
        return bless { fd => $fd, %prefixes, rest => '', in_line => 0 }, $class;
    }

    # The next lines, ready for the log pipe; undef at the end.
    sub read {
        my $self = shift;
        my $data = ControlFreak::ShareMemProxy::read_bytes($self->{fd}) // return;
        my $prefix = $self->{prefix};
        my @lines = split /\n/, $self->{rest} . $data, -1;
        my $rest = pop @lines;
        return $self->frame_at_once($rest, @lines) if $IN_PIECES;
        my @pieces = map { cut($_) } @lines;
        my @of_rest = cut($rest);
        $self->{rest} = pop @of_rest;
        return join '', map {"$prefix$_\n"} @pieces, @of_rest;
    }

    sub frame_at_once {
        my ($self, $rest, @lines) = @_;
        my $framed = join '', map {"$self->{prefix}$_\n"} @lines;
        $self->{in_line} = length $rest;
        return $self->{in_line} ? "$framed$self->{piece_prefix}$rest\n" : $framed;
    }

    sub last {
        my $self = shift;
        return length $self->{rest} || $self->{in_line} ? "$self->{prefix}$self->{rest}\n" : '';
    }

    sub cut {
        my $line = shift;
        return $line if length $line <= ControlFreak::ShareMemProxy::LONGEST_LINE;
        return unpack '(a' . ControlFreak::ShareMemProxy::LONGEST_LINE . ')*', $line;
    }
}

1;
