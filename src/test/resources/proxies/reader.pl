# Repeats its standard input, and ends when that does.
use strict;

print "up\n";
print "read $_" while <STDIN>;
print "the input has ended\n";
