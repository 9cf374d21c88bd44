#!/usr/bin/env perl
# A proxy of Control Freak for Perl: loads an application once, then forks services from it on command.

# A package of its own: the workers are Perl files that fill package main as they like.
package ControlFreak::ShareMemProxy;

use 5.014;
use strict;
use warnings;

use Cwd ();
use File::Basename ();

BEGIN {
    my $rooms = File::Basename::dirname(Cwd::abs_path(__FILE__)) . '/rooms/perl';
    if (!-r "$rooms/main.pl") {
        print STDERR "The folder \"rooms\" must lie beside this program: $rooms\n";
        exit 2;
    }
    require "$rooms/main.pl";
}

main(@ARGV);
