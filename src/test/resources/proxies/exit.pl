print "leaving with $ARGV[0]\n";
exit $ARGV[0];
