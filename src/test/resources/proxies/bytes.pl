$| = 1;
for my $piece ("a:b::c\n", "\xff\xfe\x80 broken\n", "nul \x00 inside\n", "\n", "cr\r\n", 'x' x 200000 . "\n", 'no end') {
    # In small writes, as a slow program does it.
    print for unpack '(a50000)*', $piece;
}
print STDERR "an error\n";
