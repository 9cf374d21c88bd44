my ($whom, $count) = @ARGV;
print "line $_\n" for 0 .. $count - 1;
print STDERR "an error\n";
$| = 1;
print "no end";
kill 9, $whom eq 'parent' ? getppid : $$ if $whom ne 'nobody';
sleep 1000;
