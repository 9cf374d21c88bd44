# Writes made-up letters to the customers of the address book.
use strict;
use warnings;
use Time::HiRes qw(sleep);

my $subject = $ENV{SUBJECT} // 'News';
my $at = int rand @Shop::Addresses::ADDRESSES;

while (1) {
    my $customer = Shop::Addresses::next_after($at++);
    print "$subject to $customer->{name} <$customer->{address}>\n";
    print STDERR "No answer from the server of $customer->{address}, will try again\n" if $at % 17 == 0;
    sleep 1.2 + rand 0.6;
}
