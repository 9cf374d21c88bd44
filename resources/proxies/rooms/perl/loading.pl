# Loads an application and warms it up.
package ControlFreak::ShareMemProxy;

use 5.014;
use strict;
use warnings;

use Carp ();
use Cwd ();

our %CODEREFS;

sub preload {
    my $reference = shift;
    if ($reference !~ m{\.p[lm]\z|\.psgi\z|/}) {
        (my $file = "$reference.pm") =~ s{::}{/}g;
        return require $file;
    }
    my $path = Cwd::abs_path($reference);
    die "Cannot read $reference: $!\n" unless defined $path && -r $path;
    local ($@, $!);
    # What a file without a package of its own defines must not meet what is defined here.
    # Who looks for its own folder with FindBin goes by it.
    local $0 = $path;
    is_called_perl();
    FindBin::again() if $INC{'FindBin.pm'};
    my $result = do { package main; do $path };
    die $@ if $@;
    $CODEREFS{$reference} = $result if ref $result eq 'CODE';
    return;
}

# Perl names its process, and so the threads that it makes, after what $0 is set to.
sub is_called_perl {
    open my $comm, '>', '/proc/self/comm' or return;
    print {$comm} 'perl';
    close $comm;
    return;
}

sub call {
    my ($name, @args) = @_;
    no strict 'refs';
    die "No such function: $name\n" unless defined &$name;
    return &$name(@args);
}

sub load_application {
    my $options = shift;
    my $begin = now;
    my $trace = '';
    local $SIG{__DIE__} = sub { $trace = Carp::longmess('') };
    my $loaded = eval {
        preload($_) for @{ $options->{preload} };
        call($_) for @{ $options->{warm} }, @{ $options->{'before-fork'} };
        1;
    };
    if (!$loaded) {
        print STDERR $@, "The stack at that time:", $trace;
        exit 1;
    }
    return int((now - $begin) * 1000);
}

1;
