# The mailer's address book, loaded once by the proxy.
package Shop::Addresses;

use strict;
use warnings;

our @ADDRESSES = map { { name => "Customer $_", address => "customer$_\@shop.example" } } 1 .. 20_000;

sub next_after { return $ADDRESSES[ $_[0] % @ADDRESSES ] }

1;
