use threads;
threads->create(sub { sleep 600 })->detach;
