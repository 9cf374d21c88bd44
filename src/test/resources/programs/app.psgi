# A web application that takes its time, for servers of PSGI.
sub {
    my $env = shift;
    if ($env->{PATH_INFO} eq '/slow') {
        open my $begun, '>', 'begun' or die $!;
        close $begun;
        sleep 3;
    }
    return [200, ['Content-Type' => 'text/plain'], ['whole']];
};
