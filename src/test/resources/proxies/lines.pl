print "line $_\n" for 0 .. $ARGV[0] - 1;
