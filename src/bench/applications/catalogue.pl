# An application as it is found behind a web server: some libraries, a catalogue in memory, pages made of it.
package Catalogue;
use strict;
use warnings;
use Data::Dumper ();
use Encode ();
use File::Temp ();
use HTTP::Tiny ();
use IO::Socket::INET ();
use JSON::PP ();
use POSIX ();
use Storable ();
use Text::Wrap ();
use Time::Local ();

our %ITEMS = map { $_ => item($_) } 0 .. 49_999;
my $JSON = JSON::PP->new->utf8;

sub item {
    my $number = shift;
    return bless {
        number => $number,
        name   => "item number $number",
        price  => $number * 1.25,
        tags   => [ 'tag ' . $number % 97, 'shelf ' . $number % 89 ],
    }, 'Catalogue::Item';
}

# One unit of work: a page of a hundred items, and the same as JSON.
sub serve {
    my $request = shift;
    my @chosen = map { $ITEMS{ ($request * 7919 + $_ * 613) % 50_000 } } 0 .. 99;
    my $page = join '', map {"<li id=$_->{number}>$_->{name} costs $_->{price} (@{ $_->{tags} })</li>"} @chosen;
    return length($page) + length $JSON->encode([ map { {%$_} } @chosen ]);
}

sub warm { serve($_) for 1 .. 300; return }

1;
