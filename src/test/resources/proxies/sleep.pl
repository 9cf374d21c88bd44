print "up\n";
sleep 60 while 1;
