END { print "my own farewell\n" }
print 'no newline';
exit 4;
